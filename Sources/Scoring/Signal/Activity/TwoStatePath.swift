/// The likeliest course of speech and quiet through the evidence of successive ticks, decided 63
/// ticks behind the newest.
///
/// A Viterbi search with two states. Each state carries the last 64 decisions of the best course
/// that ends in it as bits of a word, so nothing needs to be traced back.
struct TwoStatePath: Sendable {
  /// Ticks between the newest and the one that is decided.
  static let lookAhead = 63
  /// Cost of a change between speech and quiet, in log-odds: with the greatest evidence it takes
  /// 65 ms of the other state.
  static let changeCost: Float = 20

  private var quietCourse: UInt64 = 0
  private var speechCourse: UInt64 = 0
  /// How much better the best course into speech is than the best into quiet.
  private var advantage: Float = -changeCost

  /// Takes the log-odds of speech in the next tick; says whether the tick 63 earlier is speech.
  mutating func advance(_ evidence: Float) -> Bool {
    let (quiet, speech) = (quietCourse, speechCourse)
    quietCourse = (advantage > Self.changeCost ? speech : quiet) << 1
    speechCourse = (advantage < -Self.changeCost ? quiet : speech) << 1 | 1
    advantage = min(max(advantage, -Self.changeCost), Self.changeCost) + evidence
    let best = advantage > 0 ? speechCourse : quietCourse
    return best >> UInt64(Self.lookAhead) == 1
  }
}
