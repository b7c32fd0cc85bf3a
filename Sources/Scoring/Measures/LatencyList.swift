/// Response latencies of a session, at most 256, for their median.
struct LatencyList: Sendable {
  /// Further latencies are not kept.
  static let capacity = 256

  private var seconds = [Double](repeating: 0, count: capacity)
  private var count = 0

  /// Notes a latency.
  mutating func add(_ latency: Double) {
    guard count < Self.capacity else { return }
    seconds[count] = latency
    count += 1
  }

  /// The median, of an even number the mean of the middle two; `nil` without latencies.
  var median: Double? {
    guard count > 0 else { return nil }
    let sorted = seconds[..<count].sorted()
    return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
  }
}
