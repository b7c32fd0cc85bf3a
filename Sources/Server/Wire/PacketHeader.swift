/// The 12 bytes in front of every Opus packet on the wire, little-endian.
///
/// | offset | type | field |
/// |---|---|---|
/// | 0 | u8 | version, 1 |
/// | 1 | u8 | flags: bit 0 gap before this packet, bit 1 last packet of an utterance |
/// | 2 | u16 | utterance, 0 from the client |
/// | 4 | u32 | sequence |
/// | 8 | u32 | timestamp in 48 kHz samples |
struct PacketHeader: Equatable, Sendable {
  /// The version that this release speaks.
  static let version: UInt8 = 1
  /// Bytes of a header.
  static let byteCount = 12

  /// Whether the client lost or muted audio before this packet.
  var isGapBefore = false
  /// Whether no further packet of the utterance follows.
  var isLast = false
  /// Number of the interviewer's utterance, 0 from the client.
  var utterance: UInt16 = 0
  /// +1 a packet, wraps.
  var sequence: UInt32
  /// 48 kHz samples of this direction's media clock, wraps.
  var timestamp: UInt32

  /// What is wrong with a binary message.
  enum Problem: Error, Equatable {
    /// Fewer bytes than a header and one byte of audio.
    case tooShort
    /// A version that this release does not speak.
    case unknownVersion(UInt8)
  }

  /// The header as it is sent.
  var bytes: [UInt8] {
    let flags: UInt8 = (isGapBefore ? 1 : 0) | (isLast ? 2 : 0)
    var bytes: [UInt8] = [PacketHeader.version, flags]
    bytes.reserveCapacity(PacketHeader.byteCount + 80)
    bytes.append(UInt8(truncatingIfNeeded: utterance))
    bytes.append(UInt8(truncatingIfNeeded: utterance >> 8))
    for field in [sequence, timestamp] {
      for shift in stride(from: 0, to: 32, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: field >> UInt32(shift)))
      }
    }
    return bytes
  }

  /// Takes a binary message apart.
  static func split(
    _ message: [UInt8]
  ) throws(Problem) -> (header: PacketHeader, payload: [UInt8]) {
    guard message.count > byteCount else { throw .tooShort }
    guard message[0] == version else { throw .unknownVersion(message[0]) }
    func field(_ offset: Int) -> UInt32 {
      (0..<4).reduce(0) { $0 | UInt32(message[offset + $1]) << UInt32(8 * $1) }
    }
    let header = PacketHeader(
      isGapBefore: message[1] & 1 != 0,
      isLast: message[1] & 2 != 0,
      utterance: UInt16(message[2]) | UInt16(message[3]) << 8,
      sequence: field(4),
      timestamp: field(8)
    )
    return (header, Array(message[byteCount...]))
  }
}
