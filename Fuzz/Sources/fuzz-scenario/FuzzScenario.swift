import FuzzInput
import Sessions

/// Any bytes are a scenario whose tests can be run, or errors each with a place.
///
/// What follows the first zero byte is the file that the scenario includes, whatever its name.
@main struct FuzzScenario {
  static func main() {
    runFuzzer { start, count in
      let bytes = Array(UnsafeBufferPointer(start: start, count: count))
      let files = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
      let included = Array(files.dropFirst().first ?? [])
      let result = ScenarioParser.parse(
        Array(files[0]),
        file: "fuzz",
        includes: IncludeSource { _ in .success(included) }
      )
      let errors = result.diagnostics.filter { $0.severity == .error }
      precondition((result.scenario == nil) == !errors.isEmpty)
      precondition(result.diagnostics.allSatisfy { $0.line >= 1 && $0.column >= 1 })
      precondition(result.diagnostics.allSatisfy { $0.description.utf8.count < 8_000 })
      guard let scenario = result.scenario else { return 0 }
      precondition(!scenario.outline.isEmpty && !scenario.content.isEmpty)
      for language in [scenario] + scenario.translations {
        precondition(!language.plan().questions.isEmpty)
        for test in language.tests { _ = ScenarioTestRun.run(test, of: language) }
      }
      return 0
    }
  }
}
