import Foundation
import Sessions
import Speech
import Testing

@testable import Server

/// What a recording holds.
enum RecordedTrack {
  /// The packets that a recording makes itself, to fill gaps (RFC 6716, table 2: full-band CELT of
  /// 20, 10, 5 and 2.5 ms, whose first symbol says that it is silent).
  static let fillers: Set<[UInt8]> = [
    [0xF8, 0xFF, 0xFE], [0xF0, 0xFF, 0xFE], [0xE8, 0xFF, 0xFE], [0xE0, 0xFF, 0xFE],
  ]

  /// All packets with their places.
  static func packets(in file: URL) throws -> [RecordedPacket] {
    let reader = try RecordingReader(url: file)
    var packets: [RecordedPacket] = []
    while let packet = try reader.next() { packets.append(packet) }
    return packets
  }

  /// The packets that somebody sent, in order.
  static func voice(in file: URL) throws -> [[UInt8]] {
    try packets(in: file).map(\.bytes).filter { !fillers.contains($0) }
  }

  /// Compares packets byte by byte, and says where they part instead of printing them all.
  static func expect(
    _ recorded: [[UInt8]],
    equals sent: [[UInt8]],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let common = zip(recorded, sent).prefix { $0 == $1 }.count
    #expect(
      common == sent.count && recorded.count == sent.count,
      "\(sent.count) sent, \(recorded.count) recorded, the first \(common) are the same",
      sourceLocation: sourceLocation
    )
  }

  /// The length that a player finds by decoding all of it.
  static func playedMilliseconds(of file: URL) throws -> Int64 {
    let decoder = try OggOpusDecoder(url: file)
    var samples = 0
    while let piece = try decoder.next() { samples += piece.count }
    return Int64(samples) / 48
  }
}
