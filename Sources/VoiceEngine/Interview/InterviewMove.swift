/// The interviewer's next step, decided by the plan.
public struct InterviewMove: Equatable, Sendable {
  /// What sort of step.
  public enum Kind: Equatable, Sendable {
    /// The first words of the session.
    case greeting
    /// Asking something; `nil` fields of the payload are filled by the plan.
    case question(QuestionAsked)
    /// A reminder that the interviewer waits.
    case nudge
    /// The last words of the session.
    case closing
  }

  /// What sort of step.
  public var kind: Kind
  /// The planned words; empty for a follow-up of the interviewer's own.
  public var text: String
  /// What the candidate said just before, where the move follows an answer.
  public var answer: String?

  /// Creates a move.
  public init(kind: Kind, text: String) {
    self.kind = kind
    self.text = text
  }

  /// Whether the plan leaves the words to the interviewer, who may also have none.
  public var isGenerated: Bool {
    if case .question(let asked) = kind { asked.isGenerated ?? false } else { false }
  }
}
