import Speech

/// Durations as people write them: `700ms`, `3s`, `20m`, `2h`, `30d`.
enum DurationText {
  private static let units: [(suffix: String, milliseconds: Int64)] = [
    ("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000),
  ]

  /// Reads a duration, or returns `nil`.
  static func read(_ text: String) -> Duration? {
    let digits = text.prefix(while: { $0.isASCII && $0.isNumber })
    let suffix = text[digits.endIndex...]
    guard let number = Int64(digits), let unit = units.first(where: { $0.suffix == suffix }) else {
      return nil
    }
    let (milliseconds, overflows) = number.multipliedReportingOverflow(by: unit.milliseconds)
    return overflows ? nil : .milliseconds(milliseconds)
  }

  /// Writes a duration with the largest unit that divides it.
  static func write(_ duration: Duration) -> String {
    let milliseconds = duration.inMilliseconds
    guard milliseconds != 0 else { return "0s" }
    let unit = units.last { milliseconds % $0.milliseconds == 0 } ?? units[0]
    return "\(milliseconds / unit.milliseconds)\(unit.suffix)"
  }
}
