public import Speech

/// Measures how a candidate speaks, chunk by chunk, in fixed memory and with a fixed latency.
///
/// A value: a copy goes on by itself. Results depend on the samples and never on how they were cut
/// into chunks, bit for bit. A window of 10 ms is measured when 1.0 s more has been heard; the end
/// of an answer and of the session measure what is still on its way with what there is. Appending
/// allocates nothing. Samples that are not finite count as 0, samples beyond ±4 as ±4.
public struct DeliveryAnalyzer: Sendable {
  /// How far behind the newest sample the times given to `beginAnswer(questionEnd:)` and
  /// `endAnswer(at:)` may lie, in seconds.
  ///
  /// Of an answer that is begun later than this the beginning is lost; of one that is ended later,
  /// speech after its end still counts.
  public static let reachSeconds =
    Double(RecentWindows.capacity + AnalysisGrid.latencyBlocks) * AnalysisGrid.blockSeconds

  private var placement = ChunkPlacement()
  private var stream: WindowStream
  private var recent = RecentWindows()
  private var answer: AnswerTally?
  private var answers = SessionTally()
  private var voice = VoiceTally()
  private var lastEnd = SampleTime(ticks: .min)
  private var isFinished = false

  /// Creates an analyser that has heard nothing.
  ///
  /// - Parameter language: what is spoken; syllables are found as its calibration says.
  public init(language: SpokenLanguage = .english) {
    stream = WindowStream(language: language)
  }

  /// Takes the next sound of the candidate.
  ///
  /// The first chunk may begin at any time of the session. A hole between chunks is a gap: neither
  /// speech nor pause. What overlaps sound already taken is ignored, and so is a chunk more than
  /// 24 h away. After `finish()` nothing is taken.
  public mutating func append(_ chunk: PCMChunk) {
    guard !isFinished,
      let decision = placement.place(start: chunk.start, count: chunk.samples.count)
    else { return }
    var missing = decision.missing
    while let window = stream.nextMissing(&missing) { keep(window) }
    var position = decision.skipped
    while let window = stream.next(chunk.samples, &position) { keep(window) }
  }

  /// Begins an answer: speech from the end of the question on belongs to it.
  ///
  /// An answer that is still open ends there, too, and counts for the session.
  public mutating func beginAnswer(questionEnd: SampleTime) {
    guard !isFinished else { return }
    if answer != nil { _ = endAnswer(at: questionEnd) }
    // Held within a range whose differences cannot overflow.
    let asked = SampleTime(ticks: min(max(questionEnd.ticks, -(1 << 60)), 1 << 60))
    answer = AnswerTally(questionEnd: asked, from: max(asked, lastEnd))
  }

  /// Ends the answer and gives its measures, from the first onset of speech after the question to
  /// the last offset before `end`.
  ///
  /// - Parameter end: nothing after it belongs to the answer; where it lies ahead of the sound
  ///   that was appended, the answer ends with that sound.
  /// - Returns: measures of nothing where no answer was begun.
  public mutating func endAnswer(at end: SampleTime) -> DeliveryMeasures {
    guard var tally = answer else { return DeliveryMeasures() }
    answer = nil
    let first = stream.nextWindow - recent.count
    for age in 0..<recent.count {
      tally.add(recent[age], at: time(ofWindow: first + age), before: end)
    }
    var rest = stream
    while let window = rest.drain() {
      tally.add(window, at: time(ofWindow: rest.nextWindow - 1), before: end)
    }
    lastEnd = max(lastEnd, min(end, placement.time(ofSample: placement.position)))
    answers.add(tally)
    return tally.measures
  }

  /// Ends the session and gives its measures: counts and times summed over the answers, pitch and
  /// level over everything that was said, medians of what each answer has once.
  ///
  /// An answer that is still open ends with the sound. Called again it gives the same.
  public mutating func finish() -> DeliveryMeasures {
    if !isFinished {
      _ = endAnswer(at: placement.time(ofSample: placement.position))
      while let window = stream.drain() { voice.add(window) }
      isFinished = true
    }
    var measures = DeliveryMeasures()
    answers.write(into: &measures)
    voice.write(into: &measures)
    return measures
  }

  /// Notes the window that the stream has just given.
  private mutating func keep(_ window: SpeechWindow) {
    voice.add(window)
    guard let leaving = recent.push(window), answer != nil else { return }
    let left = time(ofWindow: stream.nextWindow - 1 - RecentWindows.capacity)
    answer?.add(leaving, at: left, before: SampleTime(ticks: .max))
  }

  private func time(ofWindow window: Int) -> SampleTime {
    placement.time(ofSample: window * AnalysisGrid.blockSamples)
  }
}
