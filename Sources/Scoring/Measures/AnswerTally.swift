import Speech

/// Measures one answer as its windows come by.
struct AnswerTally: Sendable {
  /// End of the question.
  let questionEnd: SampleTime
  /// Windows that begin before this count for nothing.
  let begin: SampleTime
  private(set) var timing = SpeechTiming()
  private(set) var pace = PaceTally()
  private(set) var rhythm = RhythmTally()
  private(set) var contour = ContourTally()
  private(set) var firstOnset: SampleTime?
  private var voice = VoiceTally()
  private var windows = 0

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
    measures.paceDeviationSyllablesPerSecond = pace.deviationSyllablesPerSecond
    measures.rhythmVariabilityIndex = rhythm.variabilityIndex
    measures.f0DeclinationSemitonesPerSecond = contour.declination?.semitonesPerSecond
    measures.f0FinalMovementSemitones = contour.finalMovementSemitones
    return measures
  }

  /// Takes the next window, which begins at a session time; one that begins outside the answer
  /// counts for nothing.
  mutating func add(_ window: SpeechWindow, at time: SampleTime, before end: SampleTime) {
    windows += 1
    guard time >= begin, time < end else { return }
    if firstOnset == nil, window.isSpeechFirst || window.isSpeechSecond {
      let late = window.isSpeechFirst ? 0 : AnalysisGrid.clockTicksPerBlock / 2
      firstOnset = SampleTime(ticks: time.ticks + late)
    }
    timing.advance(isSpeech: window.isSpeechFirst, isGap: window.isGap)
    timing.advance(isSpeech: window.isSpeechSecond, isGap: window.isGap)
    voice.add(window)
    guard window.isSpeechFirst || window.isSpeechSecond else { return }
    pace.advance(to: timing.answerTicks)
    if window.isNucleus {
      timing.addSyllable()
      pace.addSyllable()
      rhythm.addNucleus(atBlock: windows, run: timing.runCount)
    }
    guard let hertz = window.f0Hertz, let firstOnset else { return }
    contour.add(
      semitones: 12 * binaryLogarithm(Double(hertz)),
      atSeconds: Double(time.ticks - firstOnset.ticks) / Double(SampleTime.ticksPerSecond)
    )
  }
}
