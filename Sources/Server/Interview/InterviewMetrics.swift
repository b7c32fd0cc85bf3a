import Speech
import VoiceEngine

extension ServerMetrics {
  /// Which way a packet goes.
  enum PacketDirection: String {
    case fromCandidate = "in"
    case fromInterviewer = "out"
  }

  /// What becomes of a packet.
  enum PacketResult: String {
    case ok
    /// Not used: undecodable, doubled, too fast, in a break, or with nobody to send it to.
    case dropped
  }

  /// Counts an audio packet.
  func countPacket(_ direction: PacketDirection, _ result: PacketResult) {
    audioPackets.add(1, direction.rawValue, result.rawValue)
  }

  /// Counts a turn of the candidate.
  func countTurn() { turnsTotal.add(1, "candidate") }

  /// Notes how long the candidate waited for the interviewer.
  func observeResponse(_ latency: Duration) { responseLatency.observe(latency.inSeconds) }

  /// Notes how long each step took that came to pass.
  func observe(_ latency: TurnLatency) {
    let steps = [
      ("decided", latency.decidedMilliseconds), ("transcript", latency.transcriptMilliseconds),
      ("first_token", latency.tokenMilliseconds),
      ("first_sentence", latency.sentenceMilliseconds), ("first_audio", latency.audioMilliseconds),
      ("first_packet", latency.packetMilliseconds), ("first_played", latency.playedMilliseconds),
    ]
    for case (let step, let milliseconds?) in steps {
      turnLatency.observe(Double(milliseconds) / 1_000, step)
    }
  }

  /// Counts a turn that was ended too early.
  func countFalseCutOff() { falseCutOffs.add() }

  /// What a voice over the interviewer came to.
  enum BargeInOutcome: String {
    /// It took the floor.
    case taken
    /// It did not; the interviewer went on.
    case resumed
  }

  /// Counts a voice over the interviewer.
  func countBargeIn(_ outcome: BargeInOutcome) { bargeIns.add(1, outcome.rawValue) }

  /// Notes how fast the interviewer fell silent.
  func observe(_ cleared: PlaybackCleared) {
    if let yield = cleared.yieldMilliseconds { timeToYield.observe(Double(yield) / 1_000) }
    if let sent = cleared.sentMilliseconds { sentToVoice.observe(Double(sent) / 1_000) }
  }

  /// An interview began.
  func sessionStarted() { sessionsActive.add(1) }

  /// An interview is over.
  func sessionEnded(_ reason: Ended.Reason) {
    sessionsActive.add(-1)
    sessionsTotal.add(1, reason.rawValue)
  }
}
