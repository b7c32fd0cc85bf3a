import Foundation
import Sessions
import Testing
import VoiceEngine

/// What no file may do, whoever wrote it.
@Suite struct ScenarioSafetyTests {
  @Test func `a file of 10 MB is refused unread`() {
    let text = String(repeating: "# ten bytes\n", count: 900_000)
    #expect(ScenarioText.errors(in: text) == ["a.yaml:1:1: error: the file is larger than 1 MiB"])
  }

  @Test func `a file of just 1 MiB is read`() {
    let padding = String(repeating: "#", count: (1 << 20) - ScenarioText.minimal.utf8.count)
    #expect(ScenarioText.errors(in: ScenarioText.minimal + padding) == [])
    #expect(ScenarioText.errors(in: ScenarioText.minimal + padding + "#").count == 1)
  }

  @Test func `nesting ends at its limit`() {
    let text = "schema: " + String(repeating: "[", count: 5_000)
    #expect(
      ScenarioText.headlines(in: text) == ["a.yaml:1:28: error: nested deeper than 20 levels"]
    )
    let block = (0..<5_000).map { String(repeating: " ", count: min($0, 60)) + "- " }.joined()
    #expect(ScenarioText.headlines(in: block).last?.contains("nested deeper than 20") == true)
  }

  @Test func `a crowd of values ends at its limit`() {
    let text = "purposes: [" + String(repeating: "a,", count: 400_000) + "]"
    #expect(
      ScenarioText.headlines(in: text) == [
        "a.yaml:1:40006: error: the file has more than 20000 values"
      ]
    )
  }

  @Test func `an alias never multiplies`() {
    let text = """
      schema: &a [x, x, x, x]
      id: &b [*a, *a, *a, *a]
      title: [*b, *b, *b, *b]
      """
    let headlines = ScenarioText.headlines(in: text)
    #expect(headlines.count { $0.hasSuffix("aliases (*name) are not allowed") } == 8)
    #expect(headlines.count { $0.hasSuffix("anchors (&name) are not allowed") } == 2)
  }

  @Test func `bytes that are not UTF-8 are found`() {
    let bytes = Array("schema: 1\ntitle: Zoé ".utf8) + [0xE9, 0x0A]
    let diagnostics = ScenarioParser.parse(bytes, file: "a.yaml").diagnostics
    #expect(diagnostics.count == 1)
    #expect(diagnostics.first?.line == 2)
    #expect(diagnostics.first?.column == 12)
    #expect(diagnostics.first?.message == "the file is not UTF-8 here; save it as UTF-8")
  }

  @Test func `UTF-16 is refused`() {
    let bytes: [UInt8] = [0xFF, 0xFE] + Array("schema: 1".utf16).flatMap { [UInt8($0), 0] }
    #expect(ScenarioParser.parse(bytes, file: "a").diagnostics.first?.line == 1)
  }

  @Test(arguments: ["", "\n\n", "# only a comment\n", "---\n...\n", "\u{feff}"])
  func `an empty file is an error`(text: String) {
    let diagnostics = ScenarioParser.parse(text, file: "a").diagnostics
    #expect(!diagnostics.isEmpty)
    #expect(diagnostics.allSatisfy { $0.line >= 1 && $0.column >= 1 })
  }

  @Test(arguments: ["just text", "[a, list]", "~", "42"])
  func `a file that is no mapping is an error`(text: String) {
    #expect(
      ScenarioText.headlines(in: text).first?
        .hasPrefix("a.yaml:1:1: error: expected a scenario written as") == true
    )
  }

  @Test func `a zero byte and an escape sequence reach no terminal`() {
    let text = ScenarioText.minimal("title: Tiny", becomes: "title: \u{1b}[31mTiny\u{0}")
    let errors = ScenarioText.errors(in: text)
    #expect(errors.count == 1)
    #expect(errors[0].hasPrefix("a.yaml:4:8: error: control characters are not allowed"))
    #expect(!errors[0].contains("\u{1b}"))
    #expect(!errors[0].contains("\u{0}"))
  }

  @Test func `mutated files give a scenario or an error with a place, and never a crash`() throws {
    var random = SplitMix64(state: 20_261_120)
    let files = try ShippedScenarios.paths().map {
      [UInt8](try Data(contentsOf: URL(filePath: $0)))
    }
    for round in 0..<600 {
      var bytes = files[round % files.count]
      for _ in 0...random.below(8) { random.mutate(&bytes) }
      let (scenario, diagnostics) = ScenarioParser.parse(bytes, file: "mutated")
      let errors = diagnostics.filter { $0.severity == .error }
      #expect((scenario == nil) == !errors.isEmpty, "round \(round)")
      #expect(diagnostics.allSatisfy { $0.line >= 1 && $0.column >= 1 && !$0.message.isEmpty })
      #expect(diagnostics.allSatisfy { $0.description.utf8.count < 4_000 })
      guard let scenario else { continue }
      #expect(!scenario.plan().questions.isEmpty)
      #expect(!scenario.outline.isEmpty)
      for test in scenario.tests { _ = ScenarioTestRun.run(test, of: scenario) }
    }
  }
}

/// A seeded generator, so that a failing round can be run again (Steele, Lea, Flood 2014).
struct SplitMix64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(max(1, limit))) }

  /// Replaces, inserts, removes, or repeats something at a random place.
  mutating func mutate(_ bytes: inout [UInt8]) {
    let structural = Array(" \n\t:-[]{}\",'&*!|>#%@`\\?<".utf8) + [0, 0x1B, 0x85, 0xC2, 0xE9, 0xFF]
    let place = below(bytes.count)
    switch below(6) {
    case 0: bytes[place] = UInt8(truncatingIfNeeded: next())
    case 1: bytes[place] = structural[below(structural.count)]
    case 2: bytes.insert(structural[below(structural.count)], at: place)
    case 3: bytes.removeSubrange(place..<min(bytes.count, place + 1 + below(40)))
    case 4:
      let part = Array(bytes[place..<min(bytes.count, place + below(200))])
      bytes.insert(contentsOf: part, at: below(bytes.count))
    default: bytes.removeLast(min(bytes.count - 1, below(bytes.count)))
    }
    if bytes.isEmpty { bytes = [0x0A] }
  }
}
