import Speech

/// Collects the events of a whole recording from its windows; grows with the recording.
struct EventList {
  private var result: DeliveryAnalysis
  private var tally = AnswerTally(questionEnd: .zero, from: .zero)
  private var window = 0
  private var lastSpeechEnd = 0

  init(sampleCount: Int) {
    result = DeliveryAnalysis(
      durationSeconds: Double(sampleCount) / Double(AnalysisGrid.sampleRate)
    )
    result.pitchHertz.reserveCapacity(sampleCount / AnalysisGrid.blockSamples + 1)
  }

  /// The events and measures so far.
  var analysis: DeliveryAnalysis {
    var analysis = result
    analysis.measures = tally.measures
    analysis.measures.responseLatencySeconds = nil
    return analysis
  }

  /// Takes the next window.
  mutating func add(_ window: SpeechWindow) {
    let clock = SampleTime(ticks: Int64(self.window) * AnalysisGrid.clockTicksPerBlock)
    tally.add(window, at: clock, before: SampleTime(ticks: .max))
    result.pitchHertz.append(window.f0Hertz)
    let isSpeech = window.isSpeechFirst || window.isSpeechSecond
    if window.isNucleus, isSpeech {
      let middle = (Double(self.window) + 0.5) * AnalysisGrid.blockSeconds
      result.syllableSeconds.append(min(middle, result.durationSeconds))
    }
    if window.isSpeechFirst { addSpeech(tick: 2 * self.window) }
    if window.isSpeechSecond { addSpeech(tick: 2 * self.window + 1) }
    self.window += 1
  }

  private mutating func addSpeech(tick: Int) {
    let start = Double(tick) * AnalysisGrid.tickSeconds
    let end = min(Double(tick + 1) * AnalysisGrid.tickSeconds, result.durationSeconds)
    if let last = result.speech.last, tick - lastSpeechEnd < FeatureSet.silentPauseTicks {
      result.speech[result.speech.count - 1] = .init(
        startSeconds: last.startSeconds,
        endSeconds: end
      )
    } else {
      if let last = result.speech.last {
        result.silentPauses.append(.init(startSeconds: last.endSeconds, endSeconds: start))
      }
      result.speech.append(.init(startSeconds: start, endSeconds: end))
    }
    lastSpeechEnd = tick + 1
  }
}
