/// Words the plan's next move.
///
/// The plan keeps control: which question comes next is decided by `InterviewStateMachine`; an
/// interviewer only chooses how it is said.
public protocol Interviewer: Sendable {
  /// The sentences that carry out a move.
  ///
  /// - Throws: `EngineError` when no wording can be had; the planned wording is then spoken.
  func wording(of move: InterviewMove, in plan: InterviewPlan) async throws(EngineError) -> [String]
}

/// Says exactly what the scenario says.
public struct ScriptedInterviewer: Interviewer {
  /// Creates the interviewer.
  public init() {}

  /// The planned text, cut into sentences.
  public func wording(
    of move: InterviewMove,
    in plan: InterviewPlan
  ) async throws(EngineError) -> [String] {
    SentenceChunker.sentences(of: move.text)
  }
}
