public import VoiceEngine

/// An interview as a trainer wrote it.
public struct Scenario: Equatable, Sendable {
  /// Who asks.
  public struct Persona: Equatable, Sendable {
    /// Name by which the interviewer introduces itself.
    public var name: String
    /// The synthesizer's own voice name, or `nil` for the language's default.
    public var voice: String?
    /// What an interviewer with words of its own keeps to, or `nil`.
    public var guidance: InterviewerGuidance?

    /// Creates a persona.
    public init(name: String, voice: String? = nil, guidance: InterviewerGuidance? = nil) {
      self.name = name
      self.voice = voice
      self.guidance = guidance
    }
  }

  /// Hard stops.
  public struct Limits: Equatable, Sendable {
    /// Longest session, 1…240 minutes.
    public var session: Duration
    /// Longest answer, unless its question says otherwise, 5 s…30 min.
    public var answer: Duration
    /// Most follow-ups after one question, 0…10.
    public var followUps: Int
    /// How often a question is asked again when nothing was said, 0…3.
    public var reprompts: Int

    /// Creates limits; the defaults are those of a file that says nothing.
    public init(
      session: Duration = .seconds(45 * 60),
      answer: Duration = .seconds(180),
      followUps: Int = 2,
      reprompts: Int = 1
    ) {
      self.session = session
      self.answer = answer
      self.followUps = followUps
      self.reprompts = reprompts
    }
  }

  /// A question with what belongs to it; what is `nil` is taken from the scenario.
  public struct Question: Equatable, Sendable {
    /// Name within the scenario.
    public var id: String
    /// The words, as they are spoken.
    public var ask: String
    /// What a complete answer mentions.
    public var evidence: [EvidencePoint]
    /// Probes in the order in which they are considered.
    public var followUps: [PlannedFollowUp]
    /// Silence before the first word that is never taken for "no answer", 0…5 min.
    public var thinkTime: Duration
    /// Longest answer, or `nil` for the scenario's limit.
    public var answerLimit: Duration?
    /// The answer length that the trainer expects.
    public var expectedAnswer: AnswerWindow?
    /// How patiently the end of the answer is awaited, or `nil` for the scenario's profile.
    public var endpointing: EndpointingProfile?
    /// Most follow-ups in words of the interviewer's own, 0…5.
    public var generatedFollowUpLimit: Int

    /// Creates a question.
    public init(
      id: String,
      ask: String,
      evidence: [EvidencePoint] = [],
      followUps: [PlannedFollowUp] = [],
      thinkTime: Duration = .zero,
      answerLimit: Duration? = nil,
      expectedAnswer: AnswerWindow? = nil,
      endpointing: EndpointingProfile? = nil,
      generatedFollowUpLimit: Int = 0
    ) {
      self.id = id
      self.ask = ask
      self.evidence = evidence
      self.followUps = followUps
      self.thinkTime = thinkTime
      self.answerLimit = answerLimit
      self.expectedAnswer = expectedAnswer
      self.endpointing = endpointing
      self.generatedFollowUpLimit = generatedFollowUpLimit
    }
  }

  /// A word that is filled in when a session begins.
  public struct Variable: Equatable, Sendable {
    /// Name, written as `{{name}}` in what is spoken.
    public var name: String
    /// What is said when nothing is given; `nil` for a variable that a session cannot do without.
    public var fallback: String?

    /// Creates a variable.
    public init(name: String, fallback: String?) {
      self.name = name
      self.fallback = fallback
    }
  }

  /// Which delivery measures the candidate is shown.
  public struct Delivery: Equatable, Sendable {
    /// Version of the measures' definitions.
    public var featureSet: String
    /// Keys of the measures; empty for all.
    public var measures: [String]

    /// Creates a choice.
    public init(featureSet: String, measures: [String] = []) {
      self.featureSet = featureSet
      self.measures = measures
    }
  }

  /// Stable name, equal to the file's name without `.scenario.yaml`.
  public var id: String
  /// Raised by the trainer on any change to what candidates hear or are compared by.
  public var revision: Int
  /// Name for people.
  public var title: String
  /// One or two sentences for the page on which a scenario is chosen.
  public var summary: String?
  /// BCP-47 tag of everything that is spoken; `translations` has the other languages.
  public var language: String
  /// What a session of this scenario may be for; never empty.
  public var purposes: [Purpose]
  /// Who asks.
  public var persona: Persona
  /// How patiently the end of an answer is awaited, unless its question says otherwise.
  public var endpointing: EndpointingProfile
  /// Hard stops.
  public var limits: Limits
  /// Said before the first question, or `nil`.
  public var greeting: String?
  /// The questions in the order in which every candidate hears them; never empty.
  public var questions: [Question]
  /// Said at the end.
  public var closing: String
  /// The kind of interview within which a candidate's sessions are compared, or `nil`.
  public var family: String?
  /// What is filled in when a session begins.
  public var variables: [Variable] = []
  /// What answers are judged by, or `nil` where they are not; it knows which question shows what.
  public var rubric: Rubric?
  /// Which delivery measures the candidate is shown, or `nil` for all.
  public var delivery: Delivery?
  /// Interviews with a scripted candidate, in this language.
  public var tests: [ScenarioTest] = []
  /// The same scenario in its other languages.
  public var translations: [Scenario] = []

  /// Creates a scenario in one language, without a rubric.
  public init(
    id: String,
    revision: Int,
    title: String,
    summary: String? = nil,
    language: String,
    purposes: [Purpose],
    persona: Persona,
    endpointing: EndpointingProfile = .normal,
    limits: Limits = Limits(),
    greeting: String? = nil,
    questions: [Question],
    closing: String
  ) {
    self.id = id
    self.revision = revision
    self.title = title
    self.summary = summary
    self.language = language
    self.purposes = purposes
    self.persona = persona
    self.endpointing = endpointing
    self.limits = limits
    self.greeting = greeting
    self.questions = questions
    self.closing = closing
  }
}
