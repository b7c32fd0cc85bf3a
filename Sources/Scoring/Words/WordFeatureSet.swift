extension FeatureSet {
  /// The measures of words, in the order of `WordMeasures`.
  ///
  /// `W` is the number of words without filled pauses and cut-off words, `N` the number of their
  /// syllables, `T` the answer's length (without a length from sound: from the first word's
  /// beginning to the last word's end), `k` the number of filled pauses.
  public static let wordMeasures =
    wordRateMeasures + wordFluencyMeasures + wordPauseMeasures

  private static let wordRateMeasures = [
    Measure(
      key: "word_count",
      unit: "",
      definition: "W",
      source: "Tavakoli and Skehan 2005"
    ),
    Measure(
      key: "word_syllable_count",
      unit: "",
      definition: "N: syllables by the spelling of the words, numbers read out",
      source: "this project; checked against CMUdict and espeak-ng"
    ),
    Measure(
      key: "speech_rate_words_per_min",
      unit: "1/min",
      definition: "60 W / T, not measured under 1 s; English only, words of languages differ",
      source: "Tavakoli and Skehan 2005; Pellegrino et al. 2011 on languages"
    ),
    Measure(
      key: "word_speech_rate_syll_s",
      unit: "syll/s",
      definition: "N / T, not measured under 1 s",
      source: "Tavakoli and Skehan 2005"
    ),
    Measure(
      key: "word_articulation_rate_syll_s",
      unit: "syll/s",
      definition: "N of the timed words / the time in which they are said: their times joined over "
        + "gaps under 0.25 s, without silent and filled pauses; not measured under 1 s",
      source: "De Jong and Wempe 2009"
    ),
  ]

  private static let wordFluencyMeasures = [
    Measure(
      key: "filled_pause_count",
      unit: "",
      definition: "k: words of a fixed list for each language (um, uh, er, erm, hmm; euh, heu, "
        + "hum) and filled pauses found in the sound, one that both show counted once; the sound "
        + "shows about half of them, so without words that keep them k is not measured",
      source: "Tavakoli and Skehan 2005"
    ),
    Measure(
      key: "filled_pauses_per_min",
      unit: "1/min",
      definition: "60 k / T, not measured under 1 s",
      source: "Tavakoli and Skehan 2005"
    ),
    Measure(
      key: "filled_pauses_per_100_words",
      unit: "",
      definition: "100 k / W",
      source: "Bortfeld et al. 2001"
    ),
    Measure(
      key: "repetitions_per_100_words",
      unit: "",
      definition: "stretches of one to four words said again at once, or after a filled pause or "
        + "under 1 s of silence, without doubles that grammar or emphasis asks for, per 100 W",
      source: "Bortfeld et al. 2001"
    ),
    Measure(
      key: "restarts_per_100_words",
      unit: "",
      definition: "cut-off words, and starts of a subject and its auxiliary that are given up for "
        + "another with the same subject, per 100 W",
      source: "this project; after the false starts of Tavakoli and Skehan 2005"
    ),
    Measure(
      key: "lengthenings_per_100_words",
      unit: "",
      definition: "words with at least 0.5 s and three times the speaker's median time per "
        + "syllable, silent pauses taken off, per 100 W; not measured under 10 timed words",
      source: "this project"
    ),
  ]

  private static let wordPauseMeasures = [
    Measure(
      key: "boundary_pause_count",
      unit: "",
      definition: "silent pauses between two words at a punctuation mark or before a word that "
        + "opens a clause",
      source: "Kahng 2018 on the two places"
    ),
    Measure(
      key: "mid_clause_pause_count",
      unit: "",
      definition: "the other silent pauses between two words",
      source: "Kahng 2018 on the two places"
    ),
  ]
}
