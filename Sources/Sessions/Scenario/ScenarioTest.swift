/// An interview with a scripted candidate, and what must come of it.
public struct ScenarioTest: Equatable, Sendable {
  /// What the candidate does after something was asked.
  public struct Step: Equatable, Sendable {
    /// What an answer is made of.
    public enum Answer: Equatable, Sendable {
      /// Words, spoken within a time.
      case says(String, lasts: Duration)
      /// Silence of a length.
      case silent(Duration)
    }

    /// Id of the question or follow-up that is answered.
    public var after: String
    /// What is answered.
    public var answer: Answer

    /// Creates a step.
    public init(after: String, answer: Answer) {
      self.after = after
      self.answer = answer
    }

    /// The step as it is written in a scenario: `{after: one, says: "Yes.", lasts: 20s}`.
    public var written: String {
      switch answer {
      case .silent(let length): "{after: \(after), silent: \(WrittenNumber.text(of: length))}"
      case .says(let text, let lasts):
        "{after: \(after), says: \(ScenarioTest.quoted(text)), "
          + "lasts: \(WrittenNumber.text(of: lasts))}"
      }
    }
  }

  /// Something that must have happened, or must not.
  public struct Expectation: Equatable, Sendable {
    /// What is looked for.
    public enum Event: String, CaseIterable, Sendable {
      /// A follow-up was asked.
      case followUpAsked = "follow_up_asked"
      /// The same was asked again because nothing was said.
      case reprompted
      /// The interview went on without an answer.
      case questionSkipped = "question_skipped"
      /// An evidence point was mentioned in an answer.
      case evidenceHeard = "evidence_heard"
      /// All questions were asked before the time was up.
      case completed
      /// The session's time was used up.
      case timeIsUp = "time_is_up"
      /// Nothing was said for so long that nobody seemed to be there.
      case away
    }

    /// What is looked for.
    public var event: Event
    /// Id of the follow-up, the evidence point or the question, or `nil` for any.
    public var id: String?
    /// Id of the question in which it is looked for, or `nil` for any.
    public var question: String?
    /// How often it must have happened, or `nil` for at least once.
    public var times: Int?
    /// Longest time since the end of the candidate's answer, or `nil` for any.
    public var within: Duration?
    /// Line of the scenario file.
    public var line: Int

    /// Creates an expectation.
    public init(
      event: Event,
      id: String? = nil,
      question: String? = nil,
      times: Int? = nil,
      within: Duration? = nil,
      line: Int
    ) {
      self.event = event
      self.id = id
      self.question = question
      self.times = times
      self.within = within
      self.line = line
    }
  }

  /// A text in double quotes, as YAML reads it.
  public static func quoted(_ text: String) -> String {
    "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }

  /// A sentence that says what is tested.
  public var name: String
  /// File and line where the test is written.
  public var file: String
  /// 1-based line of the name.
  public var line: Int
  /// Values of variables.
  public var variables: [String: String]
  /// What the candidate does.
  public var steps: [Step]
  /// What must come of it.
  public var expectations: [Expectation]

  /// Creates a test.
  public init(
    name: String,
    file: String,
    line: Int,
    variables: [String: String],
    steps: [Step],
    expectations: [Expectation]
  ) {
    self.name = name
    self.file = file
    self.line = line
    self.variables = variables
    self.steps = steps
    self.expectations = expectations
  }
}
