public import VoiceEngine

/// Says what an answer shows of the competencies that its question is asked for.
///
/// The answer is judged by itself against the anchors, never against another person's.
public protocol AnswerJudge: Sendable {
  /// Who judges, for whoever has to defend a rating.
  var identity: JudgeIdentity { get }

  /// Judges one answer.
  ///
  /// A competency of which too little is known has no level; that is a result and no error.
  ///
  /// - Throws: `JudgeError` where the judge cannot be reached, so that it can be asked again.
  func judge(_ answer: JudgedAnswer) async throws(JudgeError) -> AnswerEvaluation
}

/// All that a judge is given: text and names of questions, and no field for anything else.
public struct JudgedAnswer: Equatable, Sendable {
  /// The core question's id.
  public var questionID: String
  /// What was asked.
  public var question: String
  /// BCP-47 tag of the answer.
  public var language: String
  /// What a complete answer mentions.
  public var evidence: [EvidencePoint]
  /// What the answer is judged by, with anchors.
  public var competencies: [Competency]
  /// The levels that can be given.
  public var scale: RatingScale
  /// How the judge comes to a level.
  public var settings: JudgeSettings
  /// What was answered.
  public var text: JudgedText

  /// Creates an answer to judge.
  public init(
    questionID: String,
    question: String,
    language: String,
    evidence: [EvidencePoint],
    competencies: [Competency],
    scale: RatingScale = RatingScale(),
    settings: JudgeSettings = JudgeSettings(),
    text: JudgedText
  ) {
    self.questionID = questionID
    self.question = question
    self.language = language
    self.evidence = evidence
    self.competencies = competencies
    self.scale = scale
    self.settings = settings
    self.text = text
  }
}

/// Who judged.
///
/// As JSON `{"kind", "model"?, "template"?}`.
public struct JudgeIdentity: Codable, Equatable, Sendable {
  /// What sort of judge it is.
  public enum Kind: String, Codable, Sendable {
    /// Finds words; has no opinion of quality.
    case embedded
    /// A language model.
    case model
  }

  /// What sort of judge it is.
  public var kind: Kind
  /// Name and version of the language model.
  public var model: String?
  /// Version of the words in which the model is asked.
  public var template: String?

  /// Creates an identity.
  public init(kind: Kind, model: String? = nil, template: String? = nil) {
    self.kind = kind
    self.model = model
    self.template = template
  }

  /// The judge that needs no model.
  public static let embedded = JudgeIdentity(kind: .embedded)
}

/// Why an answer could not be judged.
public struct JudgeError: Error, Equatable, Sendable {
  /// What kind of failure it is.
  public enum Code: String, Sendable {
    /// The model did not answer.
    case unavailable
  }

  /// What kind of failure it is.
  public var code: Code

  /// Creates an error.
  public init(_ code: Code) { self.code = code }
}
