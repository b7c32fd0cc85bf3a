import Sessions
import Testing

@Suite struct ScenarioHashTests {
  private func hash(_ text: String) throws -> String {
    try #require(ScenarioParser.parse(text, file: "a").scenario).contentHash
  }

  @Test func `the hash is the same today and tomorrow`() throws {
    let value = try hash(ScenarioText.minimal)
    #expect(value.count == 16)
    #expect(try hash(ScenarioText.minimal) == value)
    #expect(value == "515e1f14924e7bb3")
  }

  @Test(arguments: [
    ("Who are you?", "Who are you!"),
    ("id: first", "id: second"),
    ("[profile, query plan]", "[profile, query, plan]"),
    ("when: missing(measure)", "when: heard(measure)"),
    ("And then?", "And now?"),
    ("language: en", "language: fr"),
    ("Goodbye.", "Farewell."),
    ("persona:", "turn_taking: {profile: think}\npersona:"),
    ("persona:", "limits: {follow_ups: 1}\npersona:"),
    ("persona:", "greeting: Hello.\npersona:"),
  ])
  func `what a candidate hears or is compared by changes the hash`(part: String, other: String)
    throws
  {
    #expect(
      try hash(ScenarioText.minimal(part, becomes: other)) != hash(ScenarioText.minimal)
    )
  }

  @Test(arguments: [
    ("title: Tiny", "title: Small"), ("revision: 1", "revision: 2"), ("\n", "\n\n"),
  ])
  func `what only people read does not`(part: String, other: String) throws {
    #expect(
      try hash(ScenarioText.minimal(part, becomes: other)) == hash(ScenarioText.minimal)
    )
  }
}
