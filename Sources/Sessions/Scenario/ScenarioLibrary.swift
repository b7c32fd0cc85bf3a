import Foundation

/// The scenarios of a directory.
public struct ScenarioLibrary: Sendable {
  /// Most scenario files that are read of one directory.
  public static let fileLimit = 1_000

  /// The scenarios without errors, by id.
  public let scenarios: [Scenario]
  /// The errors of the other files, and of the directory itself; warnings are for trainers.
  public let diagnostics: [Diagnostic]

  private let indices: [String: Int]

  /// Reads every `*.scenario.yaml` of a directory, without those in its folders.
  ///
  /// A bad file costs only itself.
  public init(directory: String) {
    var scenarios: [Scenario] = []
    var diagnostics: [Diagnostic] = []
    do {
      var names = try FileManager.default.contentsOfDirectory(atPath: directory)
        .filter { $0.hasSuffix(ScenarioParser.fileSuffix) && !$0.hasPrefix(".") }
        .sorted()
      if names.count > ScenarioLibrary.fileLimit {
        diagnostics.append(
          ScenarioLibrary.error(
            of: directory,
            "more than \(ScenarioLibrary.fileLimit) scenario files; the rest is not read"
          )
        )
        names.removeLast(names.count - ScenarioLibrary.fileLimit)
      }
      let folder = directory.hasSuffix("/") ? directory : directory + "/"
      for name in names {
        let result = ScenarioParser.parse(contentsOf: folder + name)
        diagnostics += result.diagnostics.filter { $0.severity == .error }
        if let scenario = result.scenario { scenarios.append(scenario) }
      }
    } catch {
      diagnostics.append(ScenarioLibrary.error(of: directory, "the directory cannot be read"))
    }
    self.init(scenarios: scenarios, diagnostics: diagnostics)
  }

  /// Creates a library of scenarios that are at hand; of two with one id the first is kept.
  public init(scenarios: [Scenario], diagnostics: [Diagnostic] = []) {
    var kept: [String: Scenario] = [:]
    for scenario in scenarios where kept[scenario.id] == nil { kept[scenario.id] = scenario }
    self.scenarios = kept.values.sorted { $0.id < $1.id }
    self.diagnostics = diagnostics
    indices = Dictionary(
      uniqueKeysWithValues: self.scenarios.enumerated().map { ($0.element.id, $0.offset) }
    )
  }

  /// The scenario of an id.
  public subscript(id: String) -> Scenario? {
    indices[id].map { scenarios[$0] }
  }

  private static func error(of directory: String, _ message: String) -> Diagnostic {
    Diagnostic(file: directory, line: 1, column: 1, message: message)
  }
}
