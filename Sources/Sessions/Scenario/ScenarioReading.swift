import Scoring
import VoiceEngine

/// What was read of a file: every value with the place where it stands.
///
/// What is required and was wrong is `nil` or empty; a scenario is made only when nothing was
/// logged, and then every required value is there.
struct ScenarioReading: Sendable {
  struct Persona: Sendable {
    var name: LocalizedText?
    var voice: LocalizedText?
    var brief: LocalizedText?
    var never: [LocalizedText] = []
  }

  struct Variable: Sendable {
    var isRequired = false
    var fallback: String?
    /// Whether its keys were read without an error.
    var isSound = true
  }

  struct Delivery: Sendable {
    var featureSet = FeatureSet.name
    var measures: [Marked<String>] = []
  }

  var id: Marked<String>?
  var revision = 1
  var title: LocalizedText?
  var summary: LocalizedText?
  var family: String?
  var languages: [Marked<String>] = []
  var variables: [(name: Marked<String>, value: Marked<Variable>)] = []
  var purposes: [Marked<Purpose>] = []
  var persona = Persona()
  var companyFacts: [LocalizedText] = []
  var endpointing = EndpointingProfile.normal
  var limits = Scenario.Limits()
  var sessionLimitMark: SourceMark?
  var greeting: LocalizedText?
  var questions: [QuestionReading] = []
  var closing: LocalizedText?
  var rubric: Marked<RubricReading>?
  var delivery: Delivery?
  var tests: [TestReading] = []
}

/// What was read of a question.
struct QuestionReading: Sendable {
  struct Evidence: Sendable {
    var id: Marked<String>?
    var label: LocalizedText?
    var phrases: PhrasesReading?
  }

  struct FollowUp: Sendable {
    var id: Marked<String>?
    var when: Marked<ConditionText>?
    var ask: LocalizedText?
    var condition: FollowUpCondition?
  }

  struct Time: Sendable {
    var think: Duration?
    var answer: Duration?
    var expected: Marked<AnswerWindow>?
  }

  var id: Marked<String>?
  var ask: LocalizedText?
  var competencies: [Marked<String>] = []
  var weight = 1
  var evidence: [Evidence] = []
  var followUps: [FollowUp] = []
  var generatedFollowUps: Marked<Int>?
  var time = Time()
  var endpointing: EndpointingProfile?
}

/// The phrases of an evidence point: once, or once for each language.
struct PhrasesReading: Sendable {
  var mark: SourceMark
  var single: [Marked<String>]?
  var translations: [(language: Marked<String>, phrases: [Marked<String>])] = []

  /// The phrases in a language.
  func phrases(in language: String) -> [Marked<String>] {
    single ?? translations.first { $0.language.value == language }?.phrases ?? []
  }
}

/// A condition as written, with enough to find a character of it in the file.
struct ConditionText: Sendable {
  var text: String
  /// Columns before its first character, where it stands character for character.
  var inset: Int?
}

/// What was read of a rubric.
struct RubricReading: Sendable {
  struct CompetencyReading: Sendable {
    var id: Marked<String>?
    var label: LocalizedText?
    var weight = Marked(value: 1, mark: SourceMark.start)
    var anchors: [(name: Marked<String>, value: LocalizedText)] = []
    var anchorsMark: SourceMark?
    var notObserved: Competency.NotObserved?
  }

  var scale = RatingScale()
  var scaleMark: SourceMark?
  var judge = JudgeSettings()
  var aggregation = Aggregation.weightedMean
  var competencies: [CompetencyReading] = []
}

/// What was read of a test.
struct TestReading: Sendable {
  struct Step: Sendable {
    var after: Marked<String>?
    var says: Marked<String>?
    var silence: Marked<Duration>?
    var lasts: Marked<Duration>?
    var mark = SourceMark.start
  }

  struct Expectation: Sendable {
    var event: Marked<ScenarioTest.Expectation.Event>?
    var id: Marked<String>?
    var question: Marked<String>?
    var times: Int?
    var isAbsent = false
    var within: Duration?
    var mark = SourceMark.start
  }

  var name: Marked<String>?
  var language: Marked<String>?
  var variables: [(name: Marked<String>, value: String)] = []
  var steps: [Step] = []
  var expectations: [Expectation] = []
}
