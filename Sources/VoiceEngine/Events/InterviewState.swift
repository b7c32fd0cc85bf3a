/// Where an interview stands.
///
/// The text after each case says what leads out of it.
public enum InterviewState: String, Codable, CaseIterable, Sendable {
  /// Nothing was said yet. Leaves with the greeting.
  case created
  /// The interviewer introduces itself. Leaves when the greeting was played.
  case greeting
  /// The floor is the candidate's and is silent. Leaves on voice, on a nudge, on a typed answer,
  /// and to `wrapUp` after too long a silence.
  case listening
  /// The candidate speaks. Leaves on silence, on *Done*, or at the answer limit.
  case candidateSpeaking = "candidate_speaking"
  /// The candidate paused inside a turn. Leaves on speech or at the end of turn.
  case pausePending = "pause_pending"
  /// The turn is over and the next words are being prepared. Leaves on the first packet, or on a
  /// canned line after the provider's deadline.
  case thinking
  /// The interviewer speaks. Leaves when all was played or cut, or on voice.
  case interviewerSpeaking = "interviewer_speaking"
  /// A voice made the interviewer fall silent. Leaves to `candidateSpeaking` when it wants the
  /// floor, and back when it does not, or at the barge-in limit.
  case bargeInPending = "barge_in_pending"
  /// The candidate asked for a break. Leaves on resume or at the pause limit.
  case paused
  /// The connection is lost. Leaves to the prior state on a resume, else to `closed`.
  case disconnected
  /// The closing line is being said. Leaves to `closed`.
  case wrapUp = "wrap_up"
  /// Over.
  case closed
}
