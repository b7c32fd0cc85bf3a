/// Counts and times of the words of an answer, and the measures made of them.
struct WordTally {
  /// Words less than this apart are said in one go, in seconds.
  static let shortestGapSeconds = FeatureSet.silentPauseSeconds

  let tokens: [TranscriptToken]
  let language: SpokenLanguage
  /// Silent pauses, in order and apart.
  let silences: [DeliveryAnalysis.Span]
  /// Filled pauses, `nil` where they are not known.
  var filledPauses: [Disfluency]?
  /// The answer's length, where it is known from sound.
  var answerSeconds: Double?
  var findings = DisfluencyFinder.Findings()

  init(tokens: [TranscriptToken], language: SpokenLanguage, silences: [DeliveryAnalysis.Span]) {
    self.tokens = tokens
    self.language = language
    self.silences = silences
  }

  /// The measures; those of pause places are not among them.
  var measures: WordMeasures {
    let content = tokens.filter { $0.role == .content }
    let syllables = syllables(of: content)
    var measures = WordMeasures()
    measures.wordCount = content.count
    measures.syllableCount = syllables
    measures.filledPauseCount = filledPauses?.count
    if let length = ratedLength {
      if language == .english {
        measures.speechRateWordsPerMinute = 60 * per(length, content.count)
      }
      measures.speechRateSyllablesPerSecond = per(length, syllables)
      measures.filledPausesPerMinute = filledPauses.map { 60 * per(length, $0.count) }
    }
    measures.articulationRateSyllablesPerSecond = articulationRate(of: content)
    guard !content.isEmpty else { return measures }
    func per100(_ count: Int) -> Double { Double(100 * count) / Double(content.count) }
    measures.filledPausesPer100Words = filledPauses.map { per100($0.count) }
    measures.repetitionsPer100Words = per100(findings.repetitions.count)
    measures.restartsPer100Words = per100(findings.restarts.count)
    measures.lengtheningsPer100Words = findings.lengthenings.map { per100($0.count) }
    return measures
  }

  /// The answer's length, or that of its words; `nil` for one too short to be rated.
  private var ratedLength: Double? {
    let length =
      answerSeconds ?? DeliveryAnalysis.Span.covering(tokens.compactMap(\.span))?.seconds
    guard let length, length.isFinite, length >= FeatureSet.shortestRatedSeconds else { return nil }
    return length
  }

  private func articulationRate(of content: [TranscriptToken]) -> Double? {
    let timed = content.filter { $0.span != nil }
    let said = DeliveryAnalysis.Span.joined(
      timed.compactMap(\.span),
      gap: Self.shortestGapSeconds
    )
    let unsaid = DeliveryAnalysis.Span.joined(silences + (filledPauses ?? []).compactMap(\.span))
    let seconds = DeliveryAnalysis.Span.seconds(of: said, without: unsaid)
    guard seconds >= FeatureSet.shortestRatedSeconds else { return nil }
    return per(seconds, syllables(of: timed))
  }

  private func syllables(of content: [TranscriptToken]) -> Int {
    content.reduce(0) { $0 + SyllableCounter.count($1.written, in: language) }
  }

  private func per(_ amount: Double, _ count: Int) -> Double { Double(count) / amount }
}
