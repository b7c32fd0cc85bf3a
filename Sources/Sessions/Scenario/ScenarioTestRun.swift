import VoiceEngine

/// Holds the interviews of a scenario's tests.
public struct ScenarioTestRun: Sendable {
  /// What did not come true, with the line that says that it must.
  public struct Failure: Equatable, Sendable {
    /// 1-based line of the scenario file.
    public var line: Int
    /// What was expected, and what happened instead.
    public var message: String
  }

  private let plan: InterviewPlan
  private let test: ScenarioTest
  private var rehearsal: Rehearsal
  private var events: [Rehearsal.Event] = []
  private var steps: [ScenarioTest.Step]

  /// Runs a test of a scenario.
  ///
  /// What is not scripted is answered in full: a question with the first phrase of each of its
  /// points, a follow-up with nothing new.
  ///
  /// - Returns: what failed; empty for a test that passes.
  public static func run(_ test: ScenarioTest, of scenario: Scenario) -> [Failure] {
    var run = ScenarioTestRun(test, plan: scenario.plan(values: test.variables))
    run.hold()
    return run.failures
  }

  private init(_ test: ScenarioTest, plan: InterviewPlan) {
    self.test = test
    self.plan = plan
    steps = test.steps
    rehearsal = Rehearsal(plan: plan)
  }

  private mutating func hold() {
    take(rehearsal.begin())
    // Every answer moves the machine on, which asks a bounded number of things.
    while let asked = rehearsal.waiting { answer(asked) }
  }

  private mutating func answer(_ asked: QuestionAsked) {
    let name = asked.followUpID ?? asked.questionID
    guard let index = steps.firstIndex(where: { $0.after == name }) else {
      return take(asked.followUpID == nil ? sayAll() : rehearsal.murmur())
    }
    switch steps.remove(at: index).answer {
    case .says(let text, let lasts): take(rehearsal.say(text, lasts: lasts))
    case .silent(let length):
      let end = rehearsal.clock + length
      repeat { take(rehearsal.beSilent()) } while rehearsal.clock < end && isWaiting(for: asked)
    }
  }

  private func isWaiting(for asked: QuestionAsked) -> Bool {
    rehearsal.waiting?.questionID == asked.questionID
      && rehearsal.waiting?.followUpID == asked.followUpID
  }

  private mutating func sayAll() -> [Rehearsal.Event] {
    guard let question = rehearsal.question else { return [] }
    let phrases = question.evidence.compactMap(\.phrases.first)
    let once = phrases.isEmpty ? ["word"] : phrases
    var words: [String] = []
    while words.count < 80 { words += once.flatMap { $0.split(separator: " ").map(String.init) } }
    let length = max(question.expectedAnswer?.minimum ?? .seconds(60), .seconds(60))
    return rehearsal.say(
      words.joined(separator: " "),
      lasts: min(length, question.answerLimit)
    )
  }

  private mutating func take(_ events: [Rehearsal.Event]) { self.events += events }

  // MARK: What must have happened

  private var failures: [Failure] {
    let unused = steps.map {
      Failure(line: test.line, message: "\"\($0.after)\" was never asked, so nothing answered it")
    }
    return unused + test.expectations.compactMap(failure)
  }

  private func failure(of expectation: ScenarioTest.Expectation) -> Failure? {
    let found = events.filter { matches($0, expectation) }
    let what = ([expectation.event.rawValue] + [expectation.id].compactMap { $0 })
      .joined(separator: " ")
    let happened: String =
      switch expectation.times {
      case nil where !found.isEmpty: ""
      case let times? where found.count == times: ""
      case nil: "\(what) did not happen"
      case 0?: "\(what) happened, and must not"
      case let times?: "\(what) happened \(found.count) times, not \(times)"
      }
    guard happened.isEmpty else {
      return Failure(line: expectation.line, message: "\(happened); it went: \(story)")
    }
    guard let within = expectation.within else { return nil }
    let late = found.contains { event in
      if case .asked(_, let delay?) = event { delay > within } else { false }
    }
    return late
      ? Failure(
        line: expectation.line,
        message: "\(what) came later than \(WrittenNumber.text(of: within)) after the answer"
      ) : nil
  }

  private func matches(
    _ event: Rehearsal.Event,
    _ expectation: ScenarioTest.Expectation
  ) -> Bool {
    let id = expectation.id
    func isHere(_ question: String) -> Bool {
      expectation.question == nil || expectation.question == question
    }
    switch (expectation.event, event) {
    case (.followUpAsked, .asked(let asked, _)):
      return asked.kind == .followUp && isHere(asked.questionID)
        && (id == nil || asked.followUpID == id)
    case (.reprompted, .asked(let asked, _)):
      return asked.kind == .reprompt && isHere(asked.questionID)
        && (id == nil || (asked.followUpID ?? asked.questionID) == id)
    case (.questionSkipped, .skipped(let question, let followUp)):
      return isHere(question) && (id == nil || question == id || followUp == id)
    case (.evidenceHeard, .heard(let question, let point)):
      return isHere(question) && point == id
    case (.completed, .ended(.completed)), (.timeIsUp, .ended(.limit)), (.away, .ended(.away)):
      return true
    default: return false
    }
  }

  /// What was asked, in order, and how it went: `slow-page, slow-page (again), measured, away`.
  private var story: String {
    events.compactMap { event -> String? in
      switch event {
      case .asked(let asked, _):
        let name = asked.followUpID ?? asked.questionID
        return asked.kind == .reprompt ? "\(name) (again)" : name
      case .cutOff: return "(cut off)"
      case .ended(let reason): return "(the end: \(reason.rawValue))"
      default: return nil
      }
    }.joined(separator: ", ")
  }
}
