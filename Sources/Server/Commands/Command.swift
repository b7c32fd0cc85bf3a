/// One command of the executable.
struct Command: Sendable {
  /// What is typed after `vivavoce`.
  var name: String
  /// What follows the name in the usage line.
  var synopsis: String
  /// One line for the list of commands.
  var summary: String
  /// Lines below the options, or empty.
  var details: String
  /// The options, `--help` aside.
  var options: @Sendable () -> [Arguments.Option]
  /// Runs the command and returns the exit status.
  var run: @Sendable (Arguments) async throws -> Int32

  /// The page that `--help` prints.
  var help: String {
    let all = options() + [Arguments.Option(flag: "--help", value: nil, help: "this page")]
    let rows = all.map { option in
      let left = [option.flag, option.value].compactMap { $0 }.joined(separator: " ")
      return "  \(left.padded(to: 28)) \(option.help)"
    }
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
