import Synchronization

/// How often values fell up to each of some bounds, one distribution for each value of a label.
final class Histogram: Metric {
  private struct Series {
    var buckets: [Int64]
    var count: Int64 = 0
    var sum = 0.0
  }

  let name: String
  let help: String
  let type = "histogram"
  private let bounds: [Double]
  private let label: String?
  private let series = Mutex<[String: Series]>([:])

  /// Creates a histogram.
  ///
  /// - Parameters:
  ///   - bounds: upper bounds, rising; the last bucket, without bound, is added.
  ///   - label: name of the one label, or `nil`.
  init(_ name: String, help: String, bounds: [Double], label: String? = nil) {
    precondition(bounds == bounds.sorted(), "the bounds rise")
    self.name = name
    self.help = help
    self.bounds = bounds
    self.label = label
    if label == nil { series.withLock { $0[""] = Series(buckets: bounds.map { _ in 0 }) } }
  }

  /// Takes a value in; one that is not finite is left out.
  func observe(_ value: Double, _ labelValue: String = "") {
    guard value.isFinite else { return }
    series.withLock { series in
      var entry = series[labelValue] ?? Series(buckets: bounds.map { _ in 0 })
      entry.count += 1
      entry.sum += value
      if let index = bounds.firstIndex(where: { value <= $0 }) { entry.buckets[index] += 1 }
      series[labelValue] = entry
    }
  }

  /// How many values were taken in.
  func count(_ labelValue: String = "") -> Int64 { series.withLock { $0[labelValue]?.count ?? 0 } }

  var samples: [String] {
    series.withLock { $0 }.sorted { $0.key < $1.key }.flatMap { value, entry in
      let own = label.map { [($0, value)] } ?? []
      var sum: Int64 = 0
      var lines = zip(bounds, entry.buckets).map { bound, count in
        sum += count
        let pairs = own + [("le", MetricText.number(bound))]
        return "\(name)_bucket\(MetricText.labels(pairs)) \(sum)"
      }
      lines.append("\(name)_bucket\(MetricText.labels(own + [("le", "+Inf")])) \(entry.count)")
      lines.append("\(name)_sum\(MetricText.labels(own)) \(MetricText.number(entry.sum))")
      lines.append("\(name)_count\(MetricText.labels(own)) \(entry.count)")
      return lines
    }
  }
}
