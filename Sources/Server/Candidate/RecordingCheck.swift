import Foundation
import Sessions
import Speech

/// Whether the tracks of stored sessions are as long as their sessions.
struct RecordingCheck: Equatable {
  /// Ended sessions whose tracks were measured.
  private(set) var sessions = 0
  /// Largest difference between a track and its session, in milliseconds.
  private(set) var worstMilliseconds: Int64 = 0
  /// Tracks that could not be read.
  private(set) var unreadable = 0

  /// Measures the newest sessions of a data directory.
  ///
  /// - Throws: `StoreError`.
  init(directory: String) throws {
    let reader = try SessionReader(directory: URL(fileURLWithPath: directory))
    for session in try reader.sessions(limit: 1_000) where session.status == .ended {
      sessions += 1
      let folder = try reader.folder(session.record.id)
      for track in [folder.candidateTrack, folder.interviewerTrack] {
        guard let length = (try? OggOpusDecoder(url: track))?.duration else {
          unreadable += 1
          continue
        }
        let difference = abs((length - session.duration).inMilliseconds)
        worstMilliseconds = max(worstMilliseconds, difference)
      }
    }
  }

  /// Whether every track is there and within 20 ms.
  var isGood: Bool { unreadable == 0 && worstMilliseconds <= 20 }
}
