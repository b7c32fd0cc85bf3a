import Speech
import VoiceEngine

extension ServerMetrics {
  /// Counts an audio packet that went through.
  func countPacket(fromCandidate: Bool) {
    audioPackets.add(1, fromCandidate ? "in" : "out", "ok")
  }

  /// Counts a turn of the candidate.
  func countTurn() { turnsTotal.add(1, "candidate") }

  /// Notes how long the candidate waited for the interviewer.
  func observeResponse(_ latency: Duration) { responseLatency.observe(latency.inSeconds) }

  /// An interview began.
  func sessionStarted() { sessionsActive.add(1) }

  /// An interview is over.
  func sessionEnded(_ reason: Ended.Reason) {
    sessionsActive.add(-1)
    sessionsTotal.add(1, reason.rawValue)
  }
}
