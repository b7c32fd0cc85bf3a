/// The keys of `tests`.
enum TestKeys {
  static let test = FieldType<TestReading>.mapping(table, .init())

  static let table = KeyTable<TestReading>(
    "a test",
    [
      .required("name", .marked(.text), "a sentence that says what is tested") { $0.name = $1 },
      .optional("language", .marked(.language), "the language, without it the scenario's first") {
        $0.language = $1
      },
      .optional(
        "variables",
        .map("variables", of: .text, limit: 50),
        "values of the scenario's variables"
      ) { $0.variables = $1 },
      .required("candidate", .list("answers", of: step, limit: 200), "what the candidate does") {
        $0.steps = $1
      },
      .required(
        "expect",
        .list("expectations", of: expectation, limit: 200),
        "what must come of it, or must not"
      ) { $0.expectations = $1 },
    ]
  )

  static let stepTable = KeyTable<TestReading.Step>(
    "an answer",
    [
      .required("after", .marked(.name), "the question or follow-up that is answered") {
        $0.after = $1
      },
      .optional("says", .marked(.text), "the words") { $0.says = $1 },
      .optional(
        "lasts",
        .marked(.duration(.milliseconds(200) ... .seconds(30 * 60))),
        "how long the words take; without it 150 words a minute"
      ) { $0.lasts = $1 },
      .optional(
        "silent",
        .marked(.duration(.seconds(1) ... .seconds(30 * 60))),
        "how long nothing is said, instead of `says`"
      ) { $0.silence = $1 },
    ]
  )

  static let expectationTable = KeyTable<TestReading.Expectation>(
    "an expectation",
    [
      .required("event", .marked(.choice("event")), "what is looked for") { $0.event = $1 },
      .optional(
        "id",
        .marked(.name),
        "of the follow-up, the evidence point or the question; without it any"
      ) { $0.id = $1 },
      .optional("question", .marked(.name), "the question in which it is looked for") {
        $0.question = $1
      },
      .optional("times", .integer(1...100), "how often; without it at least once") {
        $0.times = $1
      },
      .optional("absent", .boolean, "`true` when it must not happen") { $0.isAbsent = $1 },
      .optional(
        "within",
        .duration(.milliseconds(100) ... .seconds(60)),
        "how soon after the end of the answer"
      ) { $0.within = $1 },
    ]
  )

  private static let step = marked(stepTable, TestReading.Step()) { $0.mark = $1 }
  private static let expectation = marked(expectationTable, TestReading.Expectation()) {
    $0.mark = $1
  }

  private static func marked<Value>(
    _ table: KeyTable<Value>,
    _ empty: Value,
    _ set: @escaping @Sendable (inout Value, SourceMark) -> Void
  ) -> FieldType<Value> {
    FieldType(.mapping(table.description)) { node, log in
      var value = empty
      set(&value, node.mark)
      table.read(node, into: &value, &log)
      return value
    }
  }
}
