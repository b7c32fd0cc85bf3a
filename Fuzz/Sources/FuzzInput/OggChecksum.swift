/// The checksum of Ogg pages (RFC 3533, section 6).
public enum OggChecksum {
  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index) << 24) { value, _ in
      value & 0x8000_0000 != 0 ? value << 1 ^ 0x04C1_1DB7 : value << 1
    }
  }

  /// The bytes with checksums that agree on everything that begins like a page and is long enough:
  /// without them no change would get past the first test of a reader.
  public static func renewed(_ start: UnsafePointer<UInt8>?, _ count: Int) -> [UInt8] {
    var bytes = Array(UnsafeBufferPointer(start: start, count: count))
    var page = 0
    while page + 27 <= count {
      guard bytes[page..<(page + 4)].elementsEqual("OggS".utf8) else {
        page += 1
        continue
      }
      let body = page + 27 + Int(bytes[page + 26])
      guard body <= count else { break }
      let end = bytes[(page + 27)..<body].reduce(body) { $0 + Int($1) }
      guard end <= count else { break }
      for index in 0..<4 { bytes[page + 22 + index] = 0 }
      let sum = bytes[page..<end].reduce(UInt32(0)) { sum, byte in
        sum << 8 ^ table[Int(UInt8(sum >> 24) ^ byte)]
      }
      for index in 0..<4 { bytes[page + 22 + index] = UInt8(sum >> UInt32(8 * index) & 0xFF) }
      page = end
    }
    return bytes
  }
}
