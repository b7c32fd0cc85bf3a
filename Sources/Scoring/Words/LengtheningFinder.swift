/// Finds words that are drawn out, against the speaker's own time per syllable.
///
/// Words before a pause are said at up to twice their usual length by everybody; the threshold lies
/// above that. Recognizers give pauses to the words beside them, so silent pauses are taken off.
struct LengtheningFinder: Sendable {
  /// A word is drawn out from this much time per syllable on, in seconds.
  static let shortestSecondsPerSyllable = 0.5
  /// A word is drawn out only at so many times the speaker's median.
  static let timesMedian = 3.0
  /// Without so many timed words nothing is found.
  static let fewestWords = 10

  /// A timed word with the time in which it was said.
  private struct Timed {
    var token: TranscriptToken
    var span: DeliveryAnalysis.Span
    var secondsPerSyllable: Double
  }

  let language: SpokenLanguage

  /// The drawn-out words, in the order of the transcript; `nil` where too few words have times.
  ///
  /// - Parameters:
  ///   - tokens: all words of the answer.
  ///   - pauses: silent pauses, in order and apart.
  func find(
    in tokens: [TranscriptToken],
    pauses: [DeliveryAnalysis.Span]
  ) -> [Disfluency]? {
    let timed = tokens.compactMap { token -> Timed? in
      guard token.role == .content, let span = token.span, span.seconds > 0 else { return nil }
      let said = DeliveryAnalysis.Span.seconds(of: [span], without: pauses)
      return Timed(
        token: token,
        span: span,
        secondsPerSyllable: said
          / Double(max(1, SyllableCounter.count(token.written, in: language)))
      )
    }
    guard timed.count >= Self.fewestWords else { return nil }
    let sorted = timed.map(\.secondsPerSyllable).sorted()
    let median = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    let threshold = max(Self.shortestSecondsPerSyllable, Self.timesMedian * median)
    return timed.filter { $0.secondsPerSyllable >= threshold && isWord($0.token) }.map { word in
      Disfluency(
        kind: .lengthening,
        span: word.span,
        words: word.token.index..<(word.token.index + 1),
        evidence: .word,
        // Half sure at the threshold, nearly sure at twice the threshold.
        certainty: min(0.95, 0.5 * word.secondsPerSyllable / threshold)
      )
    }
  }

  /// A number, or letters that may be spelled, can take any time.
  private func isWord(_ token: TranscriptToken) -> Bool {
    !token.key.contains(where: \.isNumber) && token.written.contains(where: \.isLowercase)
  }
}
