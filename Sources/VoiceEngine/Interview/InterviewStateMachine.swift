/// Follows a plan: which words come next, given what was answered.
///
/// No I/O, no clock. Core questions are asked in order to everyone. After each answer the first
/// follow-up whose condition holds is asked, each at most once and `followUpLimit` at most;
/// conditions see all that was said about the question. Where none holds, the plan may leave room
/// for follow-ups of the interviewer's own. Silence and unintelligible speech get the question
/// again, once unless the plan says otherwise.
///
/// It keeps time: what the questions to come need is not spent on follow-ups, and a question that
/// could not be answered any more is not asked.
public struct InterviewStateMachine: Equatable, Sendable {
  /// The plan that is followed.
  public let plan: InterviewPlan
  /// What is left of the session before the next move; `nil` where nobody keeps time.
  public var timeLeft: Duration?
  /// Whether it closed because time is up.
  public private(set) var isOutOfTime = false

  private let phrases: CannedPhrases?
  private let hasOwnWords: Bool
  private var index = -1
  private var lastAsked: QuestionAsked?
  private var askedFollowUps: [String] = []
  private var generatedFollowUps = 0
  private var reprompts = 0
  private var words = ""
  private var speechTime = Duration.zero
  private var isClosing = false

  /// Most reprompts of one asking, where the plan does not say.
  public static let repromptLimit = 1

  /// Creates a machine before the first question.
  ///
  /// - Parameter hasOwnWords: whether the interviewer can be left to find a follow-up.
  public init(plan: InterviewPlan, hasOwnWords: Bool = false) {
    self.plan = plan
    self.hasOwnWords = hasOwnWords
    phrases = CannedPhrases.phrases(for: plan.language)
  }

  /// The core question that is being answered, or `nil` before the first and after the last.
  public var question: PlannedQuestion? {
    plan.questions.indices.contains(index) && !isClosing ? plan.questions[index] : nil
  }

  /// The first words: the greeting where the plan has one, else the first question.
  public mutating func begin() -> InterviewMove {
    guard let greeting = plan.greeting else { return nextQuestion() }
    return InterviewMove(kind: .greeting, text: greeting)
  }

  /// The next core question, or the closing.
  public mutating func nextQuestion() -> InterviewMove {
    index += 1
    askedFollowUps = []
    generatedFollowUps = 0
    reprompts = 0
    words = ""
    speechTime = .zero
    guard let question else { return close() }
    if let timeLeft, timeLeft < question.leastTime { return timeIsUp() }
    return ask(question.ask, followUp: nil, kind: .core)
  }

  /// The answer to what was asked last.
  public mutating func answered(_ answer: AnswerSummary) -> InterviewMove {
    guard let question else { return close() }
    if let again = repromptIfUnheard(answer, question) { return again }
    let total = remember(answer)
    if let followUp = followUp(for: total, question) {
      askedFollowUps.append(followUp.id)
      // Who said nothing was asked again by it.
      reprompts = answer.content == .silence ? reprompts + 1 : 0
      return ask(followUp.ask, followUp: followUp.id, kind: .followUp)
    }
    if case .words = answer.content, let own = ownFollowUp(after: total, question) { return own }
    return nextQuestion()
  }

  /// A follow-up of the interviewer's own was asked; until then it counts only as tried.
  public mutating func askedOwn(_ asked: QuestionAsked) {
    askedFollowUps.append(asked.followUpID ?? "")
    reprompts = 0
    lastAsked = asked
  }

  /// What was asked last, again, at the candidate's wish or after a break.
  public mutating func repeatLast(afterBreak: Bool) -> InterviewMove {
    guard let lastAsked else { return begin() }
    return again(lastAsked, preface: afterBreak ? phrases?.welcomeBack : nil)
  }

  /// A line that says that the interviewer waits, or `nil` in a language without one.
  public func nudge() -> InterviewMove? {
    phrases.map { InterviewMove(kind: .nudge, text: $0.nudge) }
  }

  /// The closing because time is up.
  public mutating func timeIsUp() -> InterviewMove {
    isOutOfTime = true
    let closing = close()
    guard let phrases else { return closing }
    return InterviewMove(kind: .closing, text: "\(phrases.timeIsUp) \(closing.text)")
  }

  /// The closing before the plan's end.
  public mutating func wrapUp() -> InterviewMove { close() }

  private mutating func close() -> InterviewMove {
    isClosing = true
    return InterviewMove(kind: .closing, text: plan.closing)
  }

  private mutating func ask(
    _ text: String,
    followUp: String?,
    kind: QuestionAsked.Kind
  ) -> InterviewMove {
    let asked = QuestionAsked(
      questionID: plan.questions[index].id,
      followUpID: followUp,
      index: index + 1,
      of: plan.questions.count,
      text: text,
      kind: kind
    )
    lastAsked = asked
    return InterviewMove(kind: .question(asked), text: text)
  }

  private func again(_ asked: QuestionAsked, preface: String?) -> InterviewMove {
    var reprompt = asked
    reprompt.kind = .reprompt
    let text = [preface, asked.text].compactMap { $0 }.joined(separator: " ")
    return InterviewMove(kind: .question(reprompt), text: text)
  }

  private mutating func repromptIfUnheard(
    _ answer: AnswerSummary,
    _ question: PlannedQuestion
  ) -> InterviewMove? {
    guard let lastAsked, reprompts < plan.repromptLimit ?? InterviewStateMachine.repromptLimit
    else { return nil }
    switch answer.content {
    case .words, .voice(couldRecognize: false):
      return nil
    case .voice(couldRecognize: true):
      reprompts += 1
      return again(lastAsked, preface: phrases?.notUnderstood)
    case .silence:
      // A follow-up that was planned for silence is better than the same words again.
      guard followUp(for: total(with: answer), question) == nil else { return nil }
      reprompts += 1
      return again(lastAsked, preface: phrases?.stillThere)
    }
  }

  private func followUp(
    for total: AnswerSummary,
    _ question: PlannedQuestion
  ) -> PlannedFollowUp? {
    guard hasRoomForFollowUp(after: total) else { return nil }
    return question.followUps.first { followUp in
      !askedFollowUps.contains(followUp.id)
        && followUp.condition.holds(
          for: total,
          evidence: question.evidence,
          asked: askedFollowUps
        )
    }
  }

  private func hasRoomForFollowUp(after total: AnswerSummary) -> Bool {
    guard askedFollowUps.count < plan.followUpLimit else { return false }
    // Who said nothing is asked again in any case.
    guard let timeLeft, total.content != .silence else { return true }
    return timeLeft >= plan.questions[(index + 1)...].reduce(.zero) { $0 + $1.reservedTime }
  }

  /// Room for a follow-up that the plan has no words for.
  ///
  /// Where the interviewer finds none, `nextQuestion` follows.
  private mutating func ownFollowUp(
    after total: AnswerSummary,
    _ question: PlannedQuestion
  ) -> InterviewMove? {
    guard hasOwnWords, hasRoomForFollowUp(after: total),
      generatedFollowUps < question.generatedFollowUpLimit ?? 0
    else { return nil }
    generatedFollowUps += 1
    let asked = QuestionAsked(
      questionID: question.id,
      followUpID: "generated_\(generatedFollowUps)",
      index: index + 1,
      of: plan.questions.count,
      text: "",
      kind: .followUp,
      isGenerated: true
    )
    return InterviewMove(kind: .question(asked), text: "")
  }

  private mutating func remember(_ answer: AnswerSummary) -> AnswerSummary {
    let total = total(with: answer)
    if case .words(let text) = total.content { words = text }
    speechTime += answer.speechTime
    return total
  }

  /// All that was said about the question, this answer included.
  private func total(with answer: AnswerSummary) -> AnswerSummary {
    let time = speechTime + answer.speechTime
    if case .words(let text) = answer.content {
      let all = words.isEmpty ? text : "\(words) \(text)"
      return AnswerSummary(content: .words(all), speechTime: time)
    }
    if answer.content != .silence, !words.isEmpty {
      return AnswerSummary(content: .words(words), speechTime: time)
    }
    return AnswerSummary(content: answer.content, speechTime: time)
  }
}
