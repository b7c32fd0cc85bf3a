import Sessions
import Testing

@Suite struct ScenarioContentTests {
  private func content(_ text: String) throws -> [UInt8] {
    try #require(ScenarioParser.parse(text, file: "a").scenario).content
  }

  @Test func `the content is the same each time it is written`() throws {
    let value = try content(ScenarioText.minimal)
    #expect(value.count > 100)
    for _ in 0..<20 { #expect(try content(ScenarioText.minimal) == value) }
  }

  @Test func `what an included file says is content`() throws {
    func content(closing: String) throws -> [UInt8] {
      let text = ScenarioText.minimal("closing: \"Goodbye.\"", becomes: "include: [end.yaml]")
      let files = IncludeSource { _ in .success(Array("closing: \(closing)\n".utf8)) }
      return try #require(ScenarioParser.parse(text, file: "a", includes: files).scenario).content
    }
    #expect(try content(closing: "Farewell.") != content(closing: "Goodbye."))
    #expect(try content(closing: "Goodbye.") == self.content(ScenarioText.minimal))
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
  func `what a candidate hears or is compared by changes the content`(part: String, other: String)
    throws
  {
    #expect(
      try content(ScenarioText.minimal(part, becomes: other)) != content(ScenarioText.minimal)
    )
  }

  @Test(arguments: [
    ("title: Tiny", "title: Small"), ("revision: 1", "revision: 2"), ("\n", "\n\n"),
  ])
  func `what only people read does not`(part: String, other: String) throws {
    #expect(
      try content(ScenarioText.minimal(part, becomes: other)) == content(ScenarioText.minimal)
    )
  }
}
