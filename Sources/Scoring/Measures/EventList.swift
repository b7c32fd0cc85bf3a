import Speech

/// Collects the events of a whole recording from its windows; grows with the recording.
struct EventList {
  private let keepsPitch: Bool
  private var result = DeliveryAnalysis(durationSeconds: 0)
  private var tally = AnswerTally(questionEnd: .zero, from: .zero)
  private var filledPauses = FilledPauseDetector(capacity: .max)
  private var window = 0
  private var lastSpeechEnd = 0

  /// Creates an empty list; F0 is 800 bytes a second of recording and may be left out.
  init(keepsPitch: Bool) {
    self.keepsPitch = keepsPitch
  }

  /// The events and measures of a recording that has this length.
  func analysis(durationSeconds: Double) -> DeliveryAnalysis {
    var analysis = result
    analysis.durationSeconds = durationSeconds
    analysis.measures = tally.measures
    analysis.measures.responseLatencySeconds = nil
    analysis.filledPauses = filledPauses.filledPauses
    // The last window may reach beyond the last sample.
    if let last = analysis.speech.indices.last {
      analysis.speech[last].endSeconds = min(analysis.speech[last].endSeconds, durationSeconds)
    }
    if let last = analysis.syllableSeconds.indices.last {
      analysis.syllableSeconds[last] = min(analysis.syllableSeconds[last], durationSeconds)
    }
    return analysis
  }

  /// Takes the next window.
  mutating func add(_ window: SpeechWindow) {
    let clock = SampleTime(ticks: Int64(self.window) * AnalysisGrid.clockTicksPerBlock)
    tally.add(window, at: clock, before: SampleTime(ticks: .max))
    filledPauses.add(window)
    if keepsPitch { result.pitchHertz.append(window.f0Hertz) }
    let isSpeech = window.isSpeechFirst || window.isSpeechSecond
    if window.isNucleus, isSpeech {
      result.syllableSeconds.append(seconds(tick: 2 * self.window + 1))
    }
    if window.isSpeechFirst { addSpeech(tick: 2 * self.window) }
    if window.isSpeechSecond { addSpeech(tick: 2 * self.window + 1) }
    self.window += 1
  }

  /// The nearest number to a tick's time, which is written with three decimals at most.
  private func seconds(tick: Int) -> Double { Double(5 * tick) / 1_000 }

  private mutating func addSpeech(tick: Int) {
    let (start, end) = (seconds(tick: tick), seconds(tick: tick + 1))
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
