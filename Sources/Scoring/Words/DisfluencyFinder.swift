/// Finds filled pauses, repetitions, restarts and lengthenings in the words of an answer.
struct DisfluencyFinder: Sendable {
  /// What was found; each list in the order of the transcript.
  struct Findings: Equatable, Sendable {
    var filledPauses: [Disfluency] = []
    var repetitions: [Disfluency] = []
    var restarts: [Disfluency] = []
    /// `nil` where too few words have times.
    var lengthenings: [Disfluency]?
  }

  let language: SpokenLanguage
  /// Which words said twice are no repetition.
  var doubles = RepetitionFinder.Doubles.meant

  /// - Parameters:
  ///   - tokens: all words of the answer.
  ///   - pauses: silent pauses, in order and apart.
  func find(in tokens: [TranscriptToken], pauses: [DeliveryAnalysis.Span]) -> Findings {
    let repetitions = RepetitionFinder(language: language, doubles: doubles).find(in: tokens)
    // "I w- I was I was": what is said again is no start given up as well.
    let restarts = RestartFinder(language: language).find(in: tokens)
      .filter { restart in !repetitions.contains { $0.words.overlaps(restart.words) } }
    let lengthenings = LengtheningFinder(language: language)
    return Findings(
      filledPauses: filledPauses(in: tokens),
      repetitions: repetitions,
      restarts: restarts,
      lengthenings: lengthenings.find(in: tokens, pauses: pauses)
    )
  }

  /// Neighbours that make one filled pause ("ben euh") are one event; "um um" are two.
  private func filledPauses(in tokens: [TranscriptToken]) -> [Disfluency] {
    let fillers = FillerWords(language: language)
    var events: [Disfluency] = []
    var lead: TranscriptToken?
    for token in tokens where token.role == .filler {
      guard let certainty = fillers.certainty(of: token.key) else {
        lead = token
        continue
      }
      events.append(
        Disfluency(
          kind: .filledPause,
          span: .covering([lead?.span, token.span].compactMap { $0 }),
          words: (lead ?? token).index..<(token.index + 1),
          evidence: .word,
          certainty: certainty
        )
      )
      lead = nil
    }
    return events
  }
}
