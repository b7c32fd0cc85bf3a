/// The obvious version of an answer's counts: it sees all ticks of 5 ms at once.
public struct ScoringReferenceTiming: Equatable {
  /// Ticks from the first to the last speech, without silences that have gaps.
  public var answerTicks = 0
  /// Lengths of the silent pauses, in ticks.
  public var pauses: [Int] = []

  /// Reads ticks written as `S` speech, `.` silence, `x` missing sound.
  public init(ticks: String, shortestPauseTicks: Int) {
    let trimmed = ticks.drop { $0 != "S" }.reversed().drop { $0 != "S" }.reversed()
    var silence: [Character] = []
    for tick in trimmed {
      guard tick == "S" else {
        silence.append(tick)
        continue
      }
      if !silence.contains("x") {
        answerTicks += silence.count
        if silence.count >= shortestPauseTicks { pauses.append(silence.count) }
      }
      silence = []
      answerTicks += 1
    }
  }
}
