import Foundation
import Scoring
import Sessions
import Testing

/// One mistake at a time in a file that uses the whole format: its place, and what is said.
@Suite struct BrokenScenarioTests {
  /// Free of errors and warnings.
  private static let whole = """
    schema: 1
    id: whole
    revision: 3
    family: technical
    title: "Whole"
    language: en
    purposes: [practice, hiring]
    variables:
      candidate_name: {type: string, required: true}
      product: {default: router}
    persona:
      name: Ms Novak
      brief: Calm.
      never: [give feedback]
    company_facts: ["We make the {{product}}."]
    turn_taking: {profile: normal}
    limits: {session: 20m, answer: 3m, follow_ups: 2, reprompts: 1}
    greeting: "Hello, {{candidate_name}}."
    questions:
      - id: outage
        competencies: [diagnosis, clarity]
        weight: 2
        ask: "A {{product}} fails. What do you do first?"
        evidence:
          - {id: cause, label: "names a cause", phrases: [cause, because]}
          - {id: result, label: "tells the end", phrases: [in the end]}
        follow_ups:
          - {id: start, when: silent, ask: "Where would you begin?"}
          - {id: steps, when: speech_time < 20s, ask: "Step by step, please."}
          - {id: ending, when: heard(cause) and missing(result), ask: "How did it end?"}
        generated_follow_ups: 0
        time: {think: 10s, answer: 2m, expected: 30s..90s}
        turn_taking: {min_delay: 1s, max_delay: 4s}
      - id: caller
        competencies: [clarity]
        ask: "A caller shouts. What do you say?"
    closing: "Goodbye."
    rubric:
      scale: {min: 1, max: 5}
      judge: {runs: 3, combine: median, quote: required}
      aggregate: weighted_mean
      competencies:
        - id: diagnosis
          label: "Diagnosis"
          weight: 3
          anchors:
            1: "Guesses at once."
            3: "Tests one cause at a time."
            5: "Says what each check proved."
          not_observed: exclude
        - id: clarity
          weight: 2
          anchors: {1: "Uses jargon.", 3: "Uses plain words.", 5: "Checks what was understood."}
          not_observed: min
    delivery: {feature_set: FEATURE_SET, report: [silent_pause_count]}
    tests:
      - name: "a short answer"
        variables: {candidate_name: Ada}
        candidate:
          - {after: outage, says: "It broke because of rain.", lasts: 4s}
          - {after: steps, silent: 30s}
        expect:
          - {event: follow_up_asked, id: steps, within: 4s}
          - {event: evidence_heard, question: outage, id: result, absent: true}

    """

  private static func text(_ part: String, _ replacement: String) -> String {
    precondition(whole.contains(part), "the text has no \(part)")
    let broken = whole.replacing(part, with: replacement, maxReplacements: 1)
    return broken.replacing("FEATURE_SET", with: FeatureSet.name)
  }

  private static func headlines(_ text: String) -> [String] {
    ScenarioText.headlines(in: text, file: "f").map { String($0.dropFirst(2)) }
  }

  @Test func `the file that is broken below is whole, and its test passes`() throws {
    let text = BrokenScenarioTests.text("schema: 1", "schema: 1")
    let (parsed, diagnostics) = ScenarioParser.parse(text, file: "whole.scenario.yaml")
    #expect(diagnostics.map(\.description) == [])
    let scenario = try #require(parsed)
    let test = try #require(scenario.tests.first)
    #expect(ScenarioTestRun.run(test, of: scenario) == [])
  }

  /// A part of the text, what becomes of it with `▸` before the place of the error, and the words.
  static let mistakes: [(part: String, replacement: String, message: String)] =
    names + rubrics + conditions + traps + values + languages + wording

  private static let names = [
    (
      "[diagnosis, clarity]", "[▸diagnosys, clarity]",
      "error: unknown competency \"diagnosys\"; did you mean \"diagnosis\"?"
    ),
    (
      "missing(result)", "missing(▸resullt)",
      "error: \"resullt\" is not an evidence point of this question; did you mean \"result\"?"
    ),
    (
      "when: silent", "when: asked(▸step)",
      "error: \"step\" is not a follow-up of this question; did you mean \"steps\"?"
    ),
    (
      "\"Hello, {{candidate_name}}.\"", "▸\"Hello, {{candidat_name}}.\"",
      "error: the variable \"candidat_name\" is not declared under \"variables\"; did you mean "
        + "\"candidate_name\"?"
    ),
    (
      "\"A {{product}} fails", "▸\"A {{product fails",
      "error: \"{{\" begins a variable: write {{name}}"
    ),
    (
      "{after: steps,", "{after: ▸stepps,",
      "error: there is no question or follow-up \"stepps\"; did you mean \"steps\"?"
    ),
    ("id: steps, within", "id: ▸outage, within", "error: there is no follow-up \"outage\""),
    (
      "question: outage, id: result", "question: ▸outrage, id: result",
      "error: there is no question \"outrage\"; did you mean \"outage\"?"
    ),
    ("- id: caller", "- id: ▸outage", "error: another question has the id \"outage\""),
  ]

  private static let rubrics = [
    (
      "        1: \"Guesses at once.\"\n        3: \"Tests one cause at a time.\"\n",
      "        ▸1: \"Guesses at once.\"\n",
      "error: the anchor for level 3 is missing"
    ),
    (
      "5: \"Checks what was understood.\"", "▸6: \"Checks what was understood.\"",
      "error: \"6\" is not a level from 1 to 5"
    ),
    (
      "\"Guesses at once.\"", "▸\"Is nervous and guesses.\"",
      "error: \"nervous…\" names a trait; say what is done or said at this level"
    ),
    (
      "not_observed: min", "not_observed: ▸zero",
      "error: unknown rule \"zero\"; it is one of: exclude, min"
    ),
    ("runs: 3", "runs: ▸2", "error: \"2\" is not a whole number from 3 to 9"),
    ("scale: {min: 1, max: 5}", "scale: ▸{min: 1}", "error: a scale needs the key \"max\""),
    ("weight: 3", "weight: ▸0", "error: \"0\" is not a whole number from 1 to 100"),
    (
      "aggregate: weighted_mean", "aggregate: ▸mean",
      "error: unknown aggregation \"mean\"; it is one of: weighted_mean, profile"
    ),
    (
      "competencies: [diagnosis, clarity]", "competencies: [clarity, ▸clarity, diagnosis]",
      "error: another competency here has the id \"clarity\""
    ),
    (
      "weight: 3", "weight: 3\n      ▸wieght: 3",
      "error: unknown key \"wieght\"; did you mean \"weight\"?"
    ),
  ]

  private static let conditions = [
    (
      "heard(cause) and missing(result)", "▸heard(cause) and missing(cause)",
      "error: never asked: the condition cannot hold"
    ),
    (
      "when: silent", "when: ▸silent and words < 5",
      "error: never asked: the condition cannot hold"
    ),
    ("when: silent", "when: ▸asked(start)", "error: never asked: the condition cannot hold"),
    (
      "speech_time < 20s", "▸speech_time < 5m",
      "warning: always asked: the condition holds for every spoken answer"
    ),
    (
      "when: silent", "when: ▸heard(cause) or missing(cause)",
      "warning: always asked: the condition holds for every spoken answer"
    ),
    (
      "speech_time < 20s", "speech_time ▸> 20s",
      "error: only \"<\" can compare: there is no condition for long answers"
    ),
    (
      "when: silent", "when: ▸silence",
      "error: unknown condition \"silence\"; did you mean \"silent\"?"
    ),
    (
      "speech_time < 20s", "speech_time < ▸20",
      "error: \"20\" is not a duration: write it like 700ms, 3s or 20m"
    ),
  ]

  private static let traps = [
    (
      "session: 20m", "session: ▸12:30",
      "error: \"12:30\" looks like a time of day: write a duration like 700ms, 3s or 20m"
    ),
    (
      "title: \"Whole\"", "title: ▸no",
      "warning: other programs read no as false; put it in double quotes"
    ),
    (
      "[in the end]", "[▸12:30]",
      "warning: other programs read 12:30 as a number to the base of 60; put it in double quotes"
    ),
    (
      "[in the end]", "[▸010]",
      "warning: other programs read 010 as a number to the base of 8; put it in double quotes"
    ),
    ("required: true", "required: ▸yes", "error: \"yes\" is neither true nor false"),
    (
      "greeting: \"Hello, {{candidate_name}}.\"", "greeting: Hello▸: {{candidate_name}}",
      "error: mapping values are not allowed in this context; put a text that has a colon in "
        + "double quotes; and a key that has a text, such as the one above, has no keys below it"
    ),
    (
      "ask: \"Where would you begin?\"", "ask: {▸{product}}",
      "error: a key must be a word, not a mapping; put {{…}} in double quotes"
    ),
    (
      "\n    weight: 2\n", "\n    weight: 2\n    ▸weight: 2\n",
      "error: duplicate key \"weight\"; it is first given in line 22"
    ),
    (
      "      - {id: cause,", "▸\t- {id: cause,",
      "error: found character that cannot start any token while scanning for the next token; "
        + "indent with spaces, not tabs"
    ),
    ("brief: Calm.", "brief: ▸*calm", "error: aliases (*name) are not allowed"),
    ("brief: Calm.", "brief: ▸&calm Calm.", "error: anchors (&name) are not allowed"),
    ("brief: Calm.", "brief: ▸!!str Calm.", "error: tags (!name) are not allowed"),
  ]

  private static let values = [
    ("reprompts: 1", "reprompts: ▸4", "error: \"4\" is not a whole number from 0 to 3"),
    (
      "product: {default: router}", "product: ▸{type: string}",
      "error: a variable needs either \"required: true\" or a \"default\""
    ),
    (
      "[silent_pause_count]", "[▸silent_pauses_count]",
      "error: unknown measure \"silent_pauses_count\"; did you mean \"silent_pause_count\"?"
    ),
    (
      "event: follow_up_asked", "event: ▸followup_asked",
      "error: unknown event \"followup_asked\"; did you mean \"follow_up_asked\"?"
    ),
    (
      "{after: steps, silent: 30s", "▸{after: steps, silent: 30s, says: \"Well.\"",
      "error: an answer either \"says\" something or is \"silent\""
    ),
    (
      "silent: 30s", "silent: 30s, lasts: ▸3s",
      "error: silence lasts as long as \"silent\" says"
    ),
    (
      "\"a short answer\"\n    variables: {candidate_name: Ada}\n", "▸\"a short answer\"\n",
      "error: the test needs the variable \"candidate_name\""
    ),
    (
      "{event: evidence_heard, question: outage, id: result, absent: true}",
      "▸{event: evidence_heard, question: outage, id: result, absent: true, times: 2}",
      "error: what is absent has neither \"times\" nor \"within\""
    ),
    (
      "expected: 30s..90s", "expected: ▸30s..150s",
      "error: the expected answer is longer than the 2m that are allowed"
    ),
  ]

  private static let languages = [
    (
      "variables: {candidate_name: Ada}", "variables: {candidate_name: Ada}\n    language: ▸fr",
      "error: \"fr\" is not a language of this scenario"
    ),
    (
      "language: en\n", "language: en\n▸languages: [en]\n",
      "error: give either \"language\" or \"languages\", not both"
    ),
    (
      "closing: \"Goodbye.\"", "closing: {en: \"Goodbye.\", ▸fr: \"Au revoir.\"}",
      "error: \"fr\" is not a language of this scenario"
    ),
  ]

  private static let wording = [
    (
      "[in the end]", "[▸\"…\"]",
      "error: the phrase has no letters or digits, so it is never heard"
    ),
    ("[in the end]", "[the end, ▸The End]", "warning: the phrase \"The End\" is given twice"),
    (
      "\"A caller shouts. What do you say?\"", "▸\"What do you say? And then?\"",
      "warning: two questions in one get one answer; ask one of them"
    ),
    (
      "\"A caller shouts. What do you say?\"", "▸\"How old are you?\"",
      "error: \"how old are you\": family, age, origin, belief and health are not asked about"
    ),
    (
      "generated_follow_ups: 0", "generated_follow_ups: ▸2",
      "warning: generated follow-ups differ from candidate to candidate; for hiring write them "
        + "down"
    ),
    (
      "session: 20m", "session: ▸2m",
      "warning: the questions take about 4m, and the session ends after 2m"
    ),
    (
      "product: {default: router}", "product: {default: router}\n  ▸unused: {default: x}",
      "warning: the variable \"unused\" is used nowhere"
    ),
  ]

  @Test(arguments: mistakes.indices)
  func `each mistake has its place and its words`(index: Int) throws {
    let mistake = BrokenScenarioTests.mistakes[index]
    let marked = BrokenScenarioTests.text(mistake.part, mistake.replacement)
    let before = try #require(marked.firstRange(of: "▸")).lowerBound
    let lines = marked[..<before].split(separator: "\n", omittingEmptySubsequences: false)
    let column = (lines.last?.unicodeScalars.count ?? 0) + 1
    let text = marked.replacing("▸", with: "")
    #expect(
      BrokenScenarioTests.headlines(text) == ["\(lines.count):\(column): \(mistake.message)"]
    )
  }

  @Test func `there are more than forty of them`() {
    #expect(BrokenScenarioTests.mistakes.count > 40)
  }

  @Test func `a competency that no question shows is named`() {
    let text = BrokenScenarioTests.whole.replacing("[diagnosis, clarity]", with: "[clarity]")
      .replacing("FEATURE_SET", with: FeatureSet.name)
    #expect(
      BrokenScenarioTests.headlines(text) == [
        "43:11: error: no question shows the competency \"diagnosis\""
      ]
    )
  }

  @Test func `hiring without a rubric is refused where hiring is said`() {
    let text = ScenarioText.minimal("[practice]", becomes: "[practice, hiring]")
    #expect(
      ScenarioText.headlines(in: text) == [
        "a.yaml:6:22: error: hiring needs a rubric: competencies with described levels"
      ]
    )
  }

  @Test func `a weight that nobody would notice draws a warning`() {
    let text = BrokenScenarioTests.text("weight: 3", "weight: 90")
    #expect(
      BrokenScenarioTests.headlines(text) == [
        "52:15: warning: the weight is less than 5 % of the total"
      ]
    )
  }

  @Test func `a sentence of more than forty words draws a warning`() {
    let long = "Goodbye" + String(repeating: " and goodbye", count: 20) + "."
    let text = BrokenScenarioTests.text("closing: \"Goodbye.\"", "closing: \"\(long)\"")
    #expect(
      BrokenScenarioTests.headlines(text) == [
        "37:10: warning: a sentence of 41 words is too long to be listened to; make it two"
      ]
    )
  }

  @Test func `a thousand levels are too deep`() {
    let text = BrokenScenarioTests.text(
      "brief: Calm.",
      "brief: " + String(repeating: "[", count: 1_000)
    )
    #expect(BrokenScenarioTests.headlines(text) == ["13:28: error: nested deeper than 20 levels"])
  }

  @Test func `a text is written once for each language, or it is missing somewhere`() {
    let text = """
      schema: 1
      id: two
      revision: 1
      title: Two
      languages: [en, fr]
      purposes: [practice]
      persona: {name: {en: Ms Novak, fr: Mme Novak}}
      questions:
        - id: one
          ask: {en: "Why?", de: "Warum?"}
          evidence:
            - {id: reason, phrases: [because]}
      closing: "Bye."
      """
    #expect(
      BrokenScenarioTests.headlines(text) == [
        "10:10: error: the text is missing in fr",
        "10:23: error: \"de\" is not a language of this scenario",
        "12:31: error: write this once for each language: en, fr",
        "13:10: error: write this once for each language: en, fr",
      ]
    )
  }
}
