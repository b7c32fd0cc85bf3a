/// Sums and medians over the answers of a session.
struct SessionTally: Sendable {
  private var timing = SpeechTiming()
  private var pace = PaceTally()
  private var rhythm = RhythmTally()
  private var declination = Declination()
  private var latencies = AnswerValues()
  private var finalMovements = AnswerValues()

  /// Adds an answer that has ended.
  mutating func add(_ answer: AnswerTally) {
    timing.add(answer.timing)
    pace.add(answer.pace)
    rhythm.add(answer.rhythm)
    if let line = answer.contour.declination { declination.add(line) }
    latencies.add(answer.responseLatencySeconds)
    finalMovements.add(answer.contour.finalMovementSemitones)
  }

  /// Writes the measures of the session into a set of measures.
  func write(into measures: inout DeliveryMeasures) {
    timing.write(into: &measures)
    measures.responseLatencySeconds = latencies.median
    measures.paceDeviationSyllablesPerSecond = pace.deviationSyllablesPerSecond
    measures.rhythmVariabilityIndex = rhythm.variabilityIndex
    measures.f0DeclinationSemitonesPerSecond = declination.semitonesPerSecond
    measures.f0FinalMovementSemitones = finalMovements.median
  }
}
