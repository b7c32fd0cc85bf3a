/// Measures a whole recording, a piece at a time, and keeps the times of all events.
///
/// The measures are those of a live analyser that heard the recording as one answer. Memory grows
/// with the lists of events only, about 200 bytes a second with F0 left out.
public struct RecordingAnalyzer: Sendable {
  private var stream: WindowStream
  private var events: EventList
  private var sampleCount = 0

  /// Creates an analyser that has heard nothing.
  ///
  /// - Parameters:
  ///   - language: what is spoken; syllables are found as its calibration says.
  ///   - keepsPitch: whether F0 of every window is kept.
  public init(language: SpokenLanguage = .english, keepsPitch: Bool = true) {
    stream = WindowStream(language: language)
    events = EventList(keepsPitch: keepsPitch)
  }

  /// Takes the next samples: `[n]` at 16 kHz, mono, full scale −1…1; what is not finite counts as 0.
  public mutating func append(_ samples: [Float]) {
    sampleCount += samples.count
    var position = 0
    while let window = stream.next(samples, &position) { events.add(window) }
  }

  /// Everything that was measured, once the last samples have been given.
  public consuming func finish() -> DeliveryAnalysis {
    while let window = stream.drain() { events.add(window) }
    return events.analysis(
      durationSeconds: Double(sampleCount) / Double(AnalysisGrid.sampleRate)
    )
  }
}
