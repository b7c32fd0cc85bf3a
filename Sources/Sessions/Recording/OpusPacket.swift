/// What can be read from an Opus packet without decoding it (RFC 6716, section 3).
public enum OpusPacket {
  /// Longest packet, 120 ms, in 48 kHz ticks.
  public static let maximumTicks: Int64 = 5_760

  /// How long a packet plays, in 48 kHz ticks.
  ///
  /// - Returns: 120…5,760, or `nil` for bytes that cannot be an Opus packet: none at all, a frame
  ///   count of zero, or more than 120 ms.
  public static func ticks(of packet: [UInt8]) -> Int64? {
    guard let toc = packet.first else { return nil }
    let frames: Int64
    switch toc & 0x03 {
    case 0: frames = 1
    case 1, 2: frames = 2
    default:
      guard packet.count >= 2 else { return nil }
      frames = Int64(packet[1] & 0x3F)
    }
    let total = frames * frameTicks(configuration: Int(toc >> 3))
    return (1...maximumTicks).contains(total) ? total : nil
  }

  /// Ticks of one frame by the configuration number, 0…31 (RFC 6716, table 2).
  private static func frameTicks(configuration: Int) -> Int64 {
    switch configuration {
    case 0..<12: [480, 960, 1_920, 2_880][configuration & 3]
    case 12..<16: [480, 960][configuration & 1]
    default: [120, 240, 480, 960][configuration & 3]
    }
  }

  /// Packets of digital silence, mono, that together last at most `ticks`.
  ///
  /// A CELT frame whose first coded symbol is the silence flag decodes to zeros whatever its
  /// length; the four configurations of full-band CELT are 20, 10, 5 and 2.5 ms. What is left over
  /// is below 2.5 ms.
  static func silence(atMost ticks: Int64) -> SilentPackets { SilentPackets(remaining: ticks) }

  /// The silent packets of a gap, longest first.
  struct SilentPackets: Sequence, IteratorProtocol {
    private static let choices: [(ticks: Int64, bytes: [UInt8])] = [
      (960, [0xF8, 0xFF, 0xFE]), (480, [0xF0, 0xFF, 0xFE]),
      (240, [0xE8, 0xFF, 0xFE]), (120, [0xE0, 0xFF, 0xFE]),
    ]

    fileprivate(set) var remaining: Int64

    mutating func next() -> (ticks: Int64, bytes: [UInt8])? {
      guard let choice = SilentPackets.choices.first(where: { $0.ticks <= remaining }) else {
        return nil
      }
      remaining -= choice.ticks
      return choice
    }
  }
}
