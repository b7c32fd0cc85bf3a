import Scoring

/// The measures of one session, or why one is not shown.
struct SessionDelivery {
  /// A value, or the sentence that says why there is none.
  enum Value: Equatable {
    case shown(Double)
    case hidden(ReportSentence)
  }

  /// With less speech than this a rate says more of chance than of the speaker.
  static let leastSeconds = 5.0
  static let leastWords = 10

  private let measures: DeliveryMeasures?
  private let spoken: RecognizedWords
  private let language: LexiconLanguage?

  /// Takes what was measured over a whole session, and what was recognized.
  init(_ measures: DeliveryMeasures?, _ spoken: RecognizedWords, language: LexiconLanguage?) {
    self.measures = measures
    self.spoken = spoken
    self.language = language
  }

  /// The measures in the order in which they are read.
  ///
  /// Words a minute are for English, syllables a second for any other language.
  var values: [(name: DeliveryLine.Name, value: Value)] {
    DeliveryLine.Name.allCases.filter { name in
      switch name {
      case .wordsPerMinute: language == .english
      case .speechRate: language != .english
      default: true
      }
    }.map { ($0, value(of: $0)) }
  }

  private func value(of name: DeliveryLine.Name) -> Value {
    guard let measures else { return .hidden(.hiddenNotMeasured) }
    guard measures.answerLengthSeconds >= SessionDelivery.leastSeconds else {
      return .hidden(.hiddenTooShort)
    }
    // Words are counted in the transcript; what hampers measuring does not touch them.
    if name != .wordsPerMinute, measures.hasLowCertainty == true || measures.isTooQuiet == true {
      return .hidden(.hiddenUncertain)
    }
    let measured: Double?
    switch name {
    case .wordsPerMinute: return wordsPerMinute
    case .speechRate: measured = measures.speechRateSyllablesPerSecond
    case .articulationRate: measured = measures.articulationRateSyllablesPerSecond
    case .phonationRatio: measured = measures.phonationTimeRatio
    case .runLength: measured = measures.meanLengthOfRunSyllables
    case .pausesPerMinute: measured = measures.silentPausesPerMinute
    case .longestPause: measured = measures.longestSilentPauseSeconds
    case .responseLatency: measured = measures.responseLatencySeconds
    }
    return measured.map { .shown($0) } ?? .hidden(.hiddenTooShort)
  }

  private var wordsPerMinute: Value {
    guard spoken.count > 0 else { return .hidden(.hiddenNoTranscript) }
    guard spoken.count >= SessionDelivery.leastWords,
      spoken.seconds >= SessionDelivery.leastSeconds
    else { return .hidden(.hiddenTooShort) }
    guard !spoken.isUnsure else { return .hidden(.hiddenUnsureWords) }
    return .shown(Double(spoken.count) * 60 / spoken.seconds)
  }

  /// The lines of a report.
  ///
  /// - Parameter earlier: earlier sessions of the same kind, oldest first.
  func lines(earlier: [SessionDelivery], in language: ReportLanguage) -> [DeliveryLine] {
    values.map { name, value in
      var line = DeliveryLine(name: name)
      switch value {
      case .hidden(let reason): line.hidden = language(reason)
      case .shown(let shown):
        line.value = shown
        line.band = band(of: name, shown, language)
        let before = earlier.compactMap { session -> Double? in
          guard case .shown(let value) = session.value(of: name) else { return nil }
          return value
        }
        let own = OwnRange(shown, earlier: before)
        line.own = own
        line.ownSentence = language(own.sentence, ["count": "\(own.sessions + 1)"])
      }
      return line
    }
  }

  private func band(
    of name: DeliveryLine.Name,
    _ value: Double,
    _ words: ReportLanguage
  ) -> DeliveryLine.Band? {
    DeliveryBands.band(of: name, language: language).map { band in
      let sentence: ReportSentence =
        value < band.lowerBound ? .bandBelow : value > band.upperBound ? .bandAbove : .bandWithin
      let number: (Double) -> String = { $0 >= 100 ? "\(Int($0))" : words.decimal($0) }
      return DeliveryLine.Band(
        low: band.lowerBound,
        high: band.upperBound,
        sentence: words(
          sentence,
          ["low": number(band.lowerBound), "high": number(band.upperBound)]
        )
      )
    }
  }
}

extension OwnRange {
  fileprivate var sentence: ReportSentence {
    switch change {
    case .notEnough: .historyNotYet
    case .usual: .historyUsual
    case .higher: .historyHigher
    case .lower: .historyLower
    }
  }
}
