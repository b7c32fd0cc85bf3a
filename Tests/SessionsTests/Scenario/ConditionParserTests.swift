import Testing
import VoiceEngine

@testable import Sessions

@Suite struct ConditionParserTests {
  private let evidence = ["measure", "query-plan", "own_part"]

  private func parse(_ text: String) throws(ConditionParser.Failure) -> FollowUpCondition {
    try ConditionParser.parse(text, evidence: evidence)
  }

  @Test func `every predicate is read`() throws {
    #expect(try parse("missing(measure)") == .missing("measure"))
    #expect(try parse("heard( query-plan )") == .heard("query-plan"))
    #expect(try parse("speech_time<700ms") == .speechTimeBelow(.milliseconds(700)))
    #expect(try parse("speech_time < 2m") == .speechTimeBelow(.seconds(120)))
    #expect(try parse("words < 40") == .wordsBelow(40))
    #expect(try parse(" silent ") == .silent)
  }

  @Test func `a follow-up may depend on another of its question`() throws {
    #expect(
      try ConditionParser.parse("asked(more) and silent", evidence: [], followUps: ["more"])
        == .all([.asked("more"), .silent])
    )
    #expect(throws: ConditionParser.Failure.self) { try parse("asked(more)") }
  }

  @Test func `and binds tighter than or`() throws {
    #expect(
      try parse("silent or words < 5 and missing(own_part) or heard(measure)")
        == .any([.silent, .all([.wordsBelow(5), .missing("own_part")]), .heard("measure")])
    )
    #expect(
      try parse("silent and words < 5 or silent")
        == .any([.all([.silent, .wordsBelow(5)]), .silent])
    )
  }

  @Test func `printing a random condition and reading it again changes nothing`() throws {
    var random = SplitMix64(state: 7)
    for _ in 0..<300 {
      let alternatives = (0...random.below(3)).map { _ in
        (0...random.below(3)).map { _ in leaf(&random) }
      }
      let text = alternatives.map { $0.map(\.text).joined(separator: " and ") }
        .joined(separator: " or ")
      let parts = alternatives.map { group in
        group.count == 1 ? group[0].condition : .all(group.map(\.condition))
      }
      #expect(try parse(text) == (parts.count == 1 ? parts[0] : .any(parts)))
    }
  }

  private func leaf(_ random: inout SplitMix64) -> (text: String, condition: FollowUpCondition) {
    let number = 1 + random.below(90)
    let point = evidence[random.below(evidence.count)]
    return switch random.below(5) {
    case 0: ("missing(\(point))", .missing(point))
    case 1: ("heard(\(point))", .heard(point))
    case 2: ("speech_time < \(number)s", .speechTimeBelow(.seconds(number)))
    case 3: ("words < \(number)", .wordsBelow(number))
    default: ("silent", .silent)
    }
  }

  @Test(arguments: [
    ("", 0, "expected a condition such as missing(…) or speech_time < 20s here"),
    ("silent and", 10, "expected a condition such as missing(…) or speech_time < 20s here"),
    ("silence", 0, "unknown condition \"silence\"; did you mean \"silent\"?"),
    (
      "(silent)", 0,
      "unknown condition \"(\"; there are no brackets around conditions, and `and` binds tighter "
        + "than `or`"
    ),
    ("not heard(measure)", 0, "unknown condition \"not\"; the opposite of heard(…) is missing(…)"),
    (
      "said(measure)", 0,
      "unknown condition \"said\"; it is one of: missing, heard, speech_time, words, silent, asked"
    ),
    ("silent oder silent", 7, "expected \"and\" or \"or\", found \"oder\""),
    ("silent silent", 7, "expected \"and\" or \"or\", found \"silent\""),
    ("missing measure", 8, "expected \"(\", found \"measure\""),
    ("missing(measure", 15, "expected \")\" here"),
    ("missing()", 8, "\")\" is not an evidence point of this question"),
    (
      "missing(own-part)", 8,
      "\"own-part\" is not an evidence point of this question; did you mean \"own_part\"?"
    ),
    ("words > 5", 6, "only \"<\" can compare: there is no condition for long answers"),
    ("words < 5s", 8, "\"5s\" is not a number of words above 0"),
    ("words < 0", 8, "\"0\" is not a number of words above 0"),
    ("speech_time < 20", 14, "\"20\" is not a duration: write it like 700ms, 3s or 20m"),
    ("speech_time < 0s", 14, "\"0s\" is not a duration: write it like 700ms, 3s or 20m"),
    ("silent; silent", 6, "\";\" has no place in a condition"),
  ])
  func `an error names its place and what was meant`(text: String, offset: Int, message: String) {
    #expect(throws: ConditionParser.Failure(offset: offset, message: message)) {
      try parse(text)
    }
  }

  @Test func `a condition has a bounded number of parts`() {
    let text = Array(repeating: "silent", count: 5_000).joined(separator: " or ")
    #expect(throws: ConditionParser.Failure.self) { try parse(text) }
    let twenty = Array(repeating: "missing(measure)", count: 20).joined(separator: " and ")
    #expect(throws: Never.self) { try parse(twenty) }
  }
}
