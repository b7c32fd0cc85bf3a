/// One value of each answer of a session, at most 256, for their median.
struct AnswerValues: Sendable {
  /// Further values are not kept.
  static let capacity = 256

  private var values = [Double](repeating: 0, count: capacity)
  private var count = 0

  /// Notes the value of an answer; one that was not measured is left out.
  mutating func add(_ value: Double?) {
    guard let value, count < Self.capacity else { return }
    values[count] = value
    count += 1
  }

  /// The median, of an even number the mean of the middle two; `nil` without values.
  var median: Double? {
    guard count > 0 else { return nil }
    let sorted = values[..<count].sorted()
    return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
  }
}
