/// Whose answer it is that a candidate gives who took the floor.
///
/// Over a question that was heard it answers that question. Over one that was not, the candidate
/// goes on with what was asked before: the interview takes its last step back, and takes it again
/// with all that was said. The first question has none before it and is asked again. The closing
/// line is never answered: who takes the floor from it always goes on with the last answer.
struct FloorTaking {
  /// How often in a row a question may be kept from being heard before what is said counts as its
  /// answer.
  static let limit = 2

  private struct Step {
    var before: InterviewStateMachine
    var answer: AnswerSummary
  }

  private var lastStep: Step?
  private var carried: AnswerSummary?
  private var unheard: QuestionAsked?
  private var again: InterviewMove?
  private var isAskingAgain = false
  private var count = 0

  /// Whether the answer that led to what is being said may still be added to.
  var mayGoOn: Bool { lastStep != nil && count < FloorTaking.limit }

  /// What was asked last is known: there is no way back from it.
  mutating func questionWasHeard() {
    lastStep = nil
    isAskingAgain = false
    count = 0
  }

  /// The candidate takes the floor.
  ///
  /// - Parameters:
  ///   - move: what the interviewer was saying or about to say.
  ///   - isAnnounced: whether it was told that it is asked.
  ///   - isHeard: whether nearly all of it was heard.
  mutating func take(
    over move: InterviewMove,
    isAnnounced: Bool,
    isHeard: Bool,
    in interview: inout InterviewStateMachine
  ) {
    guard case .question(let asked) = move.kind else {
      if move.kind == .closing { stepBack(in: &interview) }
      return
    }
    // What is repeated at the candidate's wish was heard before.
    let isKnown = asked.kind == .reprompt && !isAskingAgain
    guard !isHeard, !isKnown, count < FloorTaking.limit else { return questionWasHeard() }
    if stepBack(in: &interview) {
      unheard = isAnnounced ? asked : nil
    } else {
      count += 1
      again = isAnnounced ? FloorTaking.again(move, asked) : move
    }
  }

  /// Takes the last answer for one that is not over, if there is one.
  @discardableResult
  private mutating func stepBack(in interview: inout InterviewStateMachine) -> Bool {
    guard let step = lastStep else { return false }
    count += 1
    interview = step.before
    carried = step.answer
    lastStep = nil
    return true
  }

  /// The next move after an answer.
  mutating func move(
    after answer: AnswerSummary,
    in interview: inout InterviewStateMachine
  ) -> InterviewMove {
    isAskingAgain = again != nil
    if let again {
      self.again = nil
      return again
    }
    let whole = carried.map { $0.followed(by: answer) } ?? answer
    carried = nil
    lastStep = Step(before: interview, answer: whole)
    let move = interview.answered(whole)
    defer { unheard = nil }
    guard case .question(let asked) = move.kind, asked == unheard, asked.isGenerated != true else {
      return move
    }
    isAskingAgain = true
    return FloorTaking.again(move, asked)
  }

  /// What was asked last, at the candidate's wish.
  mutating func repeatQuestion(in interview: inout InterviewStateMachine) -> InterviewMove {
    guard carried != nil || again != nil else { return interview.repeatLast(afterBreak: false) }
    // What was not heard for a barge-in is asked next in any case.
    return move(after: AnswerSummary(content: .silence, speechTime: .zero), in: &interview)
  }

  private static func again(_ move: InterviewMove, _ asked: QuestionAsked) -> InterviewMove {
    var again = asked
    again.kind = .reprompt
    return InterviewMove(kind: .question(again), text: move.text)
  }
}

extension AnswerSummary {
  /// An answer that went on after it was taken for complete.
  fileprivate func followed(by rest: AnswerSummary) -> AnswerSummary {
    let content: Content =
      switch (content, rest.content) {
      case (.words(let first), .words(let second)): .words("\(first) \(second)")
      case (.words, _), (.voice, .silence): content
      default: rest.content
      }
    return AnswerSummary(content: content, speechTime: speechTime + rest.speechTime)
  }
}
