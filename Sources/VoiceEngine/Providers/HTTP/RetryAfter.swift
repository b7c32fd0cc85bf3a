import Foundation

/// Reads the header `Retry-After` (RFC 9110 §10.2.3).
enum RetryAfter {
  /// The longest wait that is believed.
  static let ceiling = Duration.seconds(3_600)

  /// The wait, from seconds or from a date; `nil` where it is neither.
  ///
  /// Some providers send fractions of a second, which the standard does not know.
  static func wait(_ value: String) -> Duration? { wait(value, now: Date()) }

  static func wait(_ value: String, now: Date) -> Duration? {
    let text = value.trimmingCharacters(in: .whitespaces)
    let seconds = Double(text) ?? date(text).map { $0.timeIntervalSince(now).rounded(.up) }
    guard let seconds, seconds.isFinite else { return nil }
    return min(ceiling, .milliseconds(Int64(max(0, min(seconds, 86_400)) * 1_000)))
  }

  private static func date(_ text: String) -> Date? {
    let reader = DateFormatter()
    reader.locale = Locale(identifier: "en_US_POSIX")
    reader.timeZone = TimeZone(identifier: "GMT")
    reader.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    return reader.date(from: text)
  }
}
