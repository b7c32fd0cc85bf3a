/// A language in which a report is written.
public enum ReportLanguage: String, Codable, CaseIterable, Sendable {
  /// English.
  case english = "en"
  /// French.
  case french = "fr"

  /// The language of a BCP-47 tag, or English for one in which no report is written.
  public init(tag: String) {
    let primary = tag.lowercased().prefix { $0 != "-" && $0 != "_" }
    self = ReportLanguage(rawValue: String(primary)) ?? .english
  }

  /// A sentence with its places filled.
  func callAsFunction(_ sentence: ReportSentence, _ values: [String: String] = [:]) -> String {
    let words: [ReportSentence: String]
    switch self {
    case .english: words = ReportSentence.english
    case .french: words = ReportSentence.french
    }
    var text = words[sentence] ?? ""
    for (name, value) in values { text = text.replacing("{\(name)}", with: value) }
    return text
  }

  /// Minutes and seconds of a session: "02:13".
  func clock(_ milliseconds: Int64) -> String {
    let seconds = max(0, milliseconds) / 1_000
    let two: (Int64) -> String = { $0 < 10 ? "0\($0)" : "\($0)" }
    return "\(two(seconds / 60)):\(two(seconds % 60))"
  }

  /// A length in words: "48 s", "2 min 05 s".
  func length(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded())
    if whole < 60 { return "\(whole)\u{a0}s" }
    let rest = whole % 60
    if rest == 0 { return "\(whole / 60)\u{a0}min" }
    return "\(whole / 60)\u{a0}min \(rest < 10 ? "0" : "")\(rest)\u{a0}s"
  }

  /// A number with one decimal, as the language writes it.
  func decimal(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let sign = tenths < 0 ? "−" : ""
    return "\(sign)\(abs(tenths) / 10)\(self == .french ? "," : ".")\(abs(tenths) % 10)"
  }
}
