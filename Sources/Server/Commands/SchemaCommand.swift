import Sessions

extension Command {
  /// Prints the format of scenario files.
  static let schema = Command(
    name: "schema",
    synopsis: "[--reference]",
    summary: "Print the JSON Schema of scenario files, for completion in editors.",
    details: """
      The schema is also in spec/scenario.v1.schema.json; the first line of a scenario names it:
      # yaml-language-server: $schema=../spec/scenario.v1.schema.json
      """,
    options: {
      [Arguments.Option(flag: "--reference", value: nil, help: "print all keys as Markdown")]
    },
    run: { arguments in
      let page = arguments.has("--reference") ? ScenarioSchema.reference : ScenarioSchema.json
      Console.say(String(page.dropLast()))
      return ExitStatus.success
    }
  )
}
