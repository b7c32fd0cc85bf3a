import VoiceEngine

/// One provider as it stands in the configuration: `KIND [ADDRESS] [NAME=VALUE]…`.
///
/// ```
/// openai http://127.0.0.1:8000/v1 model=Systran/faster-whisper-small
/// anthropic model=claude-haiku key_file=/etc/vivavoce/anthropic.key
/// embedded
/// ```
/// Holds no key: only where one is read from.
struct ProviderLine: Equatable, Sendable {
  /// What is wrong with a line.
  struct Fault: Error, Equatable {
    /// A sentence to act on.
    var message: String
  }

  /// The name of the embedded recognizer or synthesizer.
  static let embedded = "embedded"
  /// The name of what stands in for a recognizer or synthesizer in load tests.
  static let stub = "stub"
  private static let keys = ["key_file", "key_variable", "key_name"]
  private static let prices = [
    "price_request", "price_input", "price_output", "price_minute", "price_characters",
  ]
  private static let fields =
    ["model", "voice", "format", "languages", "attempt"] + keys + prices

  /// The kind; a row of the table, or `embedded`.
  var kind: String
  /// Where the provider is; empty for `embedded`.
  var address: String
  /// Everything else by name.
  var fields: [String: String]

  /// Creates a line from its parts.
  init(kind: String, address: String, fields: [String: String]) {
    self.kind = kind
    self.address = address
    self.fields = fields
  }

  /// Reads a line.
  init(_ text: String, role: ProviderRole) throws(Fault) {
    var words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard !words.isEmpty else { throw Fault(message: "a provider needs a kind") }
    kind = words.removeFirst()
    address = ""
    fields = [:]
    let kinds = ProviderKind.kinds(of: role)
    let names = kinds.map(\.name) + (role == .languageModel ? [] : [ProviderLine.embedded])
    guard names.contains(kind) || kind == ProviderLine.stub else {
      throw Fault(message: "unknown kind \"\(kind)\"; there are \(names.joined(separator: ", "))")
    }
    guard kind != ProviderLine.embedded, kind != ProviderLine.stub else {
      guard words.isEmpty else { throw Fault(message: "\"\(kind)\" stands alone") }
      return
    }
    if let first = words.first, !first.contains("=") || first.contains("://") {
      address = words.removeFirst()
    }
    for word in words { try take(word) }
    if let row = kinds.first(where: { $0.name == kind }) { try complete(with: row) }
  }

  private mutating func take(_ word: String) throws(Fault) {
    guard let sign = word.firstIndex(of: "=") else {
      throw Fault(message: "\(kind): a further word is NAME=VALUE, such as model=…")
    }
    let name = String(word[..<sign])
    // The value is not repeated: somebody may have put a key there.
    guard ProviderLine.fields.contains(name) || name.hasPrefix("voice.") else {
      let hint = EditDistance.nearest(to: name, among: ProviderLine.fields)
        .map { "; did you mean \"\($0)\"?" }
      throw Fault(message: "\(kind): unknown name \"\(name)\"\(hint ?? "")")
    }
    guard fields[name] == nil else { throw Fault(message: "\(kind): \"\(name)\" stands twice") }
    fields[name] = String(word[word.index(after: sign)...])
  }

  private mutating func complete(with row: ProviderKind) throws(Fault) {
    if address.isEmpty {
      guard let standard = row.standardAddress else {
        let isSocket = row.schemes.contains("ws://")
        let example = isSocket ? "ws://127.0.0.1:2700" : "http://127.0.0.1:8000/v1"
        throw Fault(message: "\(kind) needs an address, such as \(example)")
      }
      address = standard
    }
    guard row.schemes.contains(where: address.hasPrefix), !host.isEmpty else {
      let schemes = row.schemes.joined(separator: " or ")
      throw Fault(message: "\(kind): the address must begin with \(schemes)")
    }
    for name in row.needs where fields[name]?.isEmpty ?? true {
      throw Fault(message: "\(kind) needs \(name)=…")
    }
    if let format = fields["format"], !["pcm", "wav"].contains(format) {
      throw Fault(message: "\(kind): format is pcm or wav")
    }
    if fields.keys.count(where: ProviderLine.keys.contains) > 1 {
      throw Fault(message: "\(kind): give one of key_file, key_variable and key_name")
    }
    if let text = fields["attempt"], attempt == nil {
      throw Fault(message: "\(kind): attempt is a duration such as 4s, \"\(text)\" is not")
    }
    for name in ProviderLine.prices where fields[name].map({ Amount.read($0) == nil }) ?? false {
      throw Fault(message: "\(kind): \(name) is an amount such as 0.15")
    }
  }

  /// Longest attempt, where the role's standard does not suit.
  var attempt: Duration? {
    fields["attempt"].flatMap(DurationText.read).flatMap { $0 > .zero ? $0 : nil }
  }

  /// What its use costs, in the currency of whoever wrote the line.
  var prices: ProviderPrices {
    func amount(_ name: String) -> Double { fields[name].flatMap(Amount.read) ?? 0 }
    var prices = ProviderPrices()
    prices.request = amount("price_request")
    prices.millionInputTokens = amount("price_input")
    prices.millionOutputTokens = amount("price_output")
    prices.audioMinute = amount("price_minute")
    prices.millionCharacters = amount("price_characters")
    return prices
  }

  /// The host of the address, without its port.
  var host: String {
    let parts = address.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
    let authority = (parts.count > 1 ? parts[1] : "").prefix { !"/?#".contains($0) }
    // A name and a password before the host are nobody's business.
    let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    if host.hasPrefix("[") { return String(host.dropFirst().prefix { $0 != "]" }) }
    return String(host.prefix { $0 != ":" })
  }

  /// Voices by language, from `voice=` and `voice.LANGUAGE=`.
  var voices: [String: String] {
    var voices: [String: String] = [:]
    for (name, value) in fields where name.hasPrefix("voice.") {
      voices[String(name.dropFirst("voice.".count)).lowercased()] = value
    }
    return voices
  }

  /// Primary subtags of the languages that it is used for; empty for all.
  var languages: Set<String> {
    let tags = (fields["languages"] ?? "").split(separator: ":")
    return Set(tags.map { $0.lowercased() })
  }
}

/// What providers are for.
enum ProviderRole: Sendable {
  /// Turning speech into words.
  case recognizer
  /// Wording the interviewer's lines.
  case languageModel
  /// Turning words into speech.
  case synthesizer
}
