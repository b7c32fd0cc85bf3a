import Foundation
import Sessions

extension Command {
  /// Checks scenario files.
  static let validate = Command(
    name: "validate",
    synopsis: "FILE…",
    summary: "Check scenario files and print every error with its place.",
    details: "Prints `file:line:column: error: …` for each error and exits 1 if there was one.",
    options: { [] },
    run: { arguments in
      guard !arguments.positionals.isEmpty else {
        throw Arguments.UsageError(message: "name at least one file")
      }
      var status = ExitStatus.success
      for path in arguments.positionals {
        let result = ScenarioParser.parse(contentsOf: path)
        for diagnostic in result.diagnostics { Console.complain(diagnostic.description) }
        if let scenario = result.scenario, result.diagnostics.isEmpty {
          Console.say("\(path): ok, \(scenario.questions.count) questions")
        } else {
          status = ExitStatus.failure
        }
      }
      return status
    }
  )
}
