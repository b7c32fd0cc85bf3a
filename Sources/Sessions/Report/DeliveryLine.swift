/// One measure of delivery as a candidate reads it; for coaching only.
public struct DeliveryLine: Codable, Equatable, Sendable {
  /// What is measured.
  public enum Name: String, Codable, CaseIterable, Sendable {
    /// Words a minute of answer, pauses included; of English only.
    case wordsPerMinute = "words_per_minute"
    /// Syllables a second of answer, pauses included.
    case speechRate = "speech_rate"
    /// Syllables a second of speech.
    case articulationRate = "articulation_rate"
    /// Share of the answers in which there was speech.
    case phonationRatio = "phonation_ratio"
    /// Syllables between two silent pauses.
    case runLength = "run_length"
    /// Silent pauses a minute.
    case pausesPerMinute = "pauses_per_minute"
    /// Longest silent pause in seconds.
    case longestPause = "longest_pause"
    /// From the end of a question to the first word, in seconds.
    case responseLatency = "response_latency"

    /// The measure's key, by which a scenario chooses it; words a minute stand for the speech rate.
    var key: String {
      switch self {
      case .wordsPerMinute, .speechRate: "speech_rate_syll_s"
      case .articulationRate: "articulation_rate_syll_s"
      case .phonationRatio: "phonation_time_ratio"
      case .runLength: "mean_length_of_run_syll"
      case .pausesPerMinute: "silent_pauses_per_min"
      case .longestPause: "longest_silent_pause_s"
      case .responseLatency: "response_latency_s"
      }
    }
  }

  /// From and to of what is usual in a language.
  public struct Band: Codable, Equatable, Sendable {
    /// The lower end.
    public var low: Double
    /// The upper end.
    public var high: Double
    /// Where the value lies, in the report's language.
    public var sentence: String
  }

  /// What is measured.
  public var name: Name
  /// The value; `nil` where it is not shown.
  public var value: Double?
  /// Why it is not shown, in the report's language.
  public var hidden: String?
  /// What is usual in the language; `nil` where nothing is known.
  public var band: Band?
  /// What is usual for the candidate; `nil` where the value is not shown.
  public var own: OwnRange?
  /// The same in the report's language.
  public var ownSentence: String?

  private enum CodingKeys: String, CodingKey {
    case name, value, hidden, band, own
    case ownSentence = "own_sentence"
  }
}

/// What is usual in a language; a guide beside the candidate's own values, and convention.
enum DeliveryBands {
  /// English: 120 to 170 words a minute, the range that coaches name for talks and interviews.
  private static let english: [DeliveryLine.Name: ClosedRange<Double>] = [
    .wordsPerMinute: 120...170
  ]
  /// French: the English band at 1.43 syllables a word, times 7.18 ÷ 6.19, the ratio of the two
  /// languages' syllable rates in the same read texts (Pellegrino, Coupé and Marsico 2011).
  private static let french: [DeliveryLine.Name: ClosedRange<Double>] = [
    .speechRate: 3.3...4.7
  ]

  /// The band of a measure in a language; no band of one language is used for another.
  static func band(
    of name: DeliveryLine.Name,
    language: LexiconLanguage?
  ) -> ClosedRange<Double>? {
    switch language {
    case .english: english[name]
    case .french: french[name]
    case nil: nil
    }
  }
}
