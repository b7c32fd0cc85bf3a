import VoiceEngine

// What one part of a file says about another: names that must exist, texts that must be there in
// every language, conditions, tests. All of it is wrong beyond doubt; what only looks wrong is in
// the lints.
extension ScenarioReading {
  /// Checks all that was read.
  mutating func check(_ root: YAMLNode, file: String, _ log: inout DiagnosticLog) {
    checkName(file: file, &log)
    checkLanguages(root, &log)
    checkNames(&log)
    for index in questions.indices {
      questions[index].readConditions(&log)
      questions[index].checkTime(limits, &log)
    }
    checkPurposes(&log)
    checkRubric(&log)
    checkVariables(&log)
    checkTests(&log)
    lint(&log)
  }

  private func checkName(file: String, _ log: inout DiagnosticLog) {
    guard let id, let name = file.split(separator: "/").last,
      name.hasSuffix(ScenarioParser.fileSuffix)
    else { return }
    let stem = name.dropLast(ScenarioParser.fileSuffix.count)
    guard stem != id.value else { return }
    log.error(at: id.mark, "the id \"\(id.value)\" must be the file's name, \(quoted(stem))")
  }

  private func checkNames(_ log: inout DiagnosticLog) {
    questions.map(\.id).checkNew("question", &log)
    for question in questions {
      question.evidence.map(\.id).checkNew("evidence point", &log)
      question.followUps.map(\.id).checkNew("follow-up", &log)
      question.competencies.map(Optional.some).checkNew("competency here", &log)
    }
    rubric?.value.competencies.map(\.id).checkNew("competency", &log)
  }

  private func checkPurposes(_ log: inout DiagnosticLog) {
    for (index, purpose) in purposes.enumerated()
    where purposes[..<index].contains(where: { $0.value == purpose.value }) {
      log.error(at: purpose.mark, "the purpose \"\(purpose.value.rawValue)\" is given twice")
    }
    if let hiring = purposes.first(where: { $0.value == .hiring }), rubric == nil {
      log.error(at: hiring.mark, "hiring needs a rubric: competencies with described levels")
    }
  }

  // MARK: Languages

  private func checkLanguages(_ root: YAMLNode, _ log: inout DiagnosticLog) {
    guard case .mapping(let entries) = root.content else { return }
    let given = entries.filter { $0.key == "language" || $0.key == "languages" }
    if given.isEmpty {
      log.error(at: root.mark, "a scenario needs the key \"language\"")
    } else if given.count > 1 {
      log.error(at: given[1].keyMark, "give either \"language\" or \"languages\", not both")
    }
    languages.map(Optional.some).checkNew("language", &log)
    guard !languages.isEmpty else { return }
    for text in log.texts {
      check(
        text.translations.map(\.language),
        isSingle: text.single != nil,
        // What only people read may be there once for all.
        mayBeSingle: text.role == .label,
        at: text.mark,
        &log
      )
    }
    for phrases in questions.flatMap(\.evidence).compactMap(\.phrases) {
      check(
        phrases.translations.map(\.language),
        isSingle: phrases.single != nil,
        mayBeSingle: false,
        at: phrases.mark,
        &log
      )
    }
  }

  private func check(
    _ given: [Marked<String>],
    isSingle: Bool,
    mayBeSingle: Bool,
    at mark: SourceMark,
    _ log: inout DiagnosticLog
  ) {
    let known = languages.map(\.value)
    if isSingle {
      guard known.count > 1, !mayBeSingle else { return }
      log.error(at: mark, "write this once for each language: \(known.joined(separator: ", "))")
      return
    }
    for language in given where !known.contains(language.value) {
      log.error(
        at: language.mark,
        "\(quoted(language.value)) is not a language of this scenario"
          + NearestName.hint(for: language.value, among: known)
      )
    }
    for language in known where !given.contains(where: { $0.value == language }) {
      log.error(at: mark, "the text is missing in \(language)")
    }
  }

  // MARK: Rubric

  private func checkRubric(_ log: inout DiagnosticLog) {
    let known = rubric?.value.competencies.compactMap(\.id?.value) ?? []
    let unknown = questions.flatMap(\.competencies).filter { !known.contains($0.value) }
    for competency in unknown {
      log.error(
        at: competency.mark,
        rubric == nil
          ? "there is no rubric, so there is no competency \(quoted(competency.value))"
          : "unknown competency \(quoted(competency.value))"
            + NearestName.hint(for: competency.value, among: known)
      )
    }
    guard let rubric = rubric?.value else { return }
    if rubric.scale.minimum >= rubric.scale.maximum, let mark = rubric.scaleMark {
      log.error(at: mark, "the scale ends before it begins")
    }
    for competency in rubric.competencies {
      // Beside an unknown name it would only be said twice.
      if let id = competency.id, unknown.isEmpty,
        !questions.contains(where: { $0.competencies.contains { $0.value == id.value } })
      {
        log.error(at: id.mark, "no question shows the competency \(quoted(id.value))")
      }
      competency.checkAnchors(rubric.scale, &log)
    }
  }
}

extension RubricReading.CompetencyReading {
  fileprivate func checkAnchors(_ scale: RatingScale, _ log: inout DiagnosticLog) {
    var levels: [Int] = []
    for (name, _) in anchors {
      guard let level = WrittenNumber.integer(name.value), scale.levels.contains(level) else {
        log.error(
          at: name.mark,
          "\(quoted(name.value)) is not a level from \(scale.minimum) to \(scale.maximum)"
        )
        continue
      }
      levels.append(level)
    }
    guard let anchorsMark, levels.count == anchors.count else { return }
    for level in scale.anchoredLevels where !levels.contains(level) {
      log.error(at: anchorsMark, "the anchor for level \(level) is missing")
    }
  }
}

extension QuestionReading {
  /// Reads the conditions of the follow-ups, which need the names of the question's parts.
  fileprivate mutating func readConditions(_ log: inout DiagnosticLog) {
    let points = evidence.compactMap(\.id?.value)
    let names = followUps.compactMap(\.id?.value)
    for index in followUps.indices {
      guard let when = followUps[index].when else { continue }
      do {
        followUps[index].condition = try ConditionParser.parse(
          when.value.text,
          evidence: points,
          followUps: names
        )
      } catch {
        log.error(at: when.place(of: error.offset), error.message)
      }
    }
  }

  fileprivate func checkTime(_ limits: Scenario.Limits, _ log: inout DiagnosticLog) {
    let limit = time.answer ?? limits.answer
    guard let expected = time.expected, expected.value.maximum > limit else { return }
    let allowed = WrittenNumber.text(of: limit)
    log.error(
      at: expected.mark,
      "the expected answer is longer than the \(allowed) that are allowed"
    )
  }
}

extension Marked where Value == ConditionText {
  /// The place of a character of the condition, or of its beginning where that is not known.
  func place(of offset: Int) -> SourceMark {
    var place = mark
    place.column += value.inset.map { $0 + offset } ?? 0
    return place
  }
}

extension Array where Element == Marked<String>? {
  /// Reports names that an earlier one of the list has.
  fileprivate func checkNew(_ what: String, _ log: inout DiagnosticLog) {
    var seen: Set<String> = []
    for case let name? in self where !seen.insert(name.value).inserted {
      log.error(at: name.mark, "another \(what) has the id \"\(name.value)\"")
    }
  }
}
