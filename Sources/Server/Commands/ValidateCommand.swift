import Foundation
import Sessions

extension Command {
  /// Checks scenario files.
  static let validate = Command(
    name: "validate",
    synopsis: "FILE|DIR… [--outline] [--run] [--json] [--annotations]",
    summary: "Check scenario files and print every error with its place.",
    details: """
      Prints `file:line:column: error: …`, or `warning`, with the line and a caret; a directory
      stands for its *.scenario.yaml files. Exits 1 if there was an error or a test failed.
      """,
    options: {
      [
        Arguments.Option(flag: "--outline", value: nil, help: "print order, time and weights"),
        Arguments.Option(flag: "--run", value: nil, help: "hold the interviews under `tests`"),
        Arguments.Option(flag: "--json", value: nil, help: "one JSON object a line"),
        Arguments.Option(
          flag: "--annotations",
          value: nil,
          help: "print what is wrong as workflow commands of a build server"
        ),
      ]
    },
    run: { arguments in
      guard !arguments.positionals.isEmpty else {
        throw Arguments.UsageError(message: "name at least one file or directory")
      }
      guard !arguments.has("--json") || !arguments.has("--annotations") else {
        throw Arguments.UsageError(message: "give either --json or --annotations")
      }
      let format: ScenarioValidation.Format =
        arguments.has("--json") ? .json : arguments.has("--annotations") ? .annotations : .text
      let validation = ScenarioValidation(
        format: format,
        showsOutline: arguments.has("--outline"),
        runsTests: arguments.has("--run")
      )
      var status = ExitStatus.success
      for path in try ScenarioValidation.paths(arguments.positionals) {
        let report = validation.validate(path)
        for line in report.problems { Console.complain(line) }
        for line in report.lines { Console.say(line) }
        if !report.isValid { status = ExitStatus.failure }
      }
      return status
    }
  )
}

/// Checks scenario files and words what is found.
struct ScenarioValidation: Sendable {
  enum Format: Sendable {
    case text
    case json
    /// `::error file=…,line=…,col=…::message`, which build servers show beside the line.
    case annotations
  }

  /// What is printed of one file.
  struct Report {
    var isValid: Bool
    /// For standard error.
    var problems: [String] = []
    /// For standard output.
    var lines: [String] = []
  }

  private struct Entry: Encodable {
    var file: String
    var line: Int
    var column: Int
    var severity: Diagnostic.Severity
    var message: String
    var test: String?
  }

  var format = Format.text
  var showsOutline = false
  var runsTests = false

  /// The files that the arguments name; a directory stands for the scenarios in it, sorted.
  static func paths(_ arguments: [String]) throws -> [String] {
    try arguments.flatMap { path -> [String] in
      var isDirectory: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
      guard isDirectory.boolValue else { return [path] }
      let folder = path.hasSuffix("/") ? path : path + "/"
      let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        .filter { $0.hasSuffix(ScenarioParser.fileSuffix) && !$0.hasPrefix(".") }
      guard !names.isEmpty else {
        throw Arguments.UsageError(message: "there is no *\(ScenarioParser.fileSuffix) in \(path)")
      }
      return names.map { folder + $0 }
    }
  }

  /// Checks one file.
  func validate(_ path: String) -> Report {
    let result = ScenarioParser.parse(contentsOf: path)
    var report = Report(isValid: result.scenario != nil)
    for diagnostic in result.diagnostics {
      let entry = Entry(
        file: diagnostic.file,
        line: diagnostic.line,
        column: diagnostic.column,
        severity: diagnostic.severity,
        message: diagnostic.message
      )
      add(entry, text: diagnostic.description, to: &report)
    }
    guard let scenario = result.scenario else { return report }
    let failed = runsTests ? run(scenario, path, &report) : 0
    guard format == .text else { return report }
    if !path.hasSuffix(ScenarioParser.fileSuffix) {
      let name = "\(scenario.id)\(ScenarioParser.fileSuffix)"
      report.problems.append("\(path): warning: a server reads it only when it is named \(name)")
    }
    let count = scenario.allTests.count
    if failed > 0 { report.lines.append("\(path): \(failed) of \(counted(count, "test")) failed") }
    if report.isValid {
      let passed = count == 0 ? ", no tests" : ", \(counted(count, "test")) passed"
      let tests = runsTests ? passed : ""
      report.lines.append("\(path): ok, \(counted(scenario.questions.count, "question"))\(tests)")
    }
    if showsOutline { report.lines.append(scenario.outline) }
    return report
  }

  private func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  /// How many tests failed.
  private func run(_ scenario: Scenario, _ path: String, _ report: inout Report) -> Int {
    var failed = 0
    for language in [scenario] + scenario.translations {
      for test in language.tests {
        let failures = ScenarioTestRun.run(test, of: language)
        failed += failures.isEmpty ? 0 : 1
        for failure in failures {
          report.isValid = false
          let message = "test \"\(test.name)\": \(failure.message)"
          let entry = Entry(
            file: test.file,
            line: failure.line,
            column: 1,
            severity: .error,
            message: message,
            test: test.name
          )
          add(entry, text: "\(test.file):\(failure.line): failed: \(message)", to: &report)
        }
      }
    }
    return failed
  }

  private func add(_ entry: Entry, text: String, to report: inout Report) {
    switch format {
    case .text: report.problems.append(text)
    case .json:
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      // Text and whole numbers can always be encoded.
      guard let data = try? encoder.encode(entry) else { return }
      report.lines.append(String(decoding: data, as: UTF8.self))
    case .annotations:
      let place = "file=\(entry.file.escapedProperty),line=\(entry.line),col=\(entry.column)"
      report.lines.append("::\(entry.severity.rawValue) \(place)::\(entry.message.escapedData)")
    }
  }
}

extension Scenario {
  /// The tests of all languages.
  fileprivate var allTests: [ScenarioTest] { ([self] + translations).flatMap(\.tests) }
}

extension String {
  // A line break or a percent sign would end or change a workflow command.
  fileprivate var escapedData: String {
    replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  fileprivate var escapedProperty: String {
    escapedData.replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
