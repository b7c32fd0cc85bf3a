/// How important a log line is.
enum LogLevel: String, CaseIterable, Comparable, Sendable {
  /// For someone who looks for a fault.
  case debug
  /// What an operator may want to know afterwards.
  case info
  /// What an operator can do something about.
  case warning
  /// What went wrong.
  case error

  /// The less important compares as smaller.
  static func < (left: LogLevel, right: LogLevel) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}
