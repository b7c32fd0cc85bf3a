/// One thing that can be configured; the table of them drives file, environment, flags and help.
struct ConfigurationOption: Sendable {
  /// What values an option takes.
  enum Kind: Sendable {
    /// `HOST:PORT`.
    case address
    /// A file or folder; relative to the working directory.
    case path
    /// A whole number within bounds.
    case integer(ClosedRange<Int>)
    /// A duration such as `700ms`, `3s`, `20m`, `2h`, within bounds.
    case duration(ClosedRange<Duration>)
    /// An amount of money, 0 or more.
    case amount
    /// One of a list of words.
    case choice([String])
    /// A line of text up to so many characters.
    case text(limit: Int)
    /// Texts; separated by commas outside the file.
    case list
    /// Providers of a role, best first.
    case providers(ProviderRole)
    /// A text that is never shown; also read from a file named by the key with `_file`.
    case secret(minimum: Int)
  }

  /// The section of the file.
  var section: String
  /// The key in the file.
  var key: String
  /// What values are allowed.
  var kind: Kind
  /// The value where none is given, as text; empty for none.
  var standard: String
  /// What the option does, one sentence.
  var summary: String

  /// The environment variable.
  var variable: String { "VIVAVOCE_" + key.uppercased() }

  /// The flag; a secret has none, since a process's arguments can be read by others.
  var flag: String? { isSecret ? nil : "--" + key.replacing("_", with: "-") }

  /// Whether the value is never shown.
  var isSecret: Bool {
    if case .secret = kind { true } else { false }
  }

  /// The values in words, for help and errors.
  var domain: String {
    switch kind {
    case .address: "HOST:PORT"
    case .path: "PATH"
    case .integer(let bounds): "\(bounds.lowerBound)…\(bounds.upperBound)"
    case .duration(let bounds):
      "\(DurationText.write(bounds.lowerBound))…\(DurationText.write(bounds.upperBound))"
    case .amount: "AMOUNT"
    case .choice(let words): words.joined(separator: "|")
    case .text: "TEXT"
    case .list: "TEXT,…"
    case .providers: "KIND [ADDRESS] [NAME=VALUE]…,…"
    case .secret(let minimum): "SECRET of at least \(minimum) characters"
    }
  }
}
