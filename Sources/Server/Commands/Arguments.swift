/// The arguments of one command, read against the options that it knows.
struct Arguments {
  /// Arguments that make no sense, with a sentence about it.
  struct UsageError: Error, Equatable {
    var message: String
  }

  /// An option that a command knows.
  struct Option {
    /// The flag, with its dashes.
    var flag: String
    /// What stands for the value in the help, or `nil` for a switch.
    var value: String?
    /// One line of help.
    var help: String
    /// Whether values go on up to the next option.
    var takesMany = false
  }

  private var values: [String: [String]] = [:]
  /// What belongs to no option, in order.
  private(set) var positionals: [String] = []

  /// Reads arguments.
  ///
  /// `--flag value`, `--flag=value` and `--` are understood.
  init(_ raw: [String], options: [Option]) throws(UsageError) {
    var rest = raw[...]
    var many: String?
    var isLiteral = false
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("-"), argument.count > 1, !isLiteral else {
        if let many {
          values[many, default: []].append(argument)
        } else {
          positionals.append(argument)
        }
        continue
      }
      if argument == "--" {
        isLiteral = true
        continue
      }
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let option = options.first(where: { $0.flag == parts[0] }) else {
        throw UsageError(message: "unknown option \(parts[0])")
      }
      many = option.takesMany ? option.flag : nil
      if option.value == nil {
        guard parts.count == 1 else { throw UsageError(message: "\(option.flag) takes no value") }
        values[option.flag, default: []].append("")
      } else if parts.count == 2 {
        values[option.flag, default: []].append(String(parts[1]))
      } else {
        guard let value = rest.popFirst(), !value.hasPrefix("--") else {
          throw UsageError(message: "\(option.flag) needs a value")
        }
        values[option.flag, default: []].append(value)
      }
    }
  }

  /// Whether a switch is there.
  func has(_ flag: String) -> Bool { values[flag] != nil }

  /// The last value of an option.
  subscript(flag: String) -> String? { values[flag]?.last }

  /// The number that an option gives, or `nil` without it.
  ///
  /// - Throws: `UsageError` for what is no whole number of the range.
  func integer(_ flag: String, in range: ClosedRange<Int>) throws(UsageError) -> Int? {
    guard let text = self[flag] else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw UsageError(
        message: "\(flag) takes a number from \(range.lowerBound) to \(range.upperBound)"
      )
    }
    return number
  }

  /// All values of an option.
  func all(_ flag: String) -> [String] { values[flag] ?? [] }
}
