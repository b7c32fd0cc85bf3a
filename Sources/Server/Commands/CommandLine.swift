/// The commands of the `vivavoce` executable.
public enum VivavoceCommand {
  static let all: [Command] = [
    .serve, .validate, .rehearse, .speak, .schema, .interview, .score, .sessions, .simulate,
    .loadTest, .keys, .bench, .version,
  ]

  /// Runs the command that the arguments name and returns the process's exit status: 0 done, 1
  /// failed, 2 wrong usage, 78 wrong configuration.
  public static func run(_ arguments: [String]) async -> Int32 {
    guard let name = arguments.first else {
      Console.complain(overview)
      return ExitStatus.usage
    }
    if name == "--help" || name == "-h" || name == "help" {
      Console.say(overview)
      return ExitStatus.success
    }
    guard let command = all.first(where: { $0.name == name || "--\($0.name)" == name }) else {
      Console.complain("vivavoce: unknown command \(name)\n\n\(overview)")
      return ExitStatus.usage
    }
    return await run(command, Array(arguments.dropFirst()))
  }

  private static func run(_ command: Command, _ raw: [String]) async -> Int32 {
    if raw.contains("--help") || raw.contains("-h") {
      Console.say(command.help)
      return ExitStatus.success
    }
    do {
      return try await command.run(raw)
    } catch let error as Arguments.UsageError {
      Console.complain("vivavoce \(command.name): \(error.message)")
      Console.complain("usage: vivavoce \(command.name) \(command.synopsis)")
      return ExitStatus.usage
    } catch let error as ConfigurationError {
      Console.complain("\(error)")
      return error.exitStatus
    } catch {
      Console.complain("vivavoce \(command.name): \(error)")
      return ExitStatus.failure
    }
  }

  private static var overview: String {
    let rows = all.map { "  \($0.name.padded(to: 12)) \($0.summary)" }
    return
      (["usage: vivavoce COMMAND [OPTIONS]", "", "Commands:"] + rows + [
        "", "`vivavoce COMMAND --help` tells more.",
      ]).joined(separator: "\n")
  }
}
