import Speech

/// Measures one answer as its windows come by.
struct AnswerTally: Sendable {
  /// End of the question.
  let questionEnd: SampleTime
  /// Windows that begin before this count for nothing.
  let begin: SampleTime
  private(set) var timing = SpeechTiming()
  private(set) var firstOnset: SampleTime?
  private var voice = VoiceTally()

  init(questionEnd: SampleTime, from begin: SampleTime) {
    self.questionEnd = questionEnd
    self.begin = begin
  }

  /// From the end of the question to the first onset, in seconds.
  var responseLatencySeconds: Double? {
    firstOnset.map { ($0 - questionEnd).inSeconds }
  }

  /// The measures so far.
  var measures: DeliveryMeasures {
    var measures = DeliveryMeasures()
    timing.write(into: &measures)
    voice.write(into: &measures)
    measures.responseLatencySeconds = responseLatencySeconds
    return measures
  }

  /// Takes the next window, which begins at a session time; one that begins outside the answer
  /// counts for nothing.
  mutating func add(_ window: SpeechWindow, at time: SampleTime, before end: SampleTime) {
    guard time >= begin, time < end else { return }
    if firstOnset == nil, window.isSpeechFirst || window.isSpeechSecond {
      let late = window.isSpeechFirst ? 0 : AnalysisGrid.clockTicksPerBlock / 2
      firstOnset = SampleTime(ticks: time.ticks + late)
    }
    timing.advance(isSpeech: window.isSpeechFirst, isGap: window.isGap)
    timing.advance(isSpeech: window.isSpeechSecond, isGap: window.isGap)
    guard window.isSpeechFirst || window.isSpeechSecond else { return }
    if window.isNucleus { timing.addSyllable() }
    voice.add(window)
  }
}
