/// The keys of a rubric.
enum RubricKeys {
  static let rubric = FieldType<RubricReading>.mapping(table, .init())

  static let table = KeyTable<RubricReading>(
    "a rubric",
    [
      .optional(
        "scale",
        .marked(.mapping(scale, RatingScale())),
        "lowest and highest level, usually 1 to 5"
      ) {
        $0.scale = $1.value
        $0.scaleMark = $1.mark
      },
      .optional("judge", .mapping(judge, JudgeSettings()), "how a level is come to") {
        $0.judge = $1
      },
      .optional(
        "aggregate",
        .choice("aggregation"),
        "`weighted_mean`: one total; `profile`: the competencies side by side and no total"
      ) { $0.aggregation = $1 },
      .required(
        "competencies",
        .list("competencies", of: .mapping(competency, .init()), limit: 20),
        "what is judged"
      ) { $0.competencies = $1 },
    ]
  )

  static let scale = KeyTable<RatingScale>(
    "a scale",
    [
      .required("min", .integer(0...1), "the lowest level") { $0.minimum = $1 },
      .required("max", .integer(2...10), "the highest level") { $0.maximum = $1 },
    ]
  )

  static let judge = KeyTable<JudgeSettings>(
    "a judge",
    [
      .optional("runs", .integer(3...9), "independent runs over one answer, usually 3") {
        $0.runs = $1
      },
      .optional("combine", .choice("combination"), "how their levels become one") {
        $0.combine = $1
      },
      .optional(
        "quote",
        .choice("quotation"),
        "whether a level needs words that the candidate said, usually `required`"
      ) { $0.quote = $1 },
    ]
  )

  static let competency = KeyTable<RubricReading.CompetencyReading>(
    "a competency",
    [
      .required("id", .marked(.name), "name within the file") { $0.id = $1 },
      .optional("label", .localized(.label), "name for people, without it the id") {
        $0.label = $1
      },
      .optional(
        "weight",
        .marked(.integer(1...100)),
        "share in the total, relative to the others, usually 1"
      ) { $0.weight = $1 },
      .required(
        "anchors",
        FieldType.map("anchors", of: .localized(.anchor), limit: 11).markedMap,
        "what is seen and heard at level 1, 3 and 5; 2 and 4 may be left out and mean \"between\""
      ) {
        $0.anchors = $1.anchors
        $0.anchorsMark = $1.mark
      },
      .required(
        "not_observed",
        .choice("rule"),
        "when no answer shows it: `exclude` leaves it out of the total, `min` is the lowest level"
      ) { $0.notObserved = $1 },
    ]
  )
}

/// Anchors with the place where they begin.
struct AnchorsReading: Sendable {
  var anchors: [(name: Marked<String>, value: LocalizedText)]
  var mark: SourceMark
}

extension FieldType where Value == [(name: Marked<String>, value: LocalizedText)] {
  fileprivate var markedMap: FieldType<AnchorsReading> {
    FieldType<AnchorsReading>(shape) { node, log in
      self.read(node, &log).map { AnchorsReading(anchors: $0, mark: node.mark) }
    }
  }
}
