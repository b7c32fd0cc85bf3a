/// The timing measures that a fluency estimate is made of.
public struct FluencyMeasures: Codable, Equatable, Sendable {
  /// Syllables ÷ time from the first onset to the last offset, in syllables per second.
  public var speechRateSyllablesPerSecond: Double
  /// Share of that time in silences of at least 0.10 s, 0…1.
  public var briefPauseShare: Double

  private enum CodingKeys: String, CodingKey {
    case speechRateSyllablesPerSecond = "speech_rate_syll_s"
    case briefPauseShare = "brief_pause_share"
  }

  /// Creates measures.
  public init(
    speechRateSyllablesPerSecond: Double,
    briefPauseShare: Double
  ) {
    self.speechRateSyllablesPerSecond = speechRateSyllablesPerSecond
    self.briefPauseShare = briefPauseShare
  }
}
