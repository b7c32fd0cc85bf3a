/// What the interviewer will ask, compiled from a scenario: the engine's whole view of one.
public struct InterviewPlan: Codable, Equatable, Sendable {
  /// BCP-47 tag of the one language in which this interview is held, such as `en` or `fr`.
  public var language: String
  /// Name by which the interviewer introduces itself.
  public var personaName: String
  /// Name of the synthesizer's voice, or `nil` for the language's default.
  public var voice: String?
  /// Said before the first question, or `nil`.
  public var greeting: String?
  /// Core questions in the order in which every candidate hears them; never empty.
  public var questions: [PlannedQuestion]
  /// Said at the end.
  public var closing: String
  /// Most follow-ups after one core question.
  public var followUpLimit: Int
  /// Longest session; the closing line is said when it is reached, and follow-ups are left out
  /// where they would take the time of questions to come.
  public var sessionLimit: Duration
  /// How often a question is asked again after silence; `nil`, as in older plans, is once.
  public var repromptLimit: Int?
  /// What an interviewer with words of its own is told; `nil` where there is nothing to tell.
  public var guidance: InterviewerGuidance?

  /// Creates a plan.
  public init(
    language: String,
    personaName: String,
    voice: String? = nil,
    greeting: String? = nil,
    questions: [PlannedQuestion],
    closing: String,
    followUpLimit: Int = 2,
    sessionLimit: Duration = .seconds(45 * 60),
    repromptLimit: Int? = nil,
    guidance: InterviewerGuidance? = nil
  ) {
    self.language = language
    self.personaName = personaName
    self.voice = voice
    self.greeting = greeting
    self.questions = questions
    self.closing = closing
    self.followUpLimit = followUpLimit
    self.sessionLimit = sessionLimit
    self.repromptLimit = repromptLimit
    self.guidance = guidance
  }
}

extension InterviewPlan {
  /// Words that are likely in answers, for recognizers that can be told: at most 100.
  public var terms: [String] {
    var seen: Set<String> = []
    let phrases = questions.flatMap(\.evidence).flatMap(\.phrases)
    return Array(phrases.filter { seen.insert($0.lowercased()).inserted }.prefix(100))
  }
}

/// What an interviewer with words of its own keeps to; one that reads its lines needs none of it.
public struct InterviewerGuidance: Codable, Equatable, Sendable {
  /// How the persona is and speaks, or `nil`.
  public var brief: String?
  /// What the interviewer must not do.
  public var never: [String]
  /// All that the interviewer may tell of the company; anything else it does not know.
  public var companyFacts: [String]

  /// Creates guidance.
  public init(brief: String? = nil, never: [String] = [], companyFacts: [String] = []) {
    self.brief = brief
    self.never = never
    self.companyFacts = companyFacts
  }
}

/// One core question with what belongs to it.
public struct PlannedQuestion: Codable, Equatable, Sendable {
  /// Name within the scenario.
  public var id: String
  /// The words, as they are spoken.
  public var ask: String
  /// What a complete answer mentions.
  public var evidence: [EvidencePoint]
  /// Probes in the order in which they are considered.
  public var followUps: [PlannedFollowUp]
  /// How patiently the end of the answer is awaited.
  public var endpointing: EndpointingProfile
  /// Silence before the first word that is never taken for "no answer".
  public var thinkTime: Duration
  /// Longest answer.
  public var answerLimit: Duration
  /// The answer length that the trainer expects, for the report.
  public var expectedAnswer: AnswerWindow?
  /// Most follow-ups in words of the interviewer's own; `nil`, as in older plans, is none.
  public var generatedFollowUpLimit: Int?

  /// Creates a question.
  public init(
    id: String,
    ask: String,
    evidence: [EvidencePoint] = [],
    followUps: [PlannedFollowUp] = [],
    endpointing: EndpointingProfile = .normal,
    thinkTime: Duration = .zero,
    answerLimit: Duration = .seconds(180),
    expectedAnswer: AnswerWindow? = nil,
    generatedFollowUpLimit: Int? = nil
  ) {
    self.id = id
    self.ask = ask
    self.evidence = evidence
    self.followUps = followUps
    self.endpointing = endpointing
    self.thinkTime = thinkTime
    self.answerLimit = answerLimit
    self.expectedAnswer = expectedAnswer
    self.generatedFollowUpLimit = generatedFollowUpLimit
  }
}

extension PlannedQuestion {
  /// Time that is kept free for the question: thinking, and an answer as long as is expected.
  var reservedTime: Duration { thinkTime + (expectedAnswer?.maximum ?? .zero) }
  /// With less time than this the question is not worth asking.
  var leastTime: Duration { thinkTime + (expectedAnswer?.minimum ?? .zero) }
}

/// From and to of the answer length that a trainer expects.
public struct AnswerWindow: Codable, Equatable, Sendable {
  /// Shorter than this is short.
  public var minimum: Duration
  /// Longer than this is long.
  public var maximum: Duration

  /// Creates a window.
  public init(minimum: Duration, maximum: Duration) {
    self.minimum = minimum
    self.maximum = maximum
  }
}

/// A point that an answer may mention, and the phrases that count as mentioning it.
public struct EvidencePoint: Codable, Equatable, Sendable {
  /// Name within the question.
  public var id: String
  /// What people are shown, or `nil` for the id: "how the time was measured".
  public var label: String?
  /// Any one of these, heard as whole words, is enough.
  public var phrases: [String]

  /// Creates a point.
  public init(id: String, label: String? = nil, phrases: [String]) {
    self.id = id
    self.label = label
    self.phrases = phrases
  }
}

/// A planned probe.
public struct PlannedFollowUp: Codable, Equatable, Sendable {
  /// Name within the question.
  public var id: String
  /// When it is asked.
  public var condition: FollowUpCondition
  /// The words.
  public var ask: String

  /// Creates a follow-up.
  public init(id: String, condition: FollowUpCondition, ask: String) {
    self.id = id
    self.condition = condition
    self.ask = ask
  }
}

/// The closed list of what a follow-up may depend on.
public indirect enum FollowUpCondition: Codable, Equatable, Sendable {
  /// An evidence point was not mentioned.
  case missing(String)
  /// An evidence point was mentioned.
  case heard(String)
  /// The candidate spoke for less than this, pauses included.
  case speechTimeBelow(Duration)
  /// The transcript has fewer words than this.
  case wordsBelow(Int)
  /// The candidate said nothing.
  case silent
  /// A follow-up of the same question was asked before.
  case asked(String)
  /// All of these.
  case all([FollowUpCondition])
  /// Any of these.
  case any([FollowUpCondition])
}

/// How long a silence must be to end a turn.
public struct EndpointingProfile: Codable, Equatable, Sendable {
  /// Silence after which a turn that sounds complete ends.
  public var minimumDelay: Duration
  /// Silence after which any turn ends.
  public var maximumDelay: Duration

  /// Creates a profile.
  public init(minimumDelay: Duration, maximumDelay: Duration) {
    self.minimumDelay = minimumDelay
    self.maximumDelay = maximumDelay
  }

  /// For questions with a short answer: 0.5–2.0 s.
  public static let quick = EndpointingProfile(
    minimumDelay: .milliseconds(500),
    maximumDelay: .milliseconds(2_000)
  )
  /// For most questions: 0.9–3.5 s.
  public static let normal = EndpointingProfile(
    minimumDelay: .milliseconds(900),
    maximumDelay: .milliseconds(3_500)
  )
  /// For questions that need thought, and for candidates who need time: 1.5–8.0 s.
  public static let think = EndpointingProfile(
    minimumDelay: .milliseconds(1_500),
    maximumDelay: .milliseconds(8_000)
  )
}
