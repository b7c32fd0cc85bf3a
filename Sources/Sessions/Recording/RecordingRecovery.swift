import Foundation
import Speech

/// Puts the tracks of a session right whose process died.
enum RecordingRecovery {
  /// Trims what was torn, and pads both tracks to one length.
  ///
  /// A track whose header was torn, or that had not begun, becomes one of silence, unless neither
  /// had begun: then there is nothing to hear and no file is made.
  ///
  /// - Parameter end: the last time at which the session was known to go on.
  /// - Returns: the session's length: `end`, or the end of the longer track.
  static func repair(
    _ folder: SessionFolder,
    atLeast end: SampleTime
  ) throws(RecordingError) -> SampleTime {
    let paths = [folder.candidateTrack.path, folder.interviewerTrack.path]
    guard paths.contains(where: { access($0, F_OK) == 0 }) else { return end }
    var tails: [OggTail?] = []
    for path in paths {
      tails.append(access(path, F_OK) == 0 ? try OggTail(ofFileAt: path) : nil)
    }
    let last = tails.reduce(end.ticks) { longest, tail in max(longest, tail?.duration ?? 0) }
    for (path, tail) in zip(paths, tails) {
      try repair(path, tail: tail, end: SampleTime(ticks: last))
    }
    return SampleTime(ticks: last)
  }

  private static func repair(
    _ path: String,
    tail: OggTail?,
    end: SampleTime
  ) throws(RecordingError) {
    if tail?.isEnded == true { return }
    guard access(path, F_OK) != 0 || truncate(path, off_t(tail?.byteCount ?? 0)) == 0 else {
      throw .system(errno, doing: "be trimmed")
    }
    let writer =
      if let tail {
        try OggOpusWriter(file: try PageFile(path: path, offset: tail.byteCount), after: tail)
      } else {
        try OggOpusWriter(file: try PageFile(path: path))
      }
    try TrackRecorder(writer: writer).close(at: end)
  }
}

extension OggTail {
  /// Ticks that a player hears: an ended stream says where it stops, another plays its packets.
  fileprivate var duration: Int64 {
    isEnded ? max(0, granule - OggOpusWriter.preSkip) : granule
  }
}
