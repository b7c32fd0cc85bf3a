/// One command of the executable.
struct Command: Sendable {
  /// What is typed after `vivavoce`.
  let name: String
  /// What follows the name in the usage line.
  let synopsis: String
  /// One line for the list of commands.
  let summary: String
  /// Lines below the options, or empty.
  let details: String
  /// The options as the help prints them.
  let optionsHelp: @Sendable () -> String
  /// Runs the command on the arguments after its name and returns the exit status.
  let run: @Sendable ([String]) async throws -> Int32

  /// Creates a command that reads its arguments itself.
  init(
    name: String,
    synopsis: String,
    summary: String,
    details: String,
    optionsHelp: @escaping @Sendable () -> String,
    runRaw: @escaping @Sendable ([String]) async throws -> Int32
  ) {
    self.name = name
    self.synopsis = synopsis
    self.summary = summary
    self.details = details
    self.optionsHelp = optionsHelp
    run = runRaw
  }

  /// Creates a command whose arguments are read against its options.
  init(
    name: String,
    synopsis: String,
    summary: String,
    details: String,
    options: @escaping @Sendable () -> [Arguments.Option],
    run: @escaping @Sendable (Arguments) async throws -> Int32
  ) {
    self.init(
      name: name,
      synopsis: synopsis,
      summary: summary,
      details: details,
      optionsHelp: {
        options().map { option in
          let left = [option.flag, option.value].compactMap { $0 }.joined(separator: " ")
          return "  \(left.padded(to: 28)) \(option.help)"
        }.joined(separator: "\n")
      },
      runRaw: { try await run(try Arguments($0, options: options())) }
    )
  }

  /// The page that `--help` prints.
  var help: String {
    let rows = [optionsHelp(), "  \("--help".padded(to: 28)) this page"].filter { !$0.isEmpty }
    let page = ["usage: vivavoce \(name) \(synopsis)", "", summary, "", "Options:"] + rows
    return (details.isEmpty ? page : page + ["", details]).joined(separator: "\n")
  }
}

extension String {
  /// The text with spaces behind it up to a width.
  func padded(to width: Int) -> String {
    count >= width ? self : self + String(repeating: " ", count: width - count)
  }
}
