import Synchronization

/// A count that only grows, one for each value of its labels.
///
/// Labels are for small closed lists of values; a new combination beyond `maximumSeries` is counted
/// under `other`, so that no client can make the server keep ever more.
final class Counter: Metric {
  private static let maximumSeries = 100

  let name: String
  let help: String
  let type = "counter"
  private let labelNames: [String]
  private let counts = Mutex<[[String]: Int64]>([:])

  /// Creates a counter; one without labels starts at 0.
  init(_ name: String, help: String, labels: [String] = []) {
    self.name = name
    self.help = help
    labelNames = labels
    if labels.isEmpty { counts.withLock { $0[[]] = 0 } }
  }

  /// Adds to the count of a combination of label values, in the order of the names.
  func add(_ amount: Int64 = 1, _ values: String...) {
    counts.withLock { counts in
      let isKnown = counts[values] != nil || counts.count < Counter.maximumSeries
      counts[isKnown ? values : values.map { _ in "other" }, default: 0] += amount
    }
  }

  /// The count of a combination of label values.
  func value(_ values: String...) -> Int64 { counts.withLock { $0[values] ?? 0 } }

  var samples: [String] {
    counts.withLock { $0 }.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { entry in
      let pairs = Array(zip(labelNames, entry.key))
      return "\(name)\(MetricText.labels(pairs)) \(entry.value)"
    }
  }
}
