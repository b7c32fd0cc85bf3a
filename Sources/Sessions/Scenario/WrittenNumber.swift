/// Numbers and durations as people write them in a scenario.
enum WrittenNumber {
  private static let units: [(suffix: String, milliseconds: Int)] = [
    ("ms", 1), ("s", 1_000), ("m", 60_000),
  ]

  /// A whole number in decimal digits: no sign, no separators, at most nine digits.
  static func integer(_ text: some StringProtocol) -> Int? {
    guard (1...9).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else {
      return nil
    }
    return Int(text)
  }

  /// A whole number with the unit `ms`, `s` or `m`.
  static func duration(_ text: some StringProtocol) -> Duration? {
    let digits = text.prefix { $0.isNumber }
    let suffix = text.dropFirst(digits.count)
    guard let number = integer(digits),
      let unit = units.first(where: { $0.suffix == suffix })
    else { return nil }
    return .milliseconds(number * unit.milliseconds)
  }

  /// A duration in the largest unit that divides it.
  static func text(of duration: Duration) -> String {
    let milliseconds = Int(duration / .milliseconds(1))
    let unit = units.last { milliseconds != 0 && milliseconds % $0.milliseconds == 0 } ?? units[1]
    return "\(milliseconds / unit.milliseconds)\(unit.suffix)"
  }
}
