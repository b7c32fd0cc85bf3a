/// What is measured and how: the name that is stored with every score, and the constants behind it.
///
/// Changing a definition or a constant changes the name.
public enum FeatureSet {
  /// Name and version of these definitions.
  public static let name = "delivery-v0"

  /// A silence inside an answer is a silent pause from this length on, in seconds.
  public static let silentPauseSeconds = 0.25
  /// Rates are not measured for answers shorter than this, in seconds.
  public static let shortestRatedSeconds = 1.0
  /// The median of F0 is not measured under this much voice, in seconds.
  public static let shortestVoicedSeconds = 0.1
  /// Range and deviation of F0 are not measured under this much voice, in seconds.
  public static let shortestVoicedSecondsForSpread = 0.5

  /// `silentPauseSeconds` in ticks of 5 ms.
  static let silentPauseTicks = Int((silentPauseSeconds / AnalysisGrid.tickSeconds).rounded())

  /// One measure of the set.
  public struct Measure: Equatable, Sendable {
    /// Its key in JSON, which ends in its unit.
    public var key: String
    /// Its unit, or an empty text for a pure number.
    public var unit: String
    /// How it is computed.
    public var definition: String
    /// Where the definition comes from.
    public var source: String
  }

  /// Every measure, in the order of `DeliveryMeasures`.
  ///
  /// `T` is the time from the first onset of speech after the question to the last offset, `P` is
  /// `T` without its silent pauses, `n` the number of those pauses, `N` the number of syllable
  /// nuclei. A silence in which sound is missing belongs to none of them.
  public static let measures = timeMeasures + pauseMeasures + rateMeasures + voiceMeasures

  private static let timeMeasures = [
    Measure(
      key: "response_latency_s",
      unit: "s",
      definition: "end of the question to the first onset of speech; 0 where the candidate was "
        + "speaking already; of a session the median over its answers",
      source: "reported, never scored"
    ),
    Measure(
      key: "answer_length_s",
      unit: "s",
      definition: "T",
      source: "De Jong and Wempe 2009, total time without leading and trailing silence"
    ),
    Measure(
      key: "phonation_time_s",
      unit: "s",
      definition: "P",
      source: "De Jong and Wempe 2009"
    ),
    Measure(
      key: "phonation_time_ratio",
      unit: "",
      definition: "P / T",
      source: "De Jong and Wempe 2009"
    ),
  ]

  private static let pauseMeasures = [
    Measure(
      key: "silent_pause_count",
      unit: "",
      definition: "n: silences of at least 0.25 s inside T; the floor and the speech level that "
        + "tell silence from speech adapt to the last seconds",
      source: "threshold between those of Campione and Véronis 2002 and Gao et al. 2025"
    ),
    Measure(
      key: "silent_pauses_per_min",
      unit: "1/min",
      definition: "60 n / T, not measured under 1 s",
      source: "Tavakoli and Skehan 2005"
    ),
    Measure(
      key: "mean_silent_pause_s",
      unit: "s",
      definition: "mean length of the silent pauses",
      source: "Tavakoli and Skehan 2005"
    ),
    Measure(
      key: "longest_silent_pause_s",
      unit: "s",
      definition: "length of the longest silent pause",
      source: "this project"
    ),
  ]

  private static let rateMeasures = [
    Measure(
      key: "syllable_count",
      unit: "",
      definition: "N: voiced peaks of the level of 400–2500 Hz between dips of at least 2 dB, no "
        + "more than 28 dB under the running speech level",
      source: "De Jong and Wempe 2009"
    ),
    Measure(
      key: "speech_rate_syll_s",
      unit: "syll/s",
      definition: "N / T, not measured under 1 s",
      source: "De Jong and Wempe 2009"
    ),
    Measure(
      key: "articulation_rate_syll_s",
      unit: "syll/s",
      definition: "N / P, not measured under 1 s",
      source: "De Jong and Wempe 2009"
    ),
    Measure(
      key: "mean_length_of_run_syll",
      unit: "syll",
      definition: "N / (n + 1); of a session N over the sum of n + 1 of its answers",
      source: "Tavakoli and Skehan 2005"
    ),
  ]

  private static let voiceMeasures = [
    Measure(
      key: "f0_median_hz",
      unit: "Hz",
      definition: "median F0 of the voiced windows of speech, 60–500 Hz, every 10 ms, from "
        + "autocorrelation of the low band; not measured under 0.1 s of voice",
      source: "Boersma 1993; level: Traunmüller and Eriksson 1995"
    ),
    Measure(
      key: "f0_range_st",
      unit: "st",
      definition: "5th to 95th percentile of 12 log2 F0; not measured under 0.5 s of voice",
      source: "Traunmüller and Eriksson 1995"
    ),
    Measure(
      key: "f0_sd_st",
      unit: "st",
      definition: "standard deviation of 12 log2 F0; not measured under 0.5 s of voice",
      source: "Traunmüller and Eriksson 1995"
    ),
    Measure(
      key: "level_dbfs",
      unit: "dBFS",
      definition: "20 log10 of the root mean square over the blocks of speech, above 50 Hz",
      source: "this project; depends on gain control"
    ),
  ]
}
