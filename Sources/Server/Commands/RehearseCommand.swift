import Foundation
import Sessions

extension Command {
  /// Holds an interview as a chat in the terminal.
  static let rehearse = Command(
    name: "rehearse",
    synopsis: "FILE [--language TAG] [--set NAME=VALUE]… [--as-test NAME]",
    summary: "Try a scenario as a chat: type the answers, see what they set off.",
    details: """
      Nothing is heard or recorded, and time only passes in words: an answer takes as long as it
      takes to say, or as long as it says, as in `[40s] I would …`. An empty line is silence;
      `:quit` ends. With --as-test the answers are printed as a test to put under `tests`.
      """,
    options: {
      [
        Arguments.Option(flag: "--language", value: "TAG", help: "language of the interview"),
        Arguments.Option(flag: "--set", value: "NAME=VALUE", help: "value of a variable"),
        Arguments.Option(flag: "--as-test", value: "NAME", help: "print a test of that name"),
      ]
    },
    run: { arguments in
      guard arguments.positionals.count == 1 else {
        throw Arguments.UsageError(message: "name one scenario file")
      }
      let scenario = try ScenarioFile.read(arguments.positionals[0], arguments["--language"])
      guard let scenario else { return ExitStatus.failure }
      let values = try values(of: arguments.all("--set"), for: scenario)
      var chat = RehearsalChat(scenario, values: values)
      let isTerminal = isatty(STDIN_FILENO) == 1
      for line in chat.begin() { Console.say(line) }
      while !chat.isOver {
        if isTerminal { try? FileHandle.standardOutput.write(contentsOf: Data("> ".utf8)) }
        guard let line = readLine(), line != ":quit" else { break }
        // Where answers come from a file, they would not be seen.
        if !isTerminal { Console.say("> \(line)") }
        for line in chat.take(line) { Console.say(line) }
      }
      if let name = arguments["--as-test"] { Console.say(chat.test(named: name)) }
      return ExitStatus.success
    }
  )

  private static func values(
    of settings: [String],
    for scenario: Scenario
  ) throws(Arguments.UsageError) -> [String: String] {
    var values: [String: String] = [:]
    for setting in settings {
      guard let equals = setting.firstIndex(of: "=") else {
        throw Arguments.UsageError(message: "--set takes NAME=VALUE")
      }
      let name = String(setting[..<equals])
      guard scenario.variables.contains(where: { $0.name == name }) else {
        throw Arguments.UsageError(message: "the scenario has no variable \(name)")
      }
      values[name] = String(setting[setting.index(after: equals)...])
    }
    let missing = scenario.missingVariables(in: values)
    guard missing.isEmpty else {
      let flags = missing.map { "--set \($0)=…" }.joined(separator: " ")
      throw Arguments.UsageError(message: "the scenario needs \(flags)")
    }
    return values
  }
}

/// A scenario file that a command works with.
enum ScenarioFile {
  /// Reads a scenario in a language; what is wrong is printed, and gives `nil` where it is fatal.
  ///
  /// - Throws: `UsageError` for a language that the scenario is not in.
  static func read(
    _ path: String,
    _ language: String?
  ) throws(Arguments.UsageError) -> Scenario? {
    let result = ScenarioParser.parse(contentsOf: path)
    for diagnostic in result.diagnostics where diagnostic.severity == .error {
      Console.complain(diagnostic.description)
    }
    guard let scenario = result.scenario, let language else { return result.scenario }
    guard let localized = scenario.localized(for: language) else {
      throw Arguments.UsageError(
        message: "the scenario is in \(scenario.languages.joined(separator: ", "))"
      )
    }
    return localized
  }
}
