/// A checked value of each option, and where it came from.
struct ResolvedOptions: Sendable {
  /// A value in the type of its option.
  enum Value: Equatable, Sendable {
    /// `HOST:PORT`.
    case address(HostPort)
    /// A whole number.
    case integer(Int)
    /// A duration.
    case duration(Duration)
    /// A text, path, word or secret.
    case text(String)
    /// Texts.
    case list([String])
  }

  /// Where a value came from, strongest last.
  enum Origin: String, Sendable {
    /// The table.
    case standard = "default"
    /// The configuration file.
    case file
    /// An environment variable.
    case environment
    /// A flag.
    case flag
  }

  private var values: [String: (value: Value, origin: Origin)] = [:]

  /// Sets a value; a later origin wins.
  mutating func set(_ key: String, _ value: Value, from origin: Origin) {
    values[key] = (value, origin)
  }

  /// Where the value of a key came from.
  func origin(_ key: String) -> Origin { values[key]?.origin ?? .standard }

  /// The value of an address option.
  func address(_ key: String) -> HostPort {
    guard case .address(let value)? = values[key]?.value else { return HostPort(host: "", port: 0) }
    return value
  }

  /// The value of a number option.
  func integer(_ key: String) -> Int {
    guard case .integer(let value)? = values[key]?.value else { return 0 }
    return value
  }

  /// The value of a duration option.
  func duration(_ key: String) -> Duration {
    guard case .duration(let value)? = values[key]?.value else { return .zero }
    return value
  }

  /// The value of a text option, empty for none.
  func text(_ key: String) -> String {
    guard case .text(let value)? = values[key]?.value else { return "" }
    return value
  }

  /// The value of a list option.
  func list(_ key: String) -> [String] {
    guard case .list(let value)? = values[key]?.value else { return [] }
    return value
  }

  /// The lines of an option of providers.
  func providers(_ key: String, _ role: ProviderRole) -> [ProviderLine] {
    list(key).compactMap { try? ProviderLine($0, role: role) }
  }

  /// Every key with its value and origin, one a line, secrets masked.
  var listing: String {
    ConfigurationTable.options.map { option in
      let shown: String
      switch values[option.key]?.value {
      case .address(let address): shown = address.description
      case .integer(let number): shown = String(number)
      case .duration(let duration): shown = DurationText.write(duration)
      case .text(let text): shown = option.isSecret && !text.isEmpty ? "********" : text
      case .list(let texts): shown = texts.joined(separator: ",")
      case nil: shown = ""
      }
      return "\(option.key) = \(shown)  (\(origin(option.key).rawValue))"
    }.joined(separator: "\n")
  }
}
