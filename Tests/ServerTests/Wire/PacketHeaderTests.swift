import Testing

@testable import Server

@Suite struct PacketHeaderTests {
  @Test func `the bytes lie where the protocol says`() throws {
    let header = PacketHeader(
      gapBefore: true,
      isLast: true,
      utterance: 0x0102,
      sequence: 0x0304_0506,
      timestamp: 0x0708_090A
    )
    let bytes = header.encode([0xAA, 0xBB])
    #expect(bytes == [1, 3, 2, 1, 6, 5, 4, 3, 0x0A, 9, 8, 7, 0xAA, 0xBB])
  }

  @Test func `what is encoded is decoded`() throws {
    var random = SeededRandom(seed: 1)
    for _ in 0..<500 {
      let header = PacketHeader(
        gapBefore: .random(using: &random),
        isLast: .random(using: &random),
        utterance: .random(in: 0 ... .max, using: &random),
        sequence: .random(in: 0 ... .max, using: &random),
        timestamp: .random(in: 0 ... .max, using: &random)
      )
      let audio = (0..<Int.random(in: 1...80, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      let decoded = try PacketHeader.decode(header.encode(audio))
      #expect(decoded.header == header)
      #expect(Array(decoded.audio) == audio)
    }
  }

  @Test(arguments: 0..<12)
  func `fewer bytes than a header are refused`(count: Int) {
    #expect(throws: PacketHeader.Failure.tooShort(count)) {
      _ = try PacketHeader.decode([UInt8](repeating: 1, count: count))
    }
  }

  @Test func `a header without audio is refused`() {
    #expect(throws: PacketHeader.Failure.emptyPacket) {
      _ = try PacketHeader.decode([1] + [UInt8](repeating: 0, count: 11))
    }
  }

  @Test(arguments: [UInt8(0), 2, 9, 255])
  func `another version is refused with its number`(version: UInt8) {
    let bytes = [version] + [UInt8](repeating: 0, count: 20)
    #expect(throws: PacketHeader.Failure.unknownVersion(version)) {
      _ = try PacketHeader.decode(bytes)
    }
  }

  @Test func `unknown flags are ignored`() throws {
    let bytes: [UInt8] = [1, 0b1111_1100] + [UInt8](repeating: 0, count: 10) + [7]
    let header = try PacketHeader.decode(bytes).header
    #expect(!header.gapBefore && !header.isLast)
  }
}
