/// Everything that was measured in one recording, with the times of all events.
public struct DeliveryAnalysis: Equatable, Sendable {
  /// A stretch of time.
  public struct Span: Equatable, Sendable {
    /// Where it begins, in seconds from the first sample.
    public var startSeconds: Double
    /// Where it ends, in seconds from the first sample.
    public var endSeconds: Double

    /// Creates a stretch.
    public init(startSeconds: Double, endSeconds: Double) {
      self.startSeconds = startSeconds
      self.endSeconds = endSeconds
    }
  }

  /// Length of the recording, in seconds.
  public var durationSeconds: Double
  /// Stretches of speech between silent pauses, in order; shorter silences are inside.
  public var speech: [Span] = []
  /// Silent pauses, in order, as `FeatureSet` defines them.
  public var silentPauses: [Span] = []
  /// Filled pauses that are sure by their sound alone, in order.
  ///
  /// About half of those there are, and less than one a minute that is none: each of them is
  /// evidence, their number is no rate.
  public var filledPauses: [Disfluency] = []
  /// Times of the syllable nuclei in seconds, rising.
  public var syllableSeconds: [Double] = []
  /// F0 every 10 ms in hertz, `nil` where unvoiced; window k is centred on k × 0.010 s.
  public var pitchHertz: [Float?] = []
  /// The measures, with the recording as one answer to a question that nobody asked.
  public var measures = DeliveryMeasures()
}

extension DeliveryAnalyzer {
  /// Analyses a whole recording.
  ///
  /// The measures are those of a live analyser that heard the recording as one answer; the lists
  /// grow with the recording.
  ///
  /// - Parameters:
  ///   - samples: `[n]` at 16 kHz, mono, full scale −1…1; samples that are not finite count as 0.
  ///   - language: what is spoken; syllables are found as its calibration says.
  public static func analyze(
    samples: [Float],
    language: SpokenLanguage = .english
  ) -> DeliveryAnalysis {
    var analyzer = RecordingAnalyzer(language: language)
    analyzer.append(samples)
    return analyzer.finish()
  }
}
