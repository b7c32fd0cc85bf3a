/// Says of each chunk at once whether it holds speech: the analyser's evidence without its
/// look-ahead, for taking turns.
///
/// The same bands, means and weights as in `DeliveryAnalyzer`, which waits for what comes later and
/// for voicing before it labels a tick; here the newest ticks decide, 10 ms after they were heard.
/// A value: a copy goes on by itself. Blocks of 10 ms are judged as they become full, so verdicts
/// on chunks that are no multiple of 10 ms lag by what is left over.
public struct SpeechActivityMonitor: Sendable {
  private var bands = OctaveBands()
  private var evidence = SpeechEvidence()
  private var block = [Float](repeating: 0, count: AnalysisGrid.blockSamples)
  private var filled = 0

  /// Creates a monitor that has heard nothing.
  public init() {}

  /// Whether speech is likelier than not at the newest tick.
  public var isSpeech: Bool { evidence.logOdds > 0 }

  /// Ends what was speech: what comes next does not follow on what came, in the same room.
  public mutating func reset() {
    filled = 0
    evidence.interrupt()
  }

  /// Takes the next samples.
  ///
  /// - Parameter samples: `[n]` at 16 kHz, −1…1; what is not finite counts as 0, what lies beyond
  ///   ±4 as ±4.
  /// - Returns: whether at least half of the ticks that were judged are speech; without any, what
  ///   the newest tick is.
  public mutating func append(_ samples: [Float]) -> Bool {
    var (judged, speech) = (0, 0)
    for sample in samples {
      block[filled] = WindowStream.sane(sample)
      filled += 1
      guard filled == AnalysisGrid.blockSamples else { continue }
      filled = 0
      let (first, second) = bands.process(block)
      // One by one: a list of them would be an allocation at each block.
      evidence.append(first)
      if isSpeech { speech += 1 }
      evidence.append(second)
      if isSpeech { speech += 1 }
      judged += 2
    }
    return judged == 0 ? isSpeech : 2 * speech >= judged
  }
}
