/// The timing measures that a fluency estimate is made of.
public struct FluencyMeasures: Codable, Equatable, Sendable {
  /// Syllables ÷ time from the first onset to the last offset, in syllables per second.
  public var speechRateSyllablesPerSecond: Double
  /// Share of that time in silences of at least 0.10 s, 0…1.
  public var briefPauseShare: Double
  /// That time, in seconds; no part of the estimate.
  public var answerLengthSeconds: Double

  private enum CodingKeys: String, CodingKey {
    case speechRateSyllablesPerSecond = "speech_rate_syll_s"
    case briefPauseShare = "brief_pause_share"
    case answerLengthSeconds = "answer_length_s"
  }

  /// Creates measures.
  public init(
    speechRateSyllablesPerSecond: Double,
    briefPauseShare: Double,
    answerLengthSeconds: Double
  ) {
    self.speechRateSyllablesPerSecond = speechRateSyllablesPerSecond
    self.briefPauseShare = briefPauseShare
    self.answerLengthSeconds = answerLengthSeconds
  }
}

extension FluencyMeasures {
  /// The measures of what was timed, with the syllables heard or those of a transcript; `nil` under
  /// 0.5 s.
  init?(_ timing: SpeechTiming, syllables: Int? = nil) {
    let seconds = Double(timing.answerTicks) * AnalysisGrid.tickSeconds
    guard seconds >= 0.5 else { return nil }
    self.init(
      speechRateSyllablesPerSecond: Double(syllables ?? timing.syllableCount) / seconds,
      briefPauseShare: Double(timing.briefPauseTicks) / Double(timing.answerTicks),
      answerLengthSeconds: seconds
    )
  }
}
