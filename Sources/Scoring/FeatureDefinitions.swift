extension FeatureSet {
  /// Every measure, in the order of `DeliveryMeasures`.
  ///
  /// `T` is the time from the first onset of speech after the question to the last offset, `P` is
  /// `T` without its silent pauses, `n` the number of those pauses, `N` the number of syllable
  /// nuclei. A silence in which sound is missing belongs to none of them. A window is 10 ms.
  public static let measures =
    timeMeasures + pauseMeasures + rateMeasures + pitchMeasures + levelMeasures

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
      definition: "n: silences of at least 0.25 s inside T; the floor and the speech level "
        + "that tell silence from speech adapt to the last seconds",
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
    Measure(
      key: "long_silent_pause_count",
      unit: "",
      definition: "silent pauses of at least 1 s",
      source: "Campione and Véronis 2002"
    ),
    Measure(
      key: "very_long_silent_pause_count",
      unit: "",
      definition: "silent pauses of at least 2 s",
      source: "this project"
    ),
  ]

  private static let rateMeasures = [
    Measure(
      key: "syllable_count",
      unit: "",
      definition: "N: voiced peaks of the level of 400–2500 Hz between dips of at least 2 dB, "
        + "no more than 28 dB under the running speech level",
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
    Measure(
      key: "pace_sd_syll_s",
      unit: "syll/s",
      definition: "standard deviation (n − 1) of the syllables a second in successive windows "
        + "of 10 s of T, the last part of a window left out; not measured under 3 windows; of "
        + "a session over the windows of all answers",
      source: "this project"
    ),
    Measure(
      key: "rhythm_npvi",
      unit: "",
      definition: "100 times the mean of |d − e| / ((d + e) / 2) over neighbouring intervals "
        + "d, e between nuclei with no silent pause between; not measured under 10 pairs",
      source: "Grabe and Low 2002, on intervals between nuclei"
    ),
  ]

  private static let pitchMeasures = [
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
      key: "f0_declination_st_s",
      unit: "st/s",
      definition: "slope of 12 log2 F0 over the time since the first onset, by least squares; "
        + "not measured under 1 s of voice; of a session the slope that its answers have in "
        + "common",
      source: "least squares per answer: this project"
    ),
    Measure(
      key: "f0_final_movement_st",
      unit: "st",
      definition: "change along the least-squares line through the last 30 voiced windows in "
        + "their order; not measured under 0.3 s of voice; of a session the median over its "
        + "answers",
      source: "this project"
    ),
  ]

  private static let levelMeasures = [
    Measure(
      key: "level_dbfs",
      unit: "dBFS",
      definition: "20 log10 of the root mean square over the windows of speech, above 50 Hz",
      source: "this project; depends on gain control"
    ),
    Measure(
      key: "level_range_db",
      unit: "dB",
      definition: "5th to 95th percentile of the level of the windows of speech; not measured "
        + "under 0.5 s of speech",
      source: "this project"
    ),
    Measure(
      key: "level_over_floor_db",
      unit: "dB",
      definition: "level_dbfs less the level that the quietest 10 % of all windows stay under, "
        + "digital silence left out",
      source: "this project"
    ),
    Measure(
      key: "is_too_quiet",
      unit: "",
      definition: "level_dbfs under −42 dBFS",
      source: "this project"
    ),
    Measure(
      key: "clipped_share",
      unit: "",
      definition: "share of the samples of the windows of speech at 0.999 of full scale or "
        + "beyond",
      source: "this project"
    ),
    Measure(
      key: "is_clipped",
      unit: "",
      definition: "clipped_share of at least 0.001",
      source: "this project"
    ),
    Measure(
      key: "has_low_certainty",
      unit: "",
      definition: "level_over_floor_db under 15 dB or P under 10 s",
      source: "this project"
    ),
  ]
}
