public import VoiceEngine

/// An interview without audio: the real interview state machine, on a clock that only answers and
/// the interviewer's words move.
///
/// What is said takes as long as its words take to say; the end of a turn is awaited as the
/// question's profile says. So follow-ups, limits and evidence can be tried in no time.
public struct Rehearsal: Sendable {
  /// Something that happened.
  public enum Event: Equatable, Sendable {
    /// The interviewer said the greeting or the closing.
    case said(String)
    /// Something was asked; `sinceAnswer` is the time since the end of the answer before.
    case asked(QuestionAsked, sinceAnswer: Duration?)
    /// An evidence point was heard for the first time.
    case heard(question: String, point: String)
    /// The interview went on without an answer to what was asked.
    case skipped(question: String, followUp: String?)
    /// The answer was cut off at its limit.
    case cutOff
    /// The interview is over.
    case ended(Ended.Reason)
  }

  /// The plan that is followed.
  public let plan: InterviewPlan
  /// Time since the beginning.
  public private(set) var clock = Duration.zero
  /// What waits for an answer, or `nil` when the interview is over or has not begun.
  public private(set) var waiting: QuestionAsked?
  private var machine: InterviewStateMachine
  private var silentFor = Duration.zero
  private var words: [String: String] = [:]
  private let patience = EngineConfiguration()

  /// Creates a rehearsal before its first word.
  public init(plan: InterviewPlan) {
    self.plan = plan
    machine = InterviewStateMachine(plan: plan)
  }

  /// The core question that waits for an answer.
  public var question: PlannedQuestion? {
    waiting.flatMap { asked in plan.questions.first { $0.id == asked.questionID } }
  }

  /// Ids of the evidence points that were heard in a question so far.
  public func heard(in question: PlannedQuestion) -> [String] {
    guard let text = words[question.id] else { return [] }
    return question.evidence.filter { EvidenceMatcher.heard($0, in: text) }.map(\.id)
  }

  private func evidenceShare(in question: PlannedQuestion) -> Double? {
    let count = question.evidence.count
    return count == 0 ? nil : Double(heard(in: question).count) / Double(count)
  }

  /// The first words of the interviewer.
  public mutating func begin() -> [Event] {
    let first = machine.begin()
    guard case .question = first.kind else {
      clock += SpokenLength.duration(of: first.text)
      return [.said(first.text)] + take(machine.nextQuestion(), delay: nil)
    }
    return take(first, delay: nil)
  }

  /// The candidate says words.
  ///
  /// - Parameter lasts: how long they take; what goes beyond the limit of the answer is not heard.
  public mutating func say(_ text: String, lasts: Duration) -> [Event] {
    guard let question, waiting != nil else { return [] }
    silentFor = .zero
    let limit = question.answerLimit
    let spoken = lasts > limit ? text.prefix(upTo: limit / lasts) : text
    let before = heard(in: question)
    words[question.id] = words[question.id].map { "\($0) \(spoken)" } ?? spoken
    clock += min(lasts, limit)
    var events = heard(in: question).filter { !before.contains($0) }
      .map { Event.heard(question: question.id, point: $0) }
    var delay = Duration.zero
    if lasts > limit {
      events.append(.cutOff)
    } else {
      delay = Endpointing.delay(
        profile: question.endpointing,
        cues: EndOfTurnCues(
          words: TranscriptEnding(spoken, language: plan.language),
          evidenceShare: evidenceShare(in: question)
        )
      )
    }
    let content = AnswerSummary.Content.words(spoken)
    return events + conclude(content, speech: min(lasts, limit), delay: delay)
  }

  /// The candidate makes a sound that holds no words, and so adds nothing to the answer.
  public mutating func murmur() -> [Event] {
    guard let question else { return [] }
    silentFor = .zero
    clock += .seconds(1)
    let delay = Endpointing.delay(profile: question.endpointing, cues: EndOfTurnCues())
    return conclude(.voice(couldRecognize: false), speech: .seconds(1), delay: delay)
  }

  /// The candidate says nothing until the interviewer goes on.
  public mutating func beSilent() -> [Event] {
    guard let question, let asked = waiting else { return [] }
    clock += question.thinkTime + patience.silenceAfter
    silentFor += patience.silenceAfter
    guard silentFor < patience.endAfter else {
      waiting = nil
      return [.ended(.away)]
    }
    let events = conclude(.silence, speech: .zero, delay: .zero)
    let isSkipped = waiting?.questionID != asked.questionID && words[question.id] == nil
    let skipped = Event.skipped(question: asked.questionID, followUp: asked.followUpID)
    return isSkipped ? [skipped] + events : events
  }

  private mutating func conclude(
    _ content: AnswerSummary.Content,
    speech: Duration,
    delay: Duration
  ) -> [Event] {
    clock += delay
    machine.timeLeft = plan.sessionLimit - clock
    let next = machine.answered(AnswerSummary(content: content, speechTime: speech))
    let move = clock < plan.sessionLimit ? next : machine.timeIsUp()
    return take(move, delay: delay, reason: machine.isOutOfTime ? .limit : .completed)
  }

  private mutating func take(
    _ move: InterviewMove,
    delay: Duration?,
    reason: Ended.Reason = .completed
  ) -> [Event] {
    clock += SpokenLength.duration(of: move.text)
    if case .question(let asked) = move.kind {
      waiting = asked
      var worded = asked
      worded.text = move.text
      return [.asked(worded, sinceAnswer: delay)]
    }
    waiting = nil
    return [.said(move.text), .ended(reason)]
  }
}

extension String {
  /// The first words of a text, as many as a share of its time holds.
  fileprivate func prefix(upTo share: Double) -> String {
    let words = split(separator: " ")
    return words.prefix(Int(Double(words.count) * share)).joined(separator: " ")
  }
}
