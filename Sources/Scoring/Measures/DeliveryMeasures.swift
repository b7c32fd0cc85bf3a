/// How something was said, measured from audio: coaching for the candidate, never part of a hiring
/// evaluation.
///
/// `nil` means "not measured" (too short, no voice, an older feature set), never zero. As JSON the
/// keys carry the unit. What `delivery-v0` measured can still be read.
public struct DeliveryMeasures: Codable, Equatable, Sendable {
  /// From the end of the question to the first onset, in seconds.
  public var responseLatencySeconds: Double?
  /// From the first onset to the last offset, in seconds.
  public var answerLengthSeconds: Double
  /// Answer length without its silent pauses, in seconds.
  public var phonationTimeSeconds: Double
  /// Phonation time ÷ answer length, 0…1.
  public var phonationTimeRatio: Double?
  /// Silences of at least 0.25 s inside the answer.
  public var silentPauseCount: Int
  /// Silent pauses a minute of answer.
  public var silentPausesPerMinute: Double?
  /// Mean length of the silent pauses, in seconds.
  public var meanSilentPauseSeconds: Double?
  /// Longest silent pause, in seconds.
  public var longestSilentPauseSeconds: Double?
  /// Silent pauses of at least 1 s.
  public var longSilentPauseCount: Int?
  /// Silent pauses of at least 2 s.
  public var veryLongSilentPauseCount: Int?
  /// Syllable nuclei.
  public var syllableCount: Int
  /// Syllables ÷ answer length.
  public var speechRateSyllablesPerSecond: Double?
  /// Syllables ÷ phonation time.
  public var articulationRateSyllablesPerSecond: Double?
  /// Syllables ÷ (silent pauses + 1).
  public var meanLengthOfRunSyllables: Double?
  /// Standard deviation of the speech rate over windows of 10 s, in syllables a second.
  public var paceDeviationSyllablesPerSecond: Double?
  /// Normalised pairwise variability of the intervals between nuclei, 0…200.
  public var rhythmVariabilityIndex: Double?
  /// Median F0 of the voiced windows, in hertz.
  public var f0MedianHertz: Double?
  /// 5th to 95th percentile of F0, in semitones.
  public var f0RangeSemitones: Double?
  /// Standard deviation of F0, in semitones.
  public var f0DeviationSemitones: Double?
  /// Slope of F0 over the answer, in semitones a second; below 0 where it falls.
  public var f0DeclinationSemitonesPerSecond: Double?
  /// Change of F0 over the last 0.3 s of voice, in semitones; below 0 where it falls.
  public var f0FinalMovementSemitones: Double?
  /// Root mean square level of the speech, dB relative to full scale.
  public var levelDecibels: Double?
  /// 5th to 95th percentile of the level of speech, in decibels.
  public var levelRangeDecibels: Double?
  /// Level of the speech over that of the room, in decibels.
  public var levelOverFloorDecibels: Double?
  /// Whether the speech is too quiet to be measured well.
  public var isTooQuiet: Bool?
  /// Share of the samples of speech at full scale, 0…1.
  public var clippedShare: Double?
  /// Whether so much is clipped that level and voice cannot be trusted.
  public var isClipped: Bool?
  /// Whether all of these figures are uncertain, for noise or for want of speech.
  public var hasLowCertainty: Bool?

  private enum CodingKeys: String, CodingKey {
    case responseLatencySeconds = "response_latency_s"
    case answerLengthSeconds = "answer_length_s"
    case phonationTimeSeconds = "phonation_time_s"
    case phonationTimeRatio = "phonation_time_ratio"
    case silentPauseCount = "silent_pause_count"
    case silentPausesPerMinute = "silent_pauses_per_min"
    case meanSilentPauseSeconds = "mean_silent_pause_s"
    case longestSilentPauseSeconds = "longest_silent_pause_s"
    case longSilentPauseCount = "long_silent_pause_count"
    case veryLongSilentPauseCount = "very_long_silent_pause_count"
    case syllableCount = "syllable_count"
    case speechRateSyllablesPerSecond = "speech_rate_syll_s"
    case articulationRateSyllablesPerSecond = "articulation_rate_syll_s"
    case meanLengthOfRunSyllables = "mean_length_of_run_syll"
    case paceDeviationSyllablesPerSecond = "pace_sd_syll_s"
    case rhythmVariabilityIndex = "rhythm_npvi"
    case f0MedianHertz = "f0_median_hz"
    case f0RangeSemitones = "f0_range_st"
    case f0DeviationSemitones = "f0_sd_st"
    case f0DeclinationSemitonesPerSecond = "f0_declination_st_s"
    case f0FinalMovementSemitones = "f0_final_movement_st"
    case levelDecibels = "level_dbfs"
    case levelRangeDecibels = "level_range_db"
    case levelOverFloorDecibels = "level_over_floor_db"
    case isTooQuiet = "is_too_quiet"
    case clippedShare = "clipped_share"
    case isClipped = "is_clipped"
    case hasLowCertainty = "has_low_certainty"
  }

  /// Creates measures of nothing: every optional value is absent.
  public init() {
    answerLengthSeconds = 0
    phonationTimeSeconds = 0
    silentPauseCount = 0
    syllableCount = 0
  }
}
