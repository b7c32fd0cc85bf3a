/// One family of the Prometheus text format: a name, help, a type and samples.
protocol Metric: Sendable {
  /// The name with prefix and unit, such as `vivavoce_response_latency_seconds`.
  var name: String { get }
  /// What it means and what to do about it, one line.
  var help: String { get }
  /// `counter`, `gauge` or `histogram`.
  var type: String { get }
  /// The samples, one line each, without a line end.
  var samples: [String] { get }
}

/// Writes metrics as Prometheus reads them.
enum MetricText {
  /// Media type of the text.
  static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  /// All metrics as one text.
  static func write(_ metrics: [any Metric]) -> String {
    var text = ""
    for metric in metrics {
      text += "# HELP \(metric.name) \(metric.help)\n# TYPE \(metric.name) \(metric.type)\n"
      for sample in metric.samples { text += sample + "\n" }
    }
    return text
  }

  /// Labels in braces, or nothing.
  static func labels(_ pairs: [(String, String)]) -> String {
    guard !pairs.isEmpty else { return "" }
    let inner = pairs.map { name, value in
      let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        .replacing("\n", with: "\\n")
      return "\(name)=\"\(escaped)\""
    }
    return "{" + inner.joined(separator: ",") + "}"
  }

  /// A number without a needless fraction.
  static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
  }
}
