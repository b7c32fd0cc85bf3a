import Foundation
import Speech
import VoiceEngine

/// The two tracks of one session while it goes on; used by the store's writer thread alone.
final class SessionRecording {
  private let folder: SessionFolder
  private let recordsAudio: Bool
  private let disk: SimulatedDisk?
  private var candidateTrack: TrackRecorder?
  private var interviewerTrack: TrackRecorder?
  private var held = HeldPackets()
  private var closedAt: SampleTime?
  private var unwrittenSince: ContinuousClock.Instant?

  /// Longest time for which a packet waits for its page to fill.
  static let maximumPageAge: Duration = .milliseconds(500)

  /// Prepares the tracks; their files are made with the first packet.
  ///
  /// - Parameter recordsAudio: whether the candidate agreed; without it packets are passed over.
  init(folder: SessionFolder, recordsAudio: Bool, disk: SimulatedDisk? = nil) {
    self.folder = folder
    self.recordsAudio = recordsAudio
    self.disk = disk
  }

  /// Places a candidate packet.
  func candidate(_ packet: CandidatePacket) throws(RecordingError) {
    guard recordsAudio else { return }
    held.advance(to: SampleTime(ticks: packet.start.ticks + packet.durationTicks))
    try track(.candidate).place(packet.bytes, at: packet.start)
    try releaseHeld()
  }

  /// Places an interviewer packet when its moment has come.
  func interviewer(_ packet: InterviewerPacket) throws(RecordingError) {
    guard recordsAudio else { return }
    held.add(packet)
    try releaseHeld()
  }

  /// Lets an event move the clock or cut an utterance.
  func observe(_ event: EngineEvent, at time: SampleTime) {
    switch event {
    case .playbackCleared(let cleared): held.drop(utterance: cleared.utterance, from: time)
    // A client whose clock runs fast has played a packet before its moment.
    case .utteranceFinished(let finished):
      held.advance(to: SampleTime(milliseconds: finished.endMilliseconds))
    default: break
    }
    held.advance(to: time)
  }

  /// Writes what has waited for too long, for its page to fill or for the disk.
  func flushIfDue(now: ContinuousClock.Instant) throws(RecordingError) {
    try releaseHeld()
    guard candidateTrack?.hasUnwritten == true || interviewerTrack?.hasUnwritten == true else {
      unwrittenSince = nil
      return
    }
    guard let since = unwrittenSince else {
      unwrittenSince = now
      return
    }
    if now - since >= SessionRecording.maximumPageAge { try flush() }
  }

  /// Writes all that has come.
  func flush() throws(RecordingError) {
    unwrittenSince = nil
    try releaseHeld()
    try both { (track: TrackRecorder?) throws(RecordingError) in try track?.flush() }
  }

  /// Ends both tracks.
  ///
  /// After a failure the same call tries again with what the disk did not take; of a recording
  /// that was given up the next start of the server makes what it can.
  ///
  /// - Returns: the session's length: `end`, or the end of a track that is longer.
  func close(at end: SampleTime) throws(RecordingError) -> SampleTime {
    guard recordsAudio else { return end }
    held.advance(to: end)
    // What the disk did not take waits in its track, whose close tells; a packet that is none must
    // not keep the tracks from being closed.
    try? releaseHeld()
    let candidate = try track(.candidate)
    let interviewer = try track(.interviewer)
    let last = closedAt ?? SampleTime(ticks: max(end.ticks, candidate.end, interviewer.end))
    closedAt = last
    try both { (track: TrackRecorder?) throws(RecordingError) in try track?.close(at: last) }
    // Pages were given up, perhaps the one that ends a track: the files themselves must tell.
    if lostPages > 0 { return try RecordingRecovery.repair(folder, atLeast: last) }
    return last
  }

  /// Pages that a full disk made us give up.
  var lostPages: Int { (candidateTrack?.lostPages ?? 0) + (interviewerTrack?.lostPages ?? 0) }

  /// Does the same to both tracks, to the second one also where the first fails.
  private func both(_ body: (TrackRecorder?) throws(RecordingError) -> Void) throws(RecordingError)
  {
    var failure: RecordingError?
    for track in [candidateTrack, interviewerTrack] {
      do throws(RecordingError) {
        try body(track)
      } catch {
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
  }

  private func releaseHeld() throws(RecordingError) {
    var failure: RecordingError?
    for packet in held.release() {
      // One packet's failure must not cost the packets after it.
      do throws(RecordingError) {
        try track(.interviewer).place(packet.bytes, at: packet.start)
      } catch {
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
  }

  private func track(_ party: Party) throws(RecordingError) -> TrackRecorder {
    let existing =
      switch party {
      case .candidate: candidateTrack
      case .interviewer: interviewerTrack
      }
    if let existing { return existing }
    // Made for the first packet only: a path costs more than placing one.
    let url =
      switch party {
      case .candidate: folder.candidateTrack
      case .interviewer: folder.interviewerTrack
      }
    let track = TrackRecorder(
      writer: try OggOpusWriter(file: try PageFile(path: url.path, disk: disk))
    )
    switch party {
    case .candidate: candidateTrack = track
    case .interviewer: interviewerTrack = track
    }
    return track
  }
}
