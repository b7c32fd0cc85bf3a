/// The obvious, slow versions of what is computed from words.
public enum ScoringReferenceWords {
  /// Time in whole milliseconds that is inside one of some stretches and inside none of others.
  public static func milliseconds(
    of inside: [ClosedRange<Int>],
    without outside: [ClosedRange<Int>]
  ) -> Int {
    func covers(_ stretches: [ClosedRange<Int>], _ instant: Int) -> Bool {
      stretches.contains { $0.lowerBound <= instant && instant < $0.upperBound }
    }
    let last = inside.map(\.upperBound).max() ?? 0
    return (0..<last).count { covers(inside, $0) && !covers(outside, $0) }
  }

  /// Words that are said again at once, with the smallest unit of up to four words: how often.
  public static func repetitions(in words: [String]) -> Int {
    var count = 0
    var rest = words[...]
    while !rest.isEmpty {
      let unit = (1...4).first { length in
        rest.count >= 2 * length
          && rest.prefix(length).elementsEqual(rest.dropFirst(length).prefix(length))
      }
      guard let unit else {
        rest = rest.dropFirst()
        continue
      }
      count += 1
      let said = Array(rest.prefix(unit))
      while rest.dropFirst(unit).starts(with: said) { rest = rest.dropFirst(unit) }
    }
    return count
  }
}
