/// How often one simulated candidate does what; drawn for each, so that they differ.
struct CandidateHabits: Equatable, Sendable {
  /// Share of questions to which nothing is said.
  let silent: Double
  /// Share of answers that are typed.
  let types: Double
  /// Share of pauses that last seconds.
  let hesitates: Double
  /// Share of spoken answers that end with the *Done* button.
  let pressesDone: Double
  /// Share of the interviewer's utterances that the candidate speaks into.
  let bargesIn: Double
  /// Share that the candidate murmurs along with.
  let agrees: Double
  /// Share that a noise disturbs.
  let isNoisy: Double
  /// Share of turns that the candidate gives up when the interviewer takes the floor.
  let stopsWhenCut: Double
  /// Everything else: breaks, lost connections, buttons, broken packets.
  let actsPerSecond: Double

  init(_ dice: inout SeededGenerator) {
    func share(_ most: Double) -> Double {
      Bool.random(using: &dice) ? 0 : Double.random(in: 0...most, using: &dice)
    }
    silent = share(0.3)
    types = share(0.4)
    hesitates = share(0.5)
    pressesDone = share(0.6)
    bargesIn = share(0.8)
    agrees = share(0.8)
    isNoisy = share(0.8)
    stopsWhenCut = share(1)
    actsPerSecond = share(0.2)
  }
}
