import Synchronization

/// A number that goes up and down, set or read when it is asked for.
final class Gauge: Metric {
  let name: String
  let help: String
  let type = "gauge"
  private let labels: [(String, String)]
  private let current: Mutex<Double>
  private let read: (@Sendable () -> Double)?

  /// Creates a gauge.
  ///
  /// - Parameter read: gives the value; without it the last value that was set or added up counts.
  init(
    _ name: String,
    help: String,
    labels: [(String, String)] = [],
    value: Double = 0,
    read: (@Sendable () -> Double)? = nil
  ) {
    self.name = name
    self.help = help
    self.labels = labels
    current = Mutex(value)
    self.read = read
  }

  /// Sets the value.
  func set(_ value: Double) { current.withLock { $0 = value } }

  /// Adds to the value.
  func add(_ amount: Double) { current.withLock { $0 += amount } }

  /// The value.
  var value: Double { read?() ?? current.withLock { $0 } }

  var samples: [String] { ["\(name)\(MetricText.labels(labels)) \(MetricText.number(value))"] }
}
