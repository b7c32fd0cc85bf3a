import Speech
import VoiceEngine

/// Places the packets of one party on the session's clock.
///
/// A gap before a packet is filled with digital silence; a rest under 2.5 ms, which no packet
/// can fill, is made up at the next gap. A packet that begins before the end of the one before it
/// follows that one directly: nothing that came is dropped.
final class TrackRecorder {
  /// Longest track.
  static let maximumTicks: Int64 = 12 * 3_600 * SampleTime.ticksPerSecond

  private let writer: OggOpusWriter
  private var isEnded = false
  /// Packets that had to be placed later than they said.
  private(set) var latePackets = 0

  /// Takes a stream to which nothing, or only whole packets, were written.
  init(writer: OggOpusWriter) {
    self.writer = writer
  }

  /// Where the next packet would lie, in ticks of the session's clock.
  var end: Int64 { writer.granule }
  /// Whether packets wait for the end of their page, or their page for the disk.
  var hasUnwritten: Bool { writer.hasUnwritten }
  /// Pages that a full disk made us give up.
  var lostPages: Int { writer.lostPages }

  /// Adds a packet that begins at `start`.
  ///
  /// - Throws: `invalidPacket` for bytes without a valid duration and `tooLong` for a start beyond
  ///   the longest track, and nothing is added; `diskFull` or `inputOutput`, and the packet waits.
  func place(_ packet: [UInt8], at start: SampleTime) throws(RecordingError) {
    guard let ticks = OpusDecoder.durationTicks(of: packet) else {
      throw RecordingError(.invalidPacket, "A packet without a valid duration was left out.")
    }
    guard max(start.ticks, end) + ticks <= TrackRecorder.maximumTicks else {
      throw RecordingError(.tooLong, "A packet beyond the longest track was left out.")
    }
    if start.ticks < end { latePackets += 1 }
    var failure: RecordingError?
    for silence in OpusPacket.silence(atMost: start.ticks - end) {
      append(silence.bytes, ticks: silence.ticks, failure: &failure)
    }
    append(packet, ticks: ticks, failure: &failure)
    if let failure { throw failure }
  }

  /// Writes what waits.
  func flush() throws(RecordingError) {
    try writer.flush()
  }

  /// Pads with silence and ends the stream so that it plays exactly to `end`, or to the end of its
  /// last packet where that is later.
  ///
  /// - Throws: `diskFull` or `inputOutput`; what is not on the disk waits, and the next call, whose
  ///   `end` does not matter any more, tries to write it again.
  func close(at end: SampleTime) throws(RecordingError) {
    guard !isEnded else { return try writer.sendRest() }
    isEnded = true
    let last = max(end.ticks, self.end)
    var failure: RecordingError?
    // The last packet must reach beyond `last` by the pre-skip, and is one of at most 20 ms.
    while last + OggOpusWriter.preSkip - self.end > 960 {
      append(TrackRecorder.silence, ticks: 960, failure: &failure)
    }
    // What the disk did not take before went with the rest, or makes this fail.
    try writer.finish(with: TrackRecorder.silence, end: last)
    if let failure, failure.code == .libraryRefused { throw failure }
  }

  private static let silence: [UInt8] = [0xF8, 0xFF, 0xFE]

  /// A disk that is full in the middle of a gap must not make the packet after it come early: all
  /// are given to the writer, which keeps them, and the first failure is reported at the end.
  private func append(_ packet: [UInt8], ticks: Int64, failure: inout RecordingError?) {
    do throws(RecordingError) {
      try writer.append(packet, ticks: ticks)
    } catch {
      failure = failure ?? error
    }
  }
}
