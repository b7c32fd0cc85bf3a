import Foundation
import TestKit
import Testing

/// What is done to the sound of an answer, and how far each measure may move with it.
///
/// The bounds follow from what is done and from the measures' definitions; figures of accuracy are
/// those of `docs/measures.md`. Quotients have none: they are held to the parts that they are of.
enum VoiceChange: Hashable, CaseIterable {
  case none, higher, lower, louder, softer, noisier, hesitant

  /// Six decibels.
  private static let double: Float = 1.995

  func applied(to samples: [Float]) -> [Float] {
    switch self {
    case .none, .hesitant: samples
    case .higher: TimeScale.shifted(samples, semitones: 4)
    case .lower: TimeScale.shifted(samples, semitones: -4)
    case .louder: samples.map { $0 * Self.double }
    case .softer: samples.map { $0 / Self.double }
    case .noisier:
      zip(
        samples,
        SyntheticVoice.noise(seconds: Double(samples.count) / 16_000 + 1, amplitude: 0.006)
      )
      .map { $0 + $1 }
    }
  }

  /// Where a measure may be, or `nil` where nothing follows from its definition.
  ///
  /// - Parameters:
  ///   - plain: the measures of the unchanged answer.
  ///   - added: seconds of sound that the change adds.
  func bounds(
    of key: String,
    from plain: [String: Double],
    added: Double
  ) -> ClosedRange<Double>? {
    guard let value = plain[key] else { return nil }
    let pauses = plain["silent_pause_count"] ?? 0
    func within(_ less: Double, _ more: Double) -> ClosedRange<Double> {
      (value - less)...(value + more)
    }
    func around(_ margin: Double) -> ClosedRange<Double> { within(margin, margin) }
    switch (key, self) {
    // Said later or longer, by fillers of a syllable and a pause each, four in all.
    case ("answer_length_s", .hesitant): return within(-added + 0.4, added + 0.4)
    case ("phonation_time_s", .hesitant):
      return within(0.2, added - 4 * SpokenCandidate.pauseSeconds + 0.3)
    case ("silent_pause_count", .hesitant): return within(1, 5)
    case ("syllable_count", .hesitant): return within(0.1 * value, 4 + 0.1 * value)
    case ("longest_silent_pause_s", .hesitant): return around(0.4)

    // Noise has no voice: it makes neither speech nor syllables. It hides them: this one sets in
    // with the answer, and for five seconds the detector has yet to learn the room, so nothing
    // bounds what it loses, nor how many pauses come of that.
    case ("answer_length_s", .noisier): return within(0.3, 0.1)
    case ("phonation_time_s", .noisier): return within(.infinity, 0.3)
    case ("syllable_count", .noisier): return within(.infinity, 0.1 * value)
    case ("silent_pause_count", .noisier), ("longest_silent_pause_s", .noisier): return nil
    // A silence may come to either side of 0.25 s, a weak syllable be found or not.
    case ("silent_pause_count", .higher), ("silent_pause_count", .lower): return around(1)
    case ("syllable_count", .higher), ("syllable_count", .lower): return around(0.1 * value)
    // Windows of 40 ms laid over each other smear each end of a pause by half of one.
    case ("phonation_time_s", .higher), ("phonation_time_s", .lower):
      return around(0.1 + 0.25 + 0.04 * pauses)
    case ("answer_length_s", _), ("longest_silent_pause_s", _), ("response_latency_s", _):
      return around(0.1)
    case ("phonation_time_s", _): return around(0.1 + 0.02 * pauses)
    case ("silent_pause_count", _): return around(0)
    case ("syllable_count", _): return around(max(1, 0.03 * value))
    // None of these pauses is near one second.
    case ("long_silent_pause_count", _), ("very_long_silent_pause_count", _): return around(0)

    default: return soundBounds(of: key, from: value)
    }
  }

  /// The bounds of pitch and level.
  private func soundBounds(of key: String, from value: Double) -> ClosedRange<Double>? {
    func within(_ less: Double, _ more: Double) -> ClosedRange<Double> {
      (value - less)...(value + more)
    }
    func around(_ margin: Double) -> ClosedRange<Double> { within(margin, margin) }
    func around(semitones: Double, of hertz: Double) -> ClosedRange<Double> {
      (hertz * pow(2.0, -semitones / 12))...(hertz * pow(2.0, semitones / 12))
    }
    switch (key, self) {
    case ("f0_median_hz", .higher): return around(semitones: 0.7, of: value * pow(2.0, 4.0 / 12))
    case ("f0_median_hz", .lower): return around(semitones: 0.7, of: value * pow(2.0, -4.0 / 12))
    case ("f0_median_hz", .hesitant): return around(semitones: 1, of: value)
    case ("f0_median_hz", _): return around(semitones: 0.3, of: value)
    // Semitones are relative. As many windows as lie beyond these percentiles may be wrong, by an
    // octave each; and who says more has other extremes, another slope and another end.
    case ("f0_range_st", .louder), ("f0_range_st", .softer): return around(1)
    case ("f0_sd_st", .louder), ("f0_sd_st", .softer): return around(0.3)
    case ("f0_declination_st_s", .louder), ("f0_declination_st_s", .softer): return around(0.1)
    case ("f0_range_st", .higher), ("f0_range_st", .lower), ("f0_range_st", .noisier):
      return around(3)
    case ("f0_sd_st", .higher), ("f0_sd_st", .lower), ("f0_sd_st", .noisier): return around(1)

    // The floor is that of the whole session, and only the answer was changed.
    case ("level_dbfs", .louder), ("level_over_floor_db", .louder): return within(-5.5, 6.5)
    case ("level_dbfs", .softer), ("level_over_floor_db", .softer): return within(6.5, -5.5)
    case ("level_dbfs", .noisier), ("level_over_floor_db", .noisier): return within(0.3, 1.5)
    case ("level_dbfs", .hesitant), ("level_dbfs", .higher), ("level_dbfs", .lower):
      return around(1)
    // Its quiet end is drowned. Otherwise that is near digital silence, where the codec decides.
    case ("level_range_db", .noisier): return -.infinity...value.nextDown
    case ("clipped_share", _), ("is_clipped", _), ("is_too_quiet", _): return around(0)
    case ("has_low_certainty", .louder), ("has_low_certainty", .softer): return around(0)
    // One nucleus more or less changes four intervals, and the last 0.3 s of voice are others when
    // one window of them is lost.
    default: return nil
    }
  }

  /// The measures that follow from others, with what they follow from.
  static func quotients(in measures: [String: Double]) -> [String: Double] {
    guard let length = measures["answer_length_s"], let voice = measures["phonation_time_s"],
      let pauses = measures["silent_pause_count"], let syllables = measures["syllable_count"]
    else { return [:] }
    return [
      "phonation_time_ratio": voice / length,
      "silent_pauses_per_min": 60 * pauses / length,
      "mean_silent_pause_s": (length - voice) / pauses,
      "speech_rate_syll_s": syllables / length,
      "articulation_rate_syll_s": syllables / voice,
      "mean_length_of_run_syll": syllables / (pauses + 1),
    ]
  }
}
