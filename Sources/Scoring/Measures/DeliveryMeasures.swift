/// How something was said, measured from audio: coaching for the candidate, never part of a hiring
/// evaluation.
///
/// `nil` means "not measured" (too short, no voice), never zero. As JSON the keys carry the unit.
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
  /// Syllable nuclei.
  public var syllableCount: Int
  /// Syllables ÷ answer length.
  public var speechRateSyllablesPerSecond: Double?
  /// Syllables ÷ phonation time.
  public var articulationRateSyllablesPerSecond: Double?
  /// Syllables ÷ (silent pauses + 1).
  public var meanLengthOfRunSyllables: Double?
  /// Median F0 of the voiced windows, in hertz.
  public var f0MedianHertz: Double?
  /// 5th to 95th percentile of F0, in semitones.
  public var f0RangeSemitones: Double?
  /// Standard deviation of F0, in semitones.
  public var f0DeviationSemitones: Double?
  /// Root mean square level of the speech, dB relative to full scale.
  public var levelDecibels: Double?

  private enum CodingKeys: String, CodingKey {
    case responseLatencySeconds = "response_latency_s"
    case answerLengthSeconds = "answer_length_s"
    case phonationTimeSeconds = "phonation_time_s"
    case phonationTimeRatio = "phonation_time_ratio"
    case silentPauseCount = "silent_pause_count"
    case silentPausesPerMinute = "silent_pauses_per_min"
    case meanSilentPauseSeconds = "mean_silent_pause_s"
    case longestSilentPauseSeconds = "longest_silent_pause_s"
    case syllableCount = "syllable_count"
    case speechRateSyllablesPerSecond = "speech_rate_syll_s"
    case articulationRateSyllablesPerSecond = "articulation_rate_syll_s"
    case meanLengthOfRunSyllables = "mean_length_of_run_syll"
    case f0MedianHertz = "f0_median_hz"
    case f0RangeSemitones = "f0_range_st"
    case f0DeviationSemitones = "f0_sd_st"
    case levelDecibels = "level_dbfs"
  }

  /// Creates measures of nothing: every optional value is absent.
  public init() {
    answerLengthSeconds = 0
    phonationTimeSeconds = 0
    silentPauseCount = 0
    syllableCount = 0
  }
}
