import VoiceEngine

/// The keys of a question and of what belongs to it.
enum QuestionKeys {
  /// Most questions of a scenario.
  static let questionLimit = 100
  /// Most evidence points, phrases of a point, or follow-ups of a question.
  static let partLimit = 50

  struct TimeReading {
    var think: Duration?
    var answer: Duration?
    var expected: AnswerWindow?
    var expectedMark: SourceMark?
  }

  struct FollowUpReading {
    var id = ""
    var ask = ""
    var condition = FollowUpCondition.silent
    /// Names of the question's evidence points, for the check of the condition.
    let evidence: [String]

    init(evidence: [String]) { self.evidence = evidence }
  }

  struct QuestionReading {
    var question = Scenario.Question(id: "", ask: "")
    /// The scenario's limit, where the question has none of its own.
    let answerLimit: Duration

    init(answerLimit: Duration) { self.answerLimit = answerLimit }
  }

  static let question = KeyTable<QuestionReading>(
    "a question",
    [
      .required("id") { $1.question.id = $0.identifier(&$2) ?? "" },
      .required("ask") { $1.question.ask = $0.text(&$2) ?? "" },
      .optional("evidence") { $1.question.evidence = points(of: $0, &$2) },
      .optional("follow_ups") { node, target, log in
        let known = target.question.evidence.map(\.id)
        target.question.followUps = followUps(of: node, evidence: known, &log)
      },
      .optional("time") { node, target, log in target.readTime(node, &log) },
      .optional("turn_taking") { $1.question.endpointing = TurnTakingKeys.profile(of: $0, &$2) },
    ]
  )

  static let evidence = KeyTable<EvidencePoint>(
    "an evidence point",
    [
      .required("id") { $1.id = $0.identifier(&$2) ?? "" },
      .required("phrases") { node, target, log in
        for item in node.items("phrases", limit: partLimit, &log) ?? [] {
          guard let phrase = item.text(&log) else { continue }
          target.phrases.append(phrase)
        }
      },
    ]
  )

  static let followUp = KeyTable<FollowUpReading>(
    "a follow-up",
    [
      .required("id") { $1.id = $0.identifier(&$2) ?? "" },
      .required("when") {
        $1.condition = $0.condition(evidence: $1.evidence, &$2) ?? .silent
      },
      .required("ask") { $1.ask = $0.text(&$2) ?? "" },
    ]
  )

  static let time = KeyTable<TimeReading>(
    "time",
    [
      .optional("think") { $1.think = $0.duration(.zero ... .seconds(300), &$2) },
      .optional("answer") { $1.answer = $0.duration(ScenarioKeys.answerBounds, &$2) },
      .optional("expected") {
        $1.expectedMark = $0.mark
        $1.expected = $0.answerWindow(&$2)
      },
    ]
  )

  static func questions(
    of node: YAMLNode,
    answerLimit: Duration,
    _ log: inout DiagnosticLog
  ) -> [Scenario.Question] {
    var questions: [Scenario.Question] = []
    for item in node.items("questions", limit: questionLimit, &log) ?? [] {
      var reading = QuestionReading(answerLimit: answerLimit)
      question.read(item, into: &reading, &log)
      item.check(id: reading.question.id, isNew: questions.map(\.id), "question", &log)
      questions.append(reading.question)
    }
    return questions
  }

  private static func points(of node: YAMLNode, _ log: inout DiagnosticLog) -> [EvidencePoint] {
    var points: [EvidencePoint] = []
    for item in node.items("evidence points", limit: partLimit, &log) ?? [] {
      var point = EvidencePoint(id: "", phrases: [])
      evidence.read(item, into: &point, &log)
      item.check(id: point.id, isNew: points.map(\.id), "evidence point", &log)
      points.append(point)
    }
    return points
  }

  private static func followUps(
    of node: YAMLNode,
    evidence: [String],
    _ log: inout DiagnosticLog
  ) -> [PlannedFollowUp] {
    var followUps: [PlannedFollowUp] = []
    for item in node.items("follow-ups", limit: partLimit, &log) ?? [] {
      var reading = FollowUpReading(evidence: evidence)
      followUp.read(item, into: &reading, &log)
      item.check(id: reading.id, isNew: followUps.map(\.id), "follow-up", &log)
      followUps.append(
        PlannedFollowUp(id: reading.id, condition: reading.condition, ask: reading.ask)
      )
    }
    return followUps
  }
}

extension QuestionKeys.QuestionReading {
  fileprivate mutating func readTime(_ node: YAMLNode, _ log: inout DiagnosticLog) {
    var time = QuestionKeys.TimeReading()
    QuestionKeys.time.read(node, into: &time, &log)
    question.thinkTime = time.think ?? .zero
    question.answerLimit = time.answer
    question.expectedAnswer = time.expected
    let limit = time.answer ?? answerLimit
    if let expected = time.expected, let mark = time.expectedMark, expected.maximum > limit {
      let allowed = WrittenNumber.text(of: limit)
      log.error(at: mark, "the expected answer is longer than the \(allowed) that are allowed")
    }
  }
}

extension YAMLNode {
  /// Reports an id that an earlier item of the same list has.
  fileprivate func check(
    id: String,
    isNew earlier: [String],
    _ what: String,
    _ log: inout DiagnosticLog
  ) {
    guard !id.isEmpty, earlier.contains(id), case .mapping(let entries) = content else { return }
    let place = entries.first { $0.key == "id" }?.value.mark ?? mark
    log.error(at: place, "another \(what) has the id \"\(id)\"")
  }

  fileprivate func condition(
    evidence: [String],
    _ log: inout DiagnosticLog
  ) -> FollowUpCondition? {
    guard let scalar = scalar("a condition", &log) else { return nil }
    do {
      return try ConditionParser.parse(scalar.text, evidence: evidence)
    } catch {
      let shift = scalar.inset.map { $0 + error.offset } ?? 0
      log.error(
        at: SourceMark(line: mark.line, column: mark.column + shift),
        error.message
      )
      return nil
    }
  }

  fileprivate func answerWindow(_ log: inout DiagnosticLog) -> AnswerWindow? {
    guard let text = scalar("a range of durations", &log)?.text else { return nil }
    guard let dots = text.firstRange(of: ".."),
      let minimum = WrittenNumber.duration(text[..<dots.lowerBound]),
      let maximum = WrittenNumber.duration(text[dots.upperBound...])
    else {
      log.error(at: mark, "\(quoted(text)) is not a range of durations: write it like 40s..90s")
      return nil
    }
    guard minimum < maximum else {
      log.error(at: mark, "the range \(text) ends before it begins")
      return nil
    }
    return AnswerWindow(minimum: minimum, maximum: maximum)
  }
}
