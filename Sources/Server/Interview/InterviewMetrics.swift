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

  /// An interview began.
  func sessionStarted() { sessionsActive.add(1) }

  /// An interview is over.
  func sessionEnded(_ reason: Ended.Reason) {
    sessionsActive.add(-1)
    sessionsTotal.add(1, reason.rawValue)
  }
}
