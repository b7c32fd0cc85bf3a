import Sessions
import Testing
import VoiceEngine

@Suite struct ScenarioParserTests {
  private let full = """
    schema: 1
    id: full
    revision: 7
    title: "no"
    summary: >-
      Two lines
      folded to one.
    language: en-GB
    purposes: [practice, training]
    persona: {name: Ms Novak, voice: novak-en}
    turn_taking: {min_delay: 700ms, max_delay: 4s}
    limits: {session: 20m, answer: 2m, follow_ups: 1}
    greeting: "Hello."
    questions:
      - id: one
        ask: "What is 010?"
        evidence:
          - {id: point, phrases: ["12:30", "yes"]}
        follow_ups:
          - {id: f1, when: speech_time < 20s and missing(point) or silent, ask: "Why?"}
        time: {think: 15s, answer: 90s, expected: 40s..80s}
        turn_taking: {profile: think}
      - id: two
        ask: |
          First line.

          Second line.
    closing: "Bye."
    """

  @Test func `every key reaches the scenario`() throws {
    let (parsed, diagnostics) = ScenarioParser.parse(full, file: "full.scenario.yaml")
    #expect(diagnostics == [])
    let scenario = try #require(parsed)
    #expect(scenario.id == "full")
    #expect(scenario.revision == 7)
    #expect(scenario.summary == "Two lines folded to one.")
    #expect(scenario.language == "en-GB")
    #expect(scenario.purposes == [.practice, .training])
    #expect(scenario.persona == Scenario.Persona(name: "Ms Novak", voice: "novak-en"))
    #expect(scenario.endpointing.minimumDelay == .milliseconds(700))
    #expect(scenario.endpointing.maximumDelay == .seconds(4))
    #expect(scenario.limits.session == .seconds(1_200))
    #expect(scenario.limits.answer == .seconds(120))
    #expect(scenario.limits.followUps == 1)
    #expect(scenario.greeting == "Hello.")
    #expect(scenario.closing == "Bye.")
    #expect(scenario.questions.map(\.id) == ["one", "two"])
    let question = scenario.questions[0]
    #expect(question.thinkTime == .seconds(15))
    #expect(question.answerLimit == .seconds(90))
    #expect(
      question.expectedAnswer == AnswerWindow(minimum: .seconds(40), maximum: .seconds(80))
    )
    #expect(question.endpointing == .think)
    #expect(
      question.followUps == [
        PlannedFollowUp(
          id: "f1",
          condition: .any([.all([.speechTimeBelow(.seconds(20)), .missing("point")]), .silent]),
          ask: "Why?"
        )
      ]
    )
  }

  @Test func `text that other readers take for something else stays text`() throws {
    let scenario = try #require(ScenarioParser.parse(full, file: "full.yaml").scenario)
    #expect(scenario.title == "no")
    #expect(scenario.questions[0].evidence[0].phrases == ["12:30", "yes"])
    #expect(scenario.questions[1].ask == "First line. Second line.")
  }

  @Test func `what a file does not say is the default`() throws {
    let scenario = try #require(ScenarioParser.parse(ScenarioText.minimal, file: "t").scenario)
    #expect(scenario.summary == nil)
    #expect(scenario.greeting == nil)
    #expect(scenario.persona.voice == nil)
    #expect(scenario.endpointing == .normal)
    #expect(scenario.limits == Scenario.Limits())
    #expect(scenario.questions[0].thinkTime == .zero)
    #expect(scenario.questions[0].answerLimit == nil)
  }

  @Test func `keys may come in any order`() throws {
    let lines = ScenarioText.minimal.split(separator: "\n")
    let head = lines.prefix(7)
    let rest = lines.dropFirst(7)
    let turned = (rest + head.reversed()).joined(separator: "\n")
    #expect(
      ScenarioParser.parse(turned, file: "a").scenario
        == ScenarioParser.parse(ScenarioText.minimal, file: "a").scenario
    )
  }

  @Test func `line ends of other systems and a byte order mark change nothing`() {
    let expected = ScenarioParser.parse(ScenarioText.minimal, file: "a").scenario
    let carriageReturns = ScenarioText.minimal.replacing("\n", with: "\r\n")
    #expect(ScenarioParser.parse(carriageReturns, file: "a").scenario == expected)
    #expect(
      ScenarioParser.parse("\u{feff}" + ScenarioText.minimal, file: "a").scenario == expected
    )
  }

  @Test func `the plan has every default resolved`() throws {
    let plan = try #require(ScenarioParser.parse(full, file: "full.yaml").scenario).plan()
    #expect(plan.language == "en-GB")
    #expect(plan.personaName == "Ms Novak")
    #expect(plan.voice == "novak-en")
    #expect(plan.greeting == "Hello.")
    #expect(plan.followUpLimit == 1)
    #expect(plan.sessionLimit == .seconds(1_200))
    #expect(plan.questions[0].endpointing == .think)
    #expect(plan.questions[0].answerLimit == .seconds(90))
    #expect(plan.questions[1].endpointing.minimumDelay == .milliseconds(700))
    #expect(plan.questions[1].answerLimit == .seconds(120))
    #expect(plan.questions[1].expectedAnswer == nil)
  }
}
