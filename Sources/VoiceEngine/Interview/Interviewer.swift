/// Words the plan's next move.
///
/// The plan keeps control: which question comes next is decided by `InterviewStateMachine`; an
/// interviewer only chooses how it is said.
public protocol Interviewer: Sendable {
  /// The sentences that carry out a move, as soon as they may be spoken.
  ///
  /// What was given is spoken and cannot be taken back. A stream that ends before its last part
  /// leaves the rest to the planned words. Cancelled when nobody wants the move any more.
  func wording(of move: InterviewMove, in plan: InterviewPlan) -> AsyncStream<WordingPart>

  /// Whether it has words of its own: then it is asked as soon as an answer may be over, and for
  /// follow-ups that the plan leaves to it.
  var hasOwnWords: Bool { get }
}

extension Interviewer {
  /// No.
  public var hasOwnWords: Bool { false }
}

/// Sentences of a move, in order.
public struct WordingPart: Equatable, Sendable {
  /// What is said; may be empty in a last part.
  public var sentences: [String]
  /// Whether the move is worded to its end.
  public var isLast: Bool
  /// Whether these words tell the candidate that a question is passed on.
  public var passesQuestionOn: Bool
  /// Whether it only tells that a language model has begun to write.
  public private(set) var isFirstToken = false

  /// A language model has begun to write; nothing of it may be spoken yet.
  public static var firstToken: WordingPart {
    var part = WordingPart([], isLast: false)
    part.isFirstToken = true
    return part
  }

  /// Creates a part.
  public init(_ sentences: [String], isLast: Bool, passesQuestionOn: Bool = false) {
    self.sentences = sentences
    self.isLast = isLast
    self.passesQuestionOn = passesQuestionOn
  }
}

/// Says exactly what the scenario says.
public struct ScriptedInterviewer: Interviewer {
  /// Creates the interviewer.
  public init() {}

  /// The planned text, cut into sentences.
  public func wording(
    of move: InterviewMove,
    in plan: InterviewPlan
  ) -> AsyncStream<WordingPart> {
    AsyncStream { parts in
      parts.yield(WordingPart(SentenceChunker.sentences(of: move.text), isLast: true))
      parts.finish()
    }
  }
}
