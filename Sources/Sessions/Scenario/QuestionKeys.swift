import VoiceEngine

/// The keys of a question and of what belongs to it.
enum QuestionKeys {
  /// Most questions of a scenario.
  static let questionLimit = 100
  /// Most evidence points, phrases of a point, or follow-ups of a question.
  static let partLimit = 50

  static let questions = FieldType<[QuestionReading]>.list(
    "questions",
    of: .mapping(question, .init()),
    limit: questionLimit
  )

  static let question = KeyTable<QuestionReading>(
    "a question",
    [
      .required("id", .marked(.name), "name within the file") { $0.id = $1 },
      .required("ask", .localized(.question), "the question as it is spoken") { $0.ask = $1 },
      .optional(
        "competencies",
        .list("competencies", of: .marked(.name), limit: 10),
        "which competencies of the rubric the answer shows"
      ) { $0.competencies = $1 },
      .optional(
        "weight",
        .integer(1...100),
        "how much the answer counts within its competencies, usually 1"
      ) { $0.weight = $1 },
      .optional(
        "evidence",
        .list("evidence points", of: evidencePoint, limit: partLimit),
        "what a complete answer mentions"
      ) { $0.evidence = $1 },
      .optional(
        "follow_ups",
        .list("follow-ups", of: .mapping(followUp, .init()), limit: partLimit),
        "what may be asked after the answer; the first whose condition holds is asked"
      ) { $0.followUps = $1 },
      .optional(
        "generated_follow_ups",
        .marked(.integer(0...5)),
        "how many follow-ups an interviewer with words of its own may add, usually none"
      ) { $0.generatedFollowUps = $1 },
      .optional("time", .mapping(time, .init()), "how long thinking and answering may take") {
        $0.time = $1
      },
      .optional("turn_taking", TurnTakingKeys.profile, "patience for this question") {
        $0.endpointing = $1
      },
    ]
  )

  static let evidence = KeyTable<QuestionReading.Evidence>(
    "an evidence point",
    [
      .required("id", .marked(.name), "name within the question") { $0.id = $1 },
      .optional("label", .localized(.label), "what people are shown instead of the id") {
        $0.label = $1
      },
      .required(
        "phrases",
        phrases,
        "the point counts as heard when any one of these is heard as whole words"
      ) { $0.phrases = $1 },
    ]
  )

  static let followUp = KeyTable<QuestionReading.FollowUp>(
    "a follow-up",
    [
      .required("id", .marked(.name), "name within the question") { $0.id = $1 },
      .required("when", .marked(condition), "the condition on which it is asked") { $0.when = $1 },
      .required("ask", .localized(.question), "the follow-up as it is spoken") { $0.ask = $1 },
    ]
  )

  static let time = KeyTable<QuestionReading.Time>(
    "time",
    [
      .optional(
        "think",
        .duration(.zero ... .seconds(300)),
        "a silence before the first word that is never taken for \"no answer\""
      ) { $0.think = $1 },
      .optional(
        "answer",
        .duration(ScenarioKeys.answerBounds),
        "longest answer, instead of the one in `limits`"
      ) { $0.answer = $1 },
      .optional(
        "expected",
        .marked(answerWindow),
        "how long a good answer takes, from and to; only the report uses it"
      ) { $0.expected = $1 },
    ]
  )

  private static let evidencePoint = FieldType<QuestionReading.Evidence>(
    .mapping(evidence.description)
  ) { node, log in
    if case .scalar(let name) = node.content {
      log.error(
        at: node.mark,
        "an evidence point needs phrases: {id: \(quoted(name.text).dropFirst().dropLast()), "
          + "phrases: […]}"
      )
      return nil
    }
    var reading = QuestionReading.Evidence()
    evidence.read(node, into: &reading, &log)
    return reading
  }

  private static let condition = FieldType<ConditionText>(.condition) { node, log in
    node.scalar("a condition", &log).map { ConditionText(text: $0.text, inset: $0.inset) }
  }

  private static let answerWindow = FieldType<AnswerWindow>(.durationRange) { node, log in
    let written = node.scalar("a range of durations such as 40s..90s", &log)
    guard let text = written?.text else { return nil }
    guard let dots = text.firstRange(of: ".."),
      let minimum = WrittenNumber.duration(text[..<dots.lowerBound]),
      let maximum = WrittenNumber.duration(text[dots.upperBound...])
    else {
      log.error(
        at: node.mark,
        "\(quoted(text)) is not a range of durations: write it like 40s..90s"
      )
      return nil
    }
    guard minimum < maximum else {
      log.error(at: node.mark, "the range \(text) ends before it begins")
      return nil
    }
    return AnswerWindow(minimum: minimum, maximum: maximum)
  }

  private static let phraseList = FieldType<[Marked<String>]>.list(
    "phrases",
    of: .marked(.text),
    limit: partLimit
  )

  private static let phrases = FieldType<PhrasesReading>(
    .perLanguage(phraseList.shape)
  ) { node, log in
    var reading = PhrasesReading(mark: node.mark)
    guard case .mapping(let entries) = node.content else {
      guard let phrases = phraseList.read(node, &log) else { return nil }
      reading.single = phrases
      return reading
    }
    for entry in entries {
      guard let phrases = phraseList.read(entry.value, &log) else { continue }
      let language = Marked(value: entry.key, mark: entry.keyMark)
      reading.translations.append((language, phrases))
    }
    return reading
  }
}
