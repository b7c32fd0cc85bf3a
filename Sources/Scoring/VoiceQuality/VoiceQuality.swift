/// Measures of the voice itself, as Praat defines them: information for those who know how to read
/// them, never a judgement, never live, and not part of `FeatureSet.measures`.
///
/// Norms for held vowels do not hold for running speech: jitter around 2.5 %, shimmer around 10 %
/// and HNR around 11 dB are usual there.
public struct VoiceQuality: Codable, Equatable, Sendable {
  /// Name and version of these definitions.
  public static let featureSet = "voice-v1"
  /// No more than this much of a recording is measured, from its beginning, in seconds.
  public static let longestSeconds = 600.0

  /// Mean harmonics-to-noise ratio of the voiced windows, in decibels.
  public var harmonicsToNoiseDecibels: Double?
  /// Mean difference of neighbouring glottal periods ÷ their mean, in percent.
  public var jitterPercent: Double?
  /// Mean difference of the amplitudes of neighbouring periods ÷ their mean, in percent.
  public var shimmerPercent: Double?
  /// Smoothed cepstral peak prominence, in decibels.
  public var cepstralPeakDecibels: Double?

  private enum CodingKeys: String, CodingKey {
    case harmonicsToNoiseDecibels = "hnr_db"
    case jitterPercent = "jitter_local_pct"
    case shimmerPercent = "shimmer_local_pct"
    case cepstralPeakDecibels = "cpps_db"
  }

  /// Measures a recording; the time it takes is a few hundredths of the recording's length.
  ///
  /// - Parameters:
  ///   - samples: `[n]` at 16 kHz, mono; samples that are not finite count as 0.
  ///   - pitchHertz: F0 every 10 ms, as `DeliveryAnalysis.pitchHertz` has it for these samples.
  public init(samples: [Float], pitchHertz: [Float?]) {
    let count = min(samples.count, Int(Self.longestSeconds) * AnalysisGrid.sampleRate)
    let sound = samples[..<count].map { $0.isFinite ? min(max($0, -4), 4) : 0 }
    let pulses = GlottalPulses(sound: sound, pitch: VoicedStretch.all(in: pitchHertz))
    let perturbation = PeriodPerturbation(sound: sound, pulses: pulses.places)
    harmonicsToNoiseDecibels = Harmonicity.mean(of: sound)
    jitterPercent = perturbation.jitter.map { 100 * $0 }
    shimmerPercent = perturbation.shimmer.map { 100 * $0 }
    cepstralPeakDecibels = CepstralPeak.prominence(of: sound)
  }

  /// The measures in their order.
  public static let measures = [
    FeatureSet.Measure(
      key: "hnr_db",
      unit: "dB",
      definition: "mean of 10 log10 (r / (1 − r)), r the highest peak of the normalised "
        + "cross-correlation of a window of 13.3 ms with later ones, lags up to 13.3 ms, every "
        + "10 ms; windows under a tenth of the recording's peak tend to be left out",
      source: "Boersma 1993; Praat, harmonicity (cc), 75 Hz, silence 0.1"
    ),
    FeatureSet.Measure(
      key: "jitter_local_pct",
      unit: "%",
      definition: "mean |T − U| over the mean period, of neighbouring glottal periods T, U of 0.1 "
        + "to 20 ms that differ by a factor of 1.3 at most",
      source: "Praat, jitter (local)"
    ),
    FeatureSet.Measure(
      key: "shimmer_local_pct",
      unit: "%",
      definition: "mean |a − b| over the mean amplitude, of neighbouring periods as for jitter "
        + "whose amplitudes a, b differ by a factor of 1.6 at most",
      source: "Praat, shimmer (local)"
    ),
    FeatureSet.Measure(
      key: "cpps_db",
      unit: "dB",
      definition: "mean height of the cepstral peak of 60–330 Hz over a robust trend line, the "
        + "cepstrogram smoothed over 20 ms and 0.5 ms by bells",
      source: "Hillenbrand and Houde 1996; Praat, CPPS as in its manual"
    ),
  ]
}
