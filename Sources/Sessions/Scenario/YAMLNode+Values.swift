// Typed readings of a node. Each logs what is wrong and gives `nil`; a node that was reported
// before gives `nil` in silence. YAML's own guesses at types are never used: `no` is text.

extension YAMLNode {
  /// Most characters of a text: about two minutes of speech.
  static let textLimit = 2_000

  func scalar(_ expected: String, _ log: inout DiagnosticLog) -> YAMLScalar? {
    switch content {
    case .scalar(let scalar): return scalar
    case .unusable: return nil
    default:
      log.error(at: mark, "expected \(expected), found \(kindName)")
      return nil
    }
  }

  /// A text that is not empty, with its line breaks as spaces.
  func text(_ log: inout DiagnosticLog) -> String? {
    guard let scalar = scalar("text", &log) else { return nil }
    if scalar.isPlain, let reading = YAMLTrap.reading(of: scalar.text) {
      log.warning(
        at: mark,
        "other programs read \(scalar.text) as \(reading); put it in double quotes"
      )
    }
    let words = scalar.text.split(whereSeparator: \.isNewline)
      .map { $0.trimming { $0 == " " || $0 == "\t" } }
      .filter { !$0.isEmpty }
    let text = words.joined(separator: " ")
    guard text.contains(where: { !$0.isWhitespace }) else {
      log.error(at: mark, "the text is empty")
      return nil
    }
    guard text.count <= YAMLNode.textLimit else {
      log.error(at: mark, "the text is longer than \(YAMLNode.textLimit) characters")
      return nil
    }
    guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
      log.error(at: mark, "the text contains a control character")
      return nil
    }
    return text
  }

  /// A name such as `slow-query`: lower-case letters and digits, joined by `-` or `_`.
  func identifier(_ log: inout DiagnosticLog) -> String? {
    guard let name = scalar("a name", &log)?.text else { return nil }
    let parts = name.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "_" }
    let isName = parts.allSatisfy { part in
      !part.isEmpty
        && part.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
    }
    guard isName, name.utf8.count <= 64 else {
      log.error(
        at: mark,
        "\(quoted(name)) is not a name: use a–z, digits and hyphens, at most 64 in all"
      )
      return nil
    }
    return name
  }

  /// A whole number within bounds.
  func integer(_ bounds: ClosedRange<Int>, _ log: inout DiagnosticLog) -> Int? {
    guard let text = scalar("a whole number", &log)?.text else { return nil }
    guard let number = WrittenNumber.integer(text), bounds.contains(number) else {
      log.error(
        at: mark,
        "\(quoted(text)) is not a whole number from \(bounds.lowerBound) to \(bounds.upperBound)"
      )
      return nil
    }
    return number
  }

  /// A duration such as `700ms`, `3s` or `20m` within bounds.
  func duration(_ bounds: ClosedRange<Duration>, _ log: inout DiagnosticLog) -> Duration? {
    guard let text = scalar("a duration", &log)?.text else { return nil }
    guard let duration = WrittenNumber.duration(text) else {
      let isClock = text.wholeMatch(of: /[0-9]+:[0-9]+/) != nil
      log.error(
        at: mark,
        isClock
          ? "\(quoted(text)) looks like a time of day: write a duration like 700ms, 3s or 20m"
          : "\(quoted(text)) is not a duration: write it like 700ms, 3s or 20m"
      )
      return nil
    }
    guard bounds.contains(duration) else {
      let lower = WrittenNumber.text(of: bounds.lowerBound)
      let upper = WrittenNumber.text(of: bounds.upperBound)
      log.error(at: mark, "\(text) is outside the allowed range \(lower) to \(upper)")
      return nil
    }
    return duration
  }

  /// A language such as `en` or `fr-CA`.
  func languageTag(_ log: inout DiagnosticLog) -> String? {
    guard let tag = scalar("a language", &log)?.text else { return nil }
    let parts = tag.split(separator: "-", omittingEmptySubsequences: false)
    let isLetter: (UInt8) -> Bool = { (0x41...0x5A).contains($0 & 0xDF) }
    let isTag =
      (2...3).contains(parts[0].utf8.count) && parts[0].utf8.allSatisfy(isLetter)
      && parts.dropFirst().allSatisfy { part in
        (2...8).contains(part.utf8.count)
          && part.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
      }
    guard isTag, tag.utf8.count <= 35 else {
      log.error(at: mark, "\(quoted(tag)) is not a language tag such as en, fr or en-GB")
      return nil
    }
    return tag
  }

  /// One of some words.
  func choice<Value>(
    _ what: String,
    of values: [(name: String, value: Value)],
    _ log: inout DiagnosticLog
  ) -> Value? {
    guard let text = scalar(what, &log)?.text else { return nil }
    if let found = values.first(where: { $0.name == text }) { return found.value }
    let names = values.map(\.name)
    let hint = NearestName.hint(for: text, among: names)
    log.error(
      at: mark,
      "unknown \(what) \(quoted(text))"
        + (hint.isEmpty ? "; it is one of: \(names.joined(separator: ", "))" : hint)
    )
    return nil
  }

  /// The items of a list that is not empty.
  func items(_ what: String, limit: Int, _ log: inout DiagnosticLog) -> [YAMLNode]? {
    switch content {
    case .sequence(let items) where items.isEmpty:
      log.error(at: mark, "the list of \(what) is empty")
    case .sequence(let items) where items.count > limit:
      log.error(at: items[limit].mark, "more than \(limit) \(what)")
    case .sequence(let items): return items
    case .unusable: break
    default: log.error(at: mark, "expected a list of \(what), as in [one, two], found \(kindName)")
    }
    return nil
  }

  /// The entries of a mapping.
  ///
  /// - Parameter example: how one is written, for messages.
  func entries(
    of subject: String,
    as example: String = "key: value",
    _ log: inout DiagnosticLog
  ) -> [YAMLEntry]? {
    switch content {
    case .mapping(let entries): return entries
    case .unusable: return nil
    default:
      log.error(at: mark, "expected \(subject) written as \(example), found \(kindName)")
      return nil
    }
  }
}

extension Substring {
  fileprivate func trimming(_ isTrimmed: (Character) -> Bool) -> Substring {
    var rest = drop(while: isTrimmed)
    while let last = rest.last, isTrimmed(last) { rest.removeLast() }
    return rest
  }
}
