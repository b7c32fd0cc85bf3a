/// Syllables of numbers written in digits, as they are read out.
struct SpokenNumber: Sendable {
  private let language: SpokenLanguage

  init(language: SpokenLanguage) {
    self.language = language
  }

  /// Syllables of a number.
  ///
  /// - Parameter text: digits with `.` and `,` between them; sixteen digits and more, and digits
  ///   that begin with 0, are read one by one, like a telephone number.
  func count(_ text: some StringProtocol) -> Int {
    let parts = groups(of: text)
    guard let whole = parts.first else { return 0 }
    // "2,024" is no year.
    let isYear = whole.count == 4 && text.allSatisfy(\.isNumber)
    let start = isYear ? year(value(of: whole)) : nil
    return parts.dropFirst().reduce(start ?? self.whole(whole)) { sum, decimals in
      // "point", "virgule"; English reads decimals one by one, French as a number.
      switch language {
      case .english: sum + 1 + digitByDigit(decimals)
      case .french: sum + 2 + self.whole(decimals)
      }
    }
  }

  /// Whole part and decimals, marks between thousands taken out.
  private func groups(of text: some StringProtocol) -> [[Int]] {
    let thousands: Character = language == .english ? "," : "."
    var groups: [[Int]] = [[]]
    var rest = Substring(String(text))
    while let character = rest.popFirst() {
      if let digit = character.wholeNumberValue, (0...9).contains(digit) {
        groups[groups.count - 1].append(digit)
      } else if character != thousands || rest.prefix(while: \.isNumber).count != 3 {
        groups.append([])
      }
    }
    return groups.filter { !$0.isEmpty }
  }

  private func whole(_ digits: [Int]) -> Int {
    if digits.count > 15 || (digits.count > 1 && digits[0] == 0) { return digitByDigit(digits) }
    return cardinal(value(of: digits))
  }

  private func value(of digits: [Int]) -> Int { digits.reduce(0) { $0 * 10 + $1 } }

  private func digitByDigit(_ digits: [Int]) -> Int {
    digits.reduce(0) { $0 + below20[$1] }
  }

  /// A year as English reads it, in two halves.
  private func year(_ value: Int) -> Int? {
    guard language == .english else { return nil }
    guard (1_100..<2_000).contains(value) || (2_010..<2_100).contains(value) else { return nil }
    let (century, rest) = value.quotientAndRemainder(dividingBy: 100)
    if rest == 0 { return below100(century) + 2 }
    return below100(century) + (rest < 10 ? 1 : 0) + below100(rest)
  }

  /// Syllables of a whole number up to 10¹⁵.
  private func cardinal(_ value: Int) -> Int {
    guard value > 0 else { return below20[0] }
    var count = 0
    var rest = value
    // Billion, million and thousand have two syllables, French "mille" one without an "un".
    for unit in [1_000_000_000_000, 1_000_000_000, 1_000_000, 1_000] where rest >= unit {
      let times = rest / unit
      rest %= unit
      let isMille = language == .french && unit == 1_000
      if !(isMille && times == 1) { count += below1000(times) }
      count += isMille ? 1 : 2
    }
    return count + below1000(rest)
  }

  private func below1000(_ value: Int) -> Int {
    let (hundreds, rest) = value.quotientAndRemainder(dividingBy: 100)
    let tail = rest == 0 ? 0 : below100(rest)
    guard hundreds > 0 else { return tail }
    switch language {
    case .english: return below20[hundreds % 20] + 2 + tail
    case .french: return (hundreds == 1 ? 0 : below20[hundreds % 20]) + 1 + tail
    }
  }

  private func below100(_ value: Int) -> Int {
    if value < 20 { return below20[value] }
    let (ten, unit) = value.quotientAndRemainder(dividingBy: 10)
    guard language == .french else { return tens[ten] + (unit == 0 ? 0 : below20[unit]) }
    switch ten {
    case 7: return tens[6] + (unit == 1 ? 1 : 0) + below20[10 + unit]
    case 9: return tens[8] + below20[10 + unit]
    default: return tens[ten] + (unit == 1 && ten != 8 ? 1 : 0) + (unit == 0 ? 0 : below20[unit])
    }
  }

  private var below20: [Int] {
    switch language {
    case .english: [2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2]
    case .french: [2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 2, 2, 2]
    }
  }

  private var tens: [Int] {
    switch language {
    case .english: [0, 1, 2, 2, 2, 2, 2, 3, 2, 2]
    case .french: [0, 1, 1, 1, 2, 2, 2, 3, 3, 4]
    }
  }
}
