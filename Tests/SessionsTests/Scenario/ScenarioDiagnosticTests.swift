import Sessions
import Testing

@Suite struct ScenarioDiagnosticTests {
  @Test func `an unknown key is shown with its line, a caret and the key that was meant`() {
    let text = ScenarioText.minimal("questions:", becomes: "questons:")
    #expect(
      ScenarioText.errors(in: text, file: "a.yaml") == [
        """
        a.yaml:1:1: error: a scenario needs the key "questions"
          schema: 1
          ^
        """,
        """
        a.yaml:8:1: error: unknown key "questons"; did you mean "questions"?
          questons:
          ^
        """,
      ]
    )
  }

  @Test func `a key that is near to none gets the list`() {
    let text = ScenarioText.minimal("{name: Ms Novak}", becomes: "{name: M, wallpaper: blue}")
    #expect(
      ScenarioText.errors(in: text) == [
        """
        a.yaml:7:20: error: unknown key "wallpaper"; a persona has: name, voice, brief, never
          persona: {name: M, wallpaper: blue}
                             ^
        """
      ]
    )
  }

  @Test func `the caret of a condition points into the text`() {
    let text = ScenarioText.minimal("when: missing(measure)", becomes: "when: missing(mesure)")
    #expect(
      ScenarioText.errors(in: text) == [
        """
        a.yaml:14:34: error: "mesure" is not an evidence point of this question; did you mean \
        "measure"?
                - {id: more, when: missing(mesure), ask: "And then?"}
                                           ^
        """
      ]
    )
  }

  @Test func `a quoted condition is counted from inside its quotes`() {
    let text = ScenarioText.minimal(
      "when: missing(measure)",
      becomes: "when: \"silent or mising(measure)\""
    )
    #expect(
      ScenarioText.headlines(in: text) == [
        "a.yaml:14:37: error: unknown condition \"mising\"; did you mean \"missing\"?"
      ]
    )
  }

  @Test func `a condition over two lines is reported where it begins`() {
    let text = ScenarioText.minimal(
      "{id: more, when: missing(measure), ask: \"And then?\"}",
      becomes: "{id: more, when: missing(measure)\n         and x, ask: \"And then?\"}"
    )
    #expect(ScenarioText.headlines(in: text).map { $0.prefix(13) } == ["a.yaml:14:26:"])
  }

  @Test func `all errors of a file come at once and in order`() {
    let text = ScenarioText.minimal
      .replacing("revision: 1", with: "revision: one")
      .replacing("[practice]", with: "[practise]")
      .replacing("\"Goodbye.\"", with: "\"\"")
    #expect(
      ScenarioText.headlines(in: text) == [
        "a.yaml:3:11: error: \"one\" is not a whole number from 1 to 1000000",
        "a.yaml:6:12: error: unknown purpose \"practise\"; did you mean \"practice\"?",
        "a.yaml:15:10: error: the text is empty",
      ]
    )
  }

  /// A part of the correct text, what becomes of it, and the one error that follows.
  static let single: [(part: String, replacement: String, headline: String)] = [
    (
      "schema: 1", "schema: 2",
      "1:9: error: schema \"2\" is not known here; this release reads schema 1"
    ),
    (
      "id: tiny", "id: Tiny",
      "2:5: error: \"Tiny\" is not a name: use a–z, digits and hyphens, at most 64 in all"
    ),
    (
      "id: tiny", "id: tiny-",
      "2:5: error: \"tiny-\" is not a name: use a–z, digits and hyphens, at most 64 in all"
    ),
    ("title: Tiny", "title: [Tiny]", "4:8: error: expected text, found a list"),
    ("title: Tiny", "title:", "4:7: error: the text is empty"),
    ("title: Tiny", "title: \"\\a\"", "4:8: error: the text contains a control character"),
    (
      "language: en", "language: english",
      "5:11: error: \"english\" is not a language tag such as en, fr or en-GB"
    ),
    ("[practice]", "[]", "6:11: error: the list of purposes is empty"),
    (
      "[practice]", "practice",
      "6:11: error: expected a list of purposes, as in [one, two], found text"
    ),
    ("[practice]", "[practice, practice]", "6:22: error: the purpose \"practice\" is given twice"),
    (
      "[practice]", "[fun]",
      "6:12: error: unknown purpose \"fun\"; it is one of: practice, training, hiring"
    ),
    (
      "{name: Ms Novak}", "Ms Novak",
      "7:10: error: expected a persona written as {name: …, voice: …}, found text"
    ),
    ("{name: Ms Novak}", "{voice: x}", "7:10: error: a persona needs the key \"name\""),
    (
      "persona:", "limits: {session: 5h}\npersona:",
      "7:19: error: \"5h\" is not a duration: write it like 700ms, 3s or 20m"
    ),
    (
      "persona:", "limits: {session: 300m}\npersona:",
      "7:19: error: 300m is outside the allowed range 1m to 240m"
    ),
    (
      "persona:", "limits: {follow_ups: -1}\npersona:",
      "7:22: error: \"-1\" is not a whole number from 0 to 10"
    ),
    (
      "persona:", "turn_taking: {profile: nomal}\npersona:",
      "7:24: error: unknown profile \"nomal\"; did you mean \"normal\"?"
    ),
    (
      "persona:", "turn_taking: {min_delay: 3s, max_delay: 2s}\npersona:",
      "7:14: error: min_delay is longer than max_delay"
    ),
    (
      "persona:", "turn_taking: {min_delay: 3s}\npersona:",
      "7:14: error: turn_taking needs either \"profile\" or both \"min_delay\" and \"max_delay\""
    ),
    (
      "persona:", "turn_taking: {profile: think, max_delay: 9s}\npersona:",
      "7:14: error: turn_taking needs either \"profile\" or both \"min_delay\" and \"max_delay\""
    ),
    ("ask: \"Who are you?\"", "ask: \" \"", "10:10: error: the text is empty"),
    (
      "ask: \"Who are you?\"", "aks: \"Who are you?\"\n    ask: x",
      "10:5: error: unknown key \"aks\"; did you mean \"ask\"?"
    ),
    ("phrases: [profile, query plan]", "phrases: []", "12:32: error: the list of phrases is empty"),
    (
      "      - {id: measure,", "      - {id: measure, phrases: [x]}\n      - {id: measure,",
      "13:14: error: another evidence point has the id \"measure\""
    ),
    (
      "closing:", "  - {id: first, ask: Again}\nclosing:",
      "15:10: error: another question has the id \"first\""
    ),
    (
      "closing:", "    time: {expected: 90s..40s}\nclosing:",
      "15:22: error: the range 90s..40s ends before it begins"
    ),
    (
      "closing:", "    time: {expected: 90s}\nclosing:",
      "15:22: error: \"90s\" is not a range of durations: write it like 40s..90s"
    ),
    (
      "closing:", "    time: {answer: 1m, expected: 40s..90s}\nclosing:",
      "15:34: error: the expected answer is longer than the 1m that are allowed"
    ),
    (
      "closing:", "    time: {think: 10m}\nclosing:",
      "15:19: error: 10m is outside the allowed range 0s to 5m"
    ),
    (
      "closing: \"Goodbye.\"", "closing: \"Goodbye.\"\nclosing: x",
      "16:1: error: duplicate key \"closing\"; it is first given in line 15"
    ),
    ("title: Tiny", "title: &t Tiny", "4:8: error: anchors (&name) are not allowed"),
    ("title: Tiny", "title: !!str Tiny", "4:8: error: tags (!name) are not allowed"),
    ("{name: Ms Novak}", "{name: M, <<: {}}", "7:20: error: merge keys (<<) are not allowed"),
    ("{name: Ms Novak}", "{name: M, [a]: b}", "7:20: error: a key must be a word, not a list"),
    (
      "closing: \"Goodbye.\"\n", "closing: \"Goodbye.\"\n---\nid: x\n",
      "16:1: error: only one document is allowed in a file"
    ),
  ]

  @Test(arguments: single.indices)
  func `each mistake has its own words and place`(index: Int) {
    let mistake = ScenarioDiagnosticTests.single[index]
    let text = ScenarioText.minimal(mistake.part, becomes: mistake.replacement)
    #expect(ScenarioText.headlines(in: text) == ["a.yaml:" + mistake.headline])
    #expect(ScenarioParser.parse(text, file: "a.yaml").scenario == nil)
  }

  @Test(arguments: ["schema", "id", "revision", "title", "language", "purposes", "closing"])
  func `a required key that is absent is named`(key: String) {
    let lines = ScenarioText.minimal.split(separator: "\n", omittingEmptySubsequences: false)
    let text = lines.filter { !$0.hasPrefix("\(key):") }.joined(separator: "\n")
    #expect(
      ScenarioText.headlines(in: text) == ["a.yaml:1:1: error: a scenario needs the key \"\(key)\""]
    )
  }

  @Test func `a tab is an error of its own place`() {
    let text = ScenarioText.minimal("  - id: first", becomes: "\t- id: first")
    let errors = ScenarioText.errors(in: text)
    #expect(
      errors == [
        """
        a.yaml:9:1: error: found character that cannot start any token while scanning for the next \
        token; indent with spaces, not tabs
          \t- id: first
          ^
        """
      ]
    )
  }

  @Test(arguments: [
    // One space too few in a list, in a mapping, one too many, none at all, quotes of a printer.
    ("    ask", "   ask", "begins in column 4, and the list of line 9 has its \"-\" in column 3"),
    ("title", " title", "a key that has a text, such as the one above"),
    (
      "    evidence", "     evidence",
      "begins in column 6, and the keys from line 9 on in column 5"
    ),
    ("ask: \"Who", "ask:\"Who", "a colon and a space, as in `weight: 2`"),
    ("\"And then?\"", "“And, then?”", "straight double quotes"),
  ])
  func `what YAML cannot read is said in words for writers`(
    right: String,
    wrong: String,
    message: String
  ) {
    let text = ScenarioText.minimal(right, becomes: wrong)
    let headlines = ScenarioText.headlines(in: text)
    #expect(headlines.contains { $0.contains(message) }, "\(headlines)")
  }

  @Test func `an unclosed list is reported in libyaml's words`() {
    let text = ScenarioText.minimal("[practice]", becomes: "[practice")
    let headlines = ScenarioText.headlines(in: text)
    #expect(headlines.count == 1)
    #expect(headlines[0].hasPrefix("a.yaml:7:"))
    let found = headlines[0]
    #expect(found.contains("did not find expected ',' or ']' while parsing a flow sequence"))
    #expect(found.hasSuffix("; the bracket of line 6 is not closed, or a comma is missing"))
  }

  @Test func `the id must be the name of the file`() {
    #expect(
      ScenarioText.headlines(in: ScenarioText.minimal, file: "some/small.scenario.yaml") == [
        "some/small.scenario.yaml:2:5: error: the id \"tiny\" must be the file's name, \"small\""
      ]
    )
    #expect(
      ScenarioText.headlines(in: ScenarioText.minimal, file: "some/tiny.scenario.yaml") == []
    )
  }

  @Test func `a column counts letters, whatever their bytes`() {
    let text = ScenarioText.minimal("{name: Ms Novak}", becomes: "{name: Zoë 🙂, voic: x}")
    #expect(
      ScenarioText.errors(in: text) == [
        """
        a.yaml:7:24: error: unknown key "voic"; did you mean "voice"?
          persona: {name: Zoë 🙂, voic: x}
                                 ^
        """
      ]
    )
  }

  @Test func `a long line is cut to a window around the column`() throws {
    let filler = String(repeating: "x", count: 900)
    let text = ScenarioText.minimal(
      "{name: Ms Novak}",
      becomes: "{name: \(filler), voic: x, voice: \(filler)}"
    )
    let diagnostic = try #require(ScenarioParser.parse(text, file: "a").diagnostics.first)
    #expect(diagnostic.column == 919)
    #expect(diagnostic.excerpt.count == 100)
    #expect(diagnostic.excerpt.dropFirst(diagnostic.caretOffset).hasPrefix("voic: x"))
  }

  @Test func `a file of nothing but errors gives a hundred of them`() {
    let text = (0..<5_000).map { "key\($0): x\n" }.joined()
    let diagnostics = ScenarioParser.parse(text, file: "a").diagnostics
    #expect(diagnostics.count == 100)
    #expect(diagnostics.last?.message.contains("too many errors") == true)
  }
}
