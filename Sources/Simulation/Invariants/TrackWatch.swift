import Speech
import VoiceEngine

/// Holds the places of both parties' packets against real time: one clock for both tracks.
///
/// Only for a network that is late but never stalls, and a client that never leaves: then the
/// candidate's track lies behind real time by the way to the server and the drift of the client's
/// clock, the interviewer's by the drift alone.
struct TrackWatch {
  /// The grid of 20 ms for either, the jitter of the first packet, and the rule of the plan.
  static let tolerance = Duration.milliseconds(20 + 20 + 40 + 20)

  private let latency: Duration
  private var utterance: UInt16 = 0
  private var interviewerOffset: Duration?

  init(latency: Duration) { self.latency = latency }

  /// Takes an interviewer packet that was sent at a moment of real time.
  mutating func take(_ packet: InterviewerPacket, at now: Duration) {
    guard packet.utterance != utterance else { return }
    utterance = packet.utterance
    interviewerOffset = now - (packet.start - .zero)
  }

  /// Takes a candidate packet whose sound ended at a moment of real time.
  ///
  /// - Returns: what is wrong with it, or `nil`.
  func violation(_ packet: CandidatePacket, spokenUntil spoken: Duration) -> String? {
    guard let interviewerOffset else { return nil }
    let end = Duration(ticks: packet.start.ticks + packet.durationTicks)
    let difference = spoken - end + latency - interviewerOffset
    guard abs(difference.inMilliseconds) > TrackWatch.tolerance.inMilliseconds else { return nil }
    return "both tracks share one clock: they are \(difference.inMilliseconds) ms apart"
  }
}
