/// The timing measures that a fluency estimate is made of.
public struct FluencyMeasures: Codable, Equatable, Sendable {
  /// Syllables ÷ time from the first onset to the last offset, in syllables per second.
  public var speechRateSyllablesPerSecond: Double
  /// Share of that time in silent pauses, 0…1: what the phonation time ratio leaves.
  public var pauseShare: Double
  /// That time, in seconds; it counts in answers under 5 s only.
  public var answerLengthSeconds: Double

  private enum CodingKeys: String, CodingKey {
    case speechRateSyllablesPerSecond = "speech_rate_syll_s"
    case pauseShare = "pause_share"
    case answerLengthSeconds = "answer_length_s"
  }

  /// Creates measures.
  public init(
    speechRateSyllablesPerSecond: Double,
    pauseShare: Double,
    answerLengthSeconds: Double
  ) {
    self.speechRateSyllablesPerSecond = speechRateSyllablesPerSecond
    self.pauseShare = pauseShare
    self.answerLengthSeconds = answerLengthSeconds
  }
}

extension FluencyMeasures {
  /// Picks from the measures of an answer or a session, with the syllables heard or those of
  /// a transcript; `nil` under 0.5 s.
  init?(_ measures: DeliveryMeasures, syllables: Int? = nil) {
    let seconds = measures.answerLengthSeconds
    guard seconds >= 0.5 else { return nil }
    self.init(
      speechRateSyllablesPerSecond: Double(syllables ?? measures.syllableCount) / seconds,
      pauseShare: max(0, 1 - measures.phonationTimeSeconds / seconds),
      answerLengthSeconds: seconds
    )
  }
}

extension DeliveryMeasures {
  /// The fluency estimate from sound alone, `fluency-audio-v1`; `nil` under half a second.
  public var fluency: FluencyEstimate? {
    FluencyMeasures(self).map(FluencyModel.audio.estimate)
  }

  /// The fluency estimate with the number of syllables in a transcript, `fluency-text-v1`; `nil`
  /// under half a second.
  public func fluency(syllables: Int) -> FluencyEstimate? {
    FluencyMeasures(self, syllables: syllables).map(FluencyModel.text.estimate)
  }
}
