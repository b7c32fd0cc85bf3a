import VoiceEngine

/// The keys of a scenario file.
enum ScenarioKeys {
  /// The one version of the format that this release reads.
  static let schemaVersion = 1
  /// How long an answer may be allowed to be.
  static let answerBounds: ClosedRange<Duration> = .seconds(5) ... .seconds(30 * 60)

  typealias Rule = KeyRule<ScenarioReading>

  static let scenario = KeyTable<ScenarioReading>(
    "a scenario",
    identity + setting + [
      .required("questions", QuestionKeys.questions, "the questions, asked in this order") {
        $0.questions = $1
      },
      .required("closing", .localized(.line), "said at the end") { $0.closing = $1 },
    ] + judging
  )

  private static let identity: [Rule] = [
    .required("schema", schema, "version of this format: `1`") { _, _ in },
    .required(
      "id",
      .marked(.name),
      "name of the scenario, the same as the file's name; never use one again for something else"
    ) { $0.id = $1 },
    .required(
      "revision",
      .integer(1...1_000_000),
      "raise it with every change to what candidates hear or are judged by: results are "
        + "comparable only within a revision"
    ) { $0.revision = $1 },
    .required("title", .localized(.label), "name for people") { $0.title = $1 },
    .optional(
      "summary",
      .localized(.label),
      "one or two sentences for the page on which a scenario is chosen"
    ) { $0.summary = $1 },
    .optional(
      "family",
      .name,
      "kind of interview, such as `sales`: a candidate's sessions are compared within a family"
    ) { $0.family = $1 },
    .optional(
      "language",
      .marked(.language),
      "language of all that is spoken: `en`, `fr`, `en-GB`; this or `languages` must be there"
    ) { $0.languages = [$1] },
    .optional(
      "languages",
      .list("languages", of: .marked(.language), limit: 10),
      "several languages, the usual one first; every text is then written once for each"
    ) { $0.languages = $1 },
    .required(
      "purposes",
      .list("purposes", of: .marked(.choice("purpose")), limit: 10),
      "what it may be used for; `hiring` needs a `rubric`, and never shows how something was said"
    ) { $0.purposes = $1 },
    .optional(
      "include",
      .list("files", of: .text, limit: ScenarioIncludes.fileLimit),
      "files in the same folder, or below it, whose keys are taken in as if they stood here"
    ) { _, _ in },
    .optional(
      "variables",
      .map("variables", of: .marked(oneVariable), limit: 50),
      "words that are filled in when a session begins; written as `{{name}}` in what is spoken"
    ) { $0.variables = $1 },
  ]

  private static let setting: [Rule] = [
    .required("persona", .mapping(persona, .init()), "who asks") { $0.persona = $1 },
    .optional(
      "company_facts",
      .list("facts", of: .localized(.line), limit: 50),
      "all that the interviewer may tell of the company; what is not here it does not know"
    ) { $0.companyFacts = $1 },
    .optional("turn_taking", TurnTakingKeys.profile, "how much patience the interviewer has") {
      $0.endpointing = $1
    },
    .optional("limits", .mapping(limits, .init()), "hard stops") {
      $0.limits = $1.limits
      $0.sessionLimitMark = $1.sessionMark
    },
    .optional(
      "greeting",
      .localized(.line),
      "said first: that a program asks, how many questions there are, that there is time to think"
    ) { $0.greeting = $1 },
  ]

  private static let judging: [Rule] = [
    .optional("rubric", .marked(RubricKeys.rubric), "what answers are judged by") {
      $0.rubric = $1
    },
    .optional(
      "delivery",
      .mapping(delivery, .init()),
      "which measures of the voice the trainer works with; they never enter a judgement"
    ) { $0.delivery = $1 },
    .optional(
      "tests",
      .list("tests", of: TestKeys.test, limit: 100),
      "interviews with a scripted candidate, which `vivavoce validate --run` holds"
    ) { $0.tests = $1 },
  ]

  private static let schema = FieldType<Int>(.integer(schemaVersion...schemaVersion)) { node, log in
    guard let text = node.scalar("a whole number", &log)?.text else { return nil }
    if text == String(schemaVersion) { return schemaVersion }
    log.error(
      at: node.mark,
      "schema \(quoted(text)) is not known here; this release reads schema \(schemaVersion)"
    )
    return nil
  }

  static let persona = KeyTable<ScenarioReading.Persona>(
    "a persona",
    [
      .required("name", .localized(.line), "how the interviewer is called") { $0.name = $1 },
      .optional(
        "voice",
        .localized(.label),
        "name of one of the synthesizer's voices; without it the language's usual voice speaks"
      ) { $0.voice = $1 },
      .optional(
        "brief",
        .localized(.label),
        "how the interviewer is and speaks, for one that finds words of its own"
      ) { $0.brief = $1 },
      .optional(
        "never",
        .list("things", of: .localized(.label), limit: 50),
        "what such an interviewer must not do"
      ) { $0.never = $1 },
    ]
  )

  struct LimitsReading: Sendable {
    var limits = Scenario.Limits()
    var sessionMark: SourceMark?
  }

  static let limits = KeyTable<LimitsReading>(
    "limits",
    [
      .optional(
        "session",
        .marked(.duration(.seconds(60) ... .seconds(240 * 60))),
        "longest session, usually `45m`: when it is reached, the closing is said"
      ) {
        $0.limits.session = $1.value
        $0.sessionMark = $1.mark
      },
      .optional("answer", .duration(answerBounds), "longest answer, usually `3m`") {
        $0.limits.answer = $1
      },
      .optional("follow_ups", .integer(0...10), "most follow-ups of one question, usually 2") {
        $0.limits.followUps = $1
      },
      .optional(
        "reprompts",
        .integer(0...3),
        "how often a question is asked again when nothing was said, usually once"
      ) { $0.limits.reprompts = $1 },
    ]
  )

  private static let oneVariable = FieldType<ScenarioReading.Variable>(
    .mapping(variable.description)
  ) { node, log in
    let errors = log.errorCount
    var reading = ScenarioReading.Variable()
    variable.read(node, into: &reading, &log)
    reading.isSound = log.errorCount == errors
    return reading
  }

  static let variable = KeyTable<ScenarioReading.Variable>(
    "a variable",
    [
      .optional("type", .choice("type", of: [("string", true)]), "`string`, the only type") {
        _,
        _ in
      },
      .optional("required", .boolean, "whether a session cannot begin without it") {
        $0.isRequired = $1
      },
      .optional("default", .text, "what is said when nothing is given") { $0.fallback = $1 },
    ]
  )

  static let delivery = KeyTable<ScenarioReading.Delivery>(
    "delivery",
    [
      .required(
        "feature_set",
        .choice("feature set", of: DeliveryFeatureSet.known.map { ($0, $0) }),
        "the version of the measures' definitions"
      ) { $0.featureSet = $1 },
      .optional(
        "report",
        .list("measures", of: .marked(DeliveryFeatureSet.measure), limit: 50),
        "which measures the report shows; without it all"
      ) { $0.measures = $1 },
    ]
  )
}
