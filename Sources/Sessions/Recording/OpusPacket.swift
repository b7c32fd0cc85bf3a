/// Packets that the recording makes itself.
enum OpusPacket {
  /// Packets of digital silence, mono, that together last at most `ticks`.
  ///
  /// A CELT frame whose first coded symbol is the silence flag decodes to zeros whatever its
  /// length; the four configurations of full-band CELT are 20, 10, 5 and 2.5 ms. What is left over
  /// is below 2.5 ms.
  static func silence(atMost ticks: Int64) -> SilentPackets { SilentPackets(remaining: ticks) }

  /// The silent packets of a gap, longest first.
  struct SilentPackets: Sequence, IteratorProtocol {
    // TOC: full-band CELT of 20, 10, 5, 2.5 ms, mono, one frame (RFC 6716, table 2).
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
