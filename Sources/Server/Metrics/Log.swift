import Foundation
import Glibc
import Synchronization

/// Writes JSON lines to standard error: a constant message and fields.
///
/// Fields hold ids, numbers and codes; never a transcript, a name, a key or a token.
final class Log: Sendable {
  private let minimum: LogLevel
  private let write: @Sendable (String) -> Void
  private let now: @Sendable () -> Date

  /// Creates a log.
  ///
  /// - Parameters:
  ///   - minimum: the least important level that is written.
  ///   - write: takes one line with its end; standard error where not given.
  init(
    minimum: LogLevel = .info,
    now: @escaping @Sendable () -> Date = { Date() },
    write: @escaping @Sendable (String) -> Void = Log.toStandardError
  ) {
    self.minimum = minimum
    self.write = write
    self.now = now
  }

  /// Writes a line; `message` is constant, what varies stands in the fields.
  func write(_ level: LogLevel, _ message: StaticString, _ fields: [(String, LogValue)] = []) {
    guard level >= minimum else { return }
    var line = "{\"time\":\"\(Log.stamp(now()))\",\"level\":\"\(level.rawValue)\""
    line += ",\"message\":\(JSONText.quote("\(message)"))"
    for (name, value) in fields { line += ",\(JSONText.quote(name)):\(value.json)" }
    write(line + "}\n")
  }

  /// A time as ISO 8601 with milliseconds, in UTC.
  static func stamp(_ date: Date) -> String {
    date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
  }

  /// One write a line, so that lines of several threads do not mix.
  static let toStandardError: @Sendable (String) -> Void = { line in
    let bytes = Array(line.utf8)
    _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
  }
}

/// The value of a log line's field.
enum LogValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByStringInterpolation, Sendable
{
  /// An id or a code.
  case text(String)
  /// A whole number.
  case integer(Int64)
  /// A number.
  case number(Double)
  /// Yes or no.
  case flag(Bool)

  init(stringLiteral value: String) { self = .text(value) }
  init(integerLiteral value: Int64) { self = .integer(value) }
  init(booleanLiteral value: Bool) { self = .flag(value) }

  /// The value as JSON.
  var json: String {
    switch self {
    case .text(let text): JSONText.quote(text)
    case .integer(let value): String(value)
    case .number(let value): value.isFinite ? MetricText.number(value) : "null"
    case .flag(let value): String(value)
    }
  }
}
