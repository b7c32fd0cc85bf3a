import Sessions
import Testing
import VoiceEngine

@testable import Server

@Suite struct RehearsalChatTests {
  private let scenario: Scenario

  init() throws {
    let text = """
      schema: 1
      id: desk
      revision: 1
      title: Desk
      language: en
      purposes: [practice]
      variables: {place: {default: desk}}
      persona: {name: Ada}
      greeting: "Hello from the {{place}}."
      questions:
        - id: one
          ask: "Why?"
          evidence:
            - {id: reason, phrases: [because]}
            - {id: proof, phrases: [proof]}
          follow_ups:
            - {id: short, when: speech_time < 10s, ask: "More?"}
            - {id: prove, when: missing(proof), ask: "How do you know?"}
        - {id: two, ask: "And you?"}
      closing: "Bye."
      """
    let parsed = ScenarioParser.parse(text, file: "desk")
    scenario = try #require(parsed.scenario)
  }

  @Test func `the chat shows what was heard, what is missing, and why a follow-up is asked`() {
    var chat = RehearsalChat(scenario, values: ["place": "moon"])
    #expect(chat.begin() == ["Ada: Hello from the moon.", "\n    (1 of 2, one)\nAda: Why?"])
    #expect(
      chat.take("[20s] Because it is late.") == [
        "    (heard reason (because); missing proof)",
        "    (follow-up prove: missing(proof))\nAda: How do you know?",
      ]
    )
    #expect(
      chat.take("[9s] I have proof.") == [
        "    (heard reason, proof (proof))", "\n    (2 of 2, two)\nAda: And you?",
      ]
    )
    #expect(chat.take("Me too.").first == "Ada: Bye.")
    #expect(chat.isOver)
    #expect(chat.take("anything") == [])
  }

  @Test func `words take their time, unless another is written before them`() {
    var chat = RehearsalChat(scenario)
    _ = chat.begin()
    #expect(chat.take("Because of proof.").last?.contains("follow-up short") == true)
    var patient = RehearsalChat(scenario)
    _ = patient.begin()
    #expect(patient.take("[1m] Because of proof.").last?.contains("2 of 2") == true)
  }

  @Test func `an empty line is silence: the question comes again, then the next`() {
    var chat = RehearsalChat(scenario)
    _ = chat.begin()
    #expect(chat.take("").last?.contains("(1 of 2, one, again)") == true)
    #expect(
      chat.take("  ").first == "    (no answer; the interview goes on)"
    )
    #expect(chat.take("Hm.").last?.contains("the end: completed") == true)
  }

  @Test func `three silences end the interview, as they do with a voice`() {
    var chat = RehearsalChat(scenario)
    _ = chat.begin()
    _ = chat.take("")
    _ = chat.take("")
    #expect(chat.take("").last?.contains("the end: away") == true)
    #expect(chat.isOver)
  }

  @Test(arguments: ["[2 min] Yes.", "[1:30] Yes.", "[90] Yes.", ":help"])
  func `what is hardly meant as an answer is none`(line: String) {
    var chat = RehearsalChat(scenario)
    _ = chat.begin()
    #expect(chat.take(line).count == 1)
    #expect(chat.take("Because of proof.").first?.contains("heard reason (because)") == true)
  }

  @Test func `what was typed becomes a test that passes`() throws {
    var chat = RehearsalChat(scenario, values: ["place": "moon"])
    _ = chat.begin()
    _ = chat.take("[20s] Because \"it\" is\\was late.")
    _ = chat.take("No.")
    _ = chat.take("")
    _ = chat.take("Me.")
    let text = """
      schema: 1
      id: desk
      revision: 1
      title: Desk
      language: en
      purposes: [practice]
      variables: {place: {default: desk}}
      persona: {name: Ada}
      greeting: "Hello from the {{place}}."
      questions:
        - id: one
          ask: "Why?"
          evidence:
            - {id: reason, phrases: [because]}
            - {id: proof, phrases: [proof]}
          follow_ups:
            - {id: short, when: speech_time < 10s, ask: "More?"}
            - {id: prove, when: missing(proof), ask: "How do you know?"}
        - {id: two, ask: "And you?"}
      closing: "Bye."
      tests:
      \(chat.test(named: "as typed"))
      """
    let (parsed, diagnostics) = ScenarioParser.parse(text, file: "desk")
    #expect(diagnostics.map(\.description) == [])
    let again = try #require(parsed)
    let test = try #require(again.tests.first)
    #expect(test.steps.count == 4)
    #expect(ScenarioTestRun.run(test, of: again) == [])
  }
}
