/// The 12 bytes before each audio packet, both directions, little-endian.
///
/// Layout of `vivavoce.v1`: 0 u8 version = 1 · 1 u8 flags · 2 u16 utterance · 4 u32 sequence ·
/// 8 u32 timestamp in 48 kHz ticks of this direction's media clock. Numbers wrap.
struct PacketHeader: Equatable, Sendable {
  /// Bytes of a header.
  static let byteCount = 12
  /// The one version that is spoken.
  static let version: UInt8 = 1

  /// Why a binary message is not a packet.
  enum Failure: Error, Equatable, CustomStringConvertible {
    /// Fewer bytes than a header has.
    case tooShort(Int)
    /// Another version of the protocol.
    case unknownVersion(UInt8)
    /// A header with nothing after it.
    case emptyPacket

    /// A sentence to act on.
    var description: String {
      switch self {
      case .tooShort(let count):
        "a packet begins with \(PacketHeader.byteCount) bytes of header, this message has \(count)"
      case .unknownVersion(let version):
        "the packet header has version \(version), the server speaks \(PacketHeader.version)"
      case .emptyPacket: "the packet header is followed by no audio"
      }
    }
  }

  private static let gapFlag: UInt8 = 0b01
  private static let lastFlag: UInt8 = 0b10

  /// Whether the client lost or muted audio before this packet.
  var gapBefore = false
  /// Whether the packet is the last of its utterance; the server's to say.
  var isLast = false
  /// Number of the interviewer's utterance; 0 from the client.
  var utterance: UInt16 = 0
  /// +1 a packet.
  var sequence: UInt32
  /// Where the packet begins, in 48 kHz ticks.
  var timestamp: UInt32

  /// Creates a header.
  init(
    gapBefore: Bool = false,
    isLast: Bool = false,
    utterance: UInt16 = 0,
    sequence: UInt32,
    timestamp: UInt32
  ) {
    self.gapBefore = gapBefore
    self.isLast = isLast
    self.utterance = utterance
    self.sequence = sequence
    self.timestamp = timestamp
  }

  /// Takes a binary message apart into header and audio; unknown flags are ignored.
  ///
  /// - Throws: `PacketHeader.Failure`.
  static func decode(
    _ message: [UInt8]
  ) throws(Failure) -> (header: PacketHeader, audio: ArraySlice<UInt8>) {
    guard message.count >= byteCount else { throw .tooShort(message.count) }
    guard message[0] == version else { throw .unknownVersion(message[0]) }
    guard message.count > byteCount else { throw .emptyPacket }
    let header = PacketHeader(
      gapBefore: message[1] & gapFlag != 0,
      isLast: message[1] & lastFlag != 0,
      utterance: UInt16(message[2]) | UInt16(message[3]) << 8,
      sequence: word(message, at: 4),
      timestamp: word(message, at: 8)
    )
    return (header, message[byteCount...])
  }

  /// Puts the header before audio.
  func encode(_ audio: some Collection<UInt8>) -> [UInt8] {
    var message: [UInt8] = []
    message.reserveCapacity(PacketHeader.byteCount + audio.count)
    message.append(PacketHeader.version)
    message.append(
      (gapBefore ? PacketHeader.gapFlag : 0) | (isLast ? PacketHeader.lastFlag : 0)
    )
    message.append(UInt8(truncatingIfNeeded: utterance))
    message.append(UInt8(truncatingIfNeeded: utterance >> 8))
    for value in [sequence, timestamp] {
      for shift in stride(from: 0, to: 32, by: 8) {
        message.append(UInt8(truncatingIfNeeded: value >> UInt32(shift)))
      }
    }
    message.append(contentsOf: audio)
    return message
  }

  private static func word(_ bytes: [UInt8], at index: Int) -> UInt32 {
    UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2]) << 16
      | UInt32(bytes[index + 3]) << 24
  }
}
