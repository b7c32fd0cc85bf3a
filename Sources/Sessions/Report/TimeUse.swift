import VoiceEngine

/// How long a question's answer took, against what is expected; for coaching only.
public struct TimeUse: Codable, Equatable, Sendable {
  /// The answer.
  public var moment: ReportMoment
  /// What was asked.
  public var question: String
  /// Length of the spoken answer in seconds; `nil` for a typed one and for silence.
  public var seconds: Double?
  /// What the trainer expects.
  public var expected: CoachedAnswer.ExpectedLength?
  /// The length against what is expected.
  public var verdict: CoachedAnswer.LengthVerdict?
  /// The same in words of the report's language.
  public var sentence: String

  private enum CodingKeys: String, CodingKey {
    case moment, question, seconds
    case expected = "expected_s"
    case verdict, sentence
  }

  /// Tells the time of one answer.
  init(_ answer: CoachedAnswer, in language: ReportLanguage) {
    moment = ReportMoment(answer.answer)
    question = answer.answer.question
    expected = answer.expectedLength
    verdict = answer.lengthVerdict
    let length = Double(answer.answer.lengthMilliseconds) / 1_000
    switch answer.answer.reason {
    case .silence: sentence = language(.timeSilent)
    case .text: sentence = language(.timeTyped)
    case .endpoint, .doneButton, .limit, .ended:
      seconds = length
      sentence = language(
        TimeUse.sentence(answer.lengthVerdict),
        [
          "length": language.length(length),
          "minimum": language.length(answer.expectedLength?.minimum ?? 0),
          "maximum": language.length(answer.expectedLength?.maximum ?? 0),
        ]
      )
    }
  }

  private static func sentence(_ verdict: CoachedAnswer.LengthVerdict?) -> ReportSentence {
    switch verdict {
    case .short: .timeShort
    case .within: .timeWithin
    case .long: .timeLong
    case nil: .timePlain
    }
  }
}

/// One question to answer again.
public struct RetryDrill: Codable, Equatable, Sendable {
  /// The scenario's id.
  public var scenario: String
  /// The scenario's title.
  public var scenarioTitle: String
  /// The core question's id.
  public var questionID: String
  /// What is asked.
  public var question: String
  /// What to do, in the report's language.
  public var sentence: String
  /// The answer to do better than.
  public var moment: ReportMoment

  private enum CodingKeys: String, CodingKey {
    case scenario
    case scenarioTitle = "scenario_title"
    case questionID = "question_id"
    case question, sentence, moment
  }

  /// Makes a drill of what there is to change; `nil` where there is nothing.
  init?(
    _ change: ReportHighlight?,
    record: SessionRecord,
    in language: ReportLanguage
  ) {
    guard let change,
      let question = record.plan.questions.first(where: { $0.id == change.moment.questionID })
    else { return nil }
    scenario = record.scenario
    scenarioTitle = record.scenarioTitle
    questionID = question.id
    self.question = question.ask
    sentence = language(.drillText, ["question": question.ask, "advice": change.advice])
    moment = change.moment
  }
}
