import VoiceEngine

/// Parses the `when` of a follow-up: a closed list of predicates joined by `and` and `or`.
///
///     condition = alternative { "or" alternative }
///     alternative = predicate { "and" predicate }
///     predicate = "missing" "(" NAME ")" | "heard" "(" NAME ")" | "asked" "(" NAME ")"
///               | "speech_time" "<" DURATION | "words" "<" NUMBER | "silent"
struct ConditionParser {
  /// What is wrong, and how many Unicode scalars of the text come before it.
  struct Failure: Error, Equatable {
    var offset: Int
    var message: String
  }

  private struct Token {
    var text: String
    var offset: Int
  }

  static let predicates = ["missing", "heard", "speech_time", "words", "silent", "asked"]
  /// Most predicates of one condition.
  static let limit = 20

  private let tokens: [Token]
  private let evidence: [String]
  private let followUps: [String]
  private let end: Int
  private var index = 0

  /// Parses a condition of a question with these evidence points and follow-ups.
  static func parse(
    _ text: String,
    evidence: [String],
    followUps: [String] = []
  ) throws(Failure) -> FollowUpCondition {
    var parser = try ConditionParser(text, evidence: evidence, followUps: followUps)
    return try parser.condition()
  }

  private init(_ text: String, evidence: [String], followUps: [String]) throws(Failure) {
    tokens = try ConditionParser.tokens(of: Array(text.unicodeScalars))
    self.evidence = evidence
    self.followUps = followUps
    end = text.unicodeScalars.count
  }

  private static func tokens(of scalars: [Unicode.Scalar]) throws(Failure) -> [Token] {
    var tokens: [Token] = []
    var index = 0
    while index < scalars.count {
      let start = index
      if isWord(scalars[index]) {
        while index < scalars.count, isWord(scalars[index]) { index += 1 }
        var word = String.UnicodeScalarView()
        word.append(contentsOf: scalars[start..<index])
        tokens.append(Token(text: String(word), offset: start))
        continue
      }
      index += 1
      switch scalars[start] {
      case " ", "\n": continue
      case "(", ")", "<": tokens.append(Token(text: String(scalars[start]), offset: start))
      case ">", "=", "!":
        throw Failure(
          offset: start,
          message: "only \"<\" can compare: there is no condition for long answers"
        )
      default:
        throw Failure(
          offset: start,
          message: "\(quoted(String(scalars[start]))) has no place in a condition"
        )
      }
    }
    return tokens
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_" || scalar == "-"
  }

  private mutating func condition() throws(Failure) -> FollowUpCondition {
    var alternatives = [try alternative()]
    while let token = peek() {
      guard token.text == "or" else {
        let hint = NearestName.hint(for: token.text, among: ["and", "or"])
        throw Failure(
          offset: token.offset,
          message: "expected \"and\" or \"or\", found \(quoted(token.text))\(hint)"
        )
      }
      index += 1
      alternatives.append(try alternative())
    }
    return alternatives.count == 1 ? alternatives[0] : .any(alternatives)
  }

  private mutating func alternative() throws(Failure) -> FollowUpCondition {
    var parts = [try predicate()]
    while peek()?.text == "and" {
      index += 1
      parts.append(try predicate())
    }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func predicate() throws(Failure) -> FollowUpCondition {
    let token = try take("a condition such as missing(…) or speech_time < 20s")
    guard index <= ConditionParser.limit * 5 else {
      throw Failure(
        offset: token.offset,
        message: "a condition has at most \(ConditionParser.limit) parts"
      )
    }
    switch token.text {
    case "missing": return .missing(try name("evidence point", among: evidence))
    case "heard": return .heard(try name("evidence point", among: evidence))
    case "asked": return .asked(try name("follow-up", among: followUps))
    case "silent": return .silent
    case "speech_time":
      let limit = try bound("a duration such as 20s")
      guard let duration = WrittenNumber.duration(limit.text), duration > .zero else {
        throw Failure(
          offset: limit.offset,
          message: "\(quoted(limit.text)) is not a duration: write it like 700ms, 3s or 20m"
        )
      }
      return .speechTimeBelow(duration)
    case "words":
      let limit = try bound("a number of words")
      guard let count = WrittenNumber.integer(limit.text), count > 0 else {
        throw Failure(
          offset: limit.offset,
          message: "\(quoted(limit.text)) is not a number of words above 0"
        )
      }
      return .wordsBelow(count)
    default:
      let names = ConditionParser.predicates
      let hint = ConditionParser.hint(for: token.text)
      throw Failure(
        offset: token.offset,
        message: "unknown condition \(quoted(token.text))"
          + (hint.isEmpty ? "; it is one of: \(names.joined(separator: ", "))" : hint)
      )
    }
  }

  /// What to write instead.
  private static func hint(for text: String) -> String {
    switch text {
    case "(": "; there are no brackets around conditions, and `and` binds tighter than `or`"
    case "not": "; the opposite of heard(…) is missing(…)"
    default: NearestName.hint(for: text, among: predicates)
    }
  }

  private mutating func name(_ what: String, among known: [String]) throws(Failure) -> String {
    try expect("(")
    let article = what.hasPrefix("e") ? "an" : "a"
    let name = try take("the id of \(article) \(what)")
    guard known.contains(name.text) else {
      throw Failure(
        offset: name.offset,
        message: "\(quoted(name.text)) is not \(article) \(what) of this question"
          + NearestName.hint(for: name.text, among: known)
      )
    }
    try expect(")")
    return name.text
  }

  private mutating func bound(_ what: String) throws(Failure) -> Token {
    try expect("<")
    return try take(what)
  }

  private mutating func expect(_ text: String) throws(Failure) {
    let token = try take("\"\(text)\"")
    guard token.text == text else {
      throw Failure(
        offset: token.offset,
        message: "expected \"\(text)\", found \(quoted(token.text))"
      )
    }
  }

  private func peek() -> Token? { index < tokens.count ? tokens[index] : nil }

  private mutating func take(_ what: String) throws(Failure) -> Token {
    guard let token = peek() else {
      throw Failure(offset: end, message: "expected \(what) here")
    }
    index += 1
    return token
  }
}
