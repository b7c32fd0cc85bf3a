import Speech

/// How one candidate pauses within turns: how long, and how often, learnt as the session goes on.
///
/// Bounded: the last 32 pauses are kept, and counts are halved when they reach 64 turns. In the
/// beginning stands a prior worth four pauses and three turns, what is usual among the speakers
/// that `EndOfTurnWeights` was fitted to.
public struct OwnPauses: Equatable, Sendable {
  /// Pauses that are remembered.
  public static let capacity = 32
  /// Turns whose counts are remembered.
  public static let turnLimit = 64
  /// More pauses a turn than this tell no more, so that long answers do not wait ever longer.
  public static let mostPerTurn = 2.0
  /// A longer silence was no pause of speech.
  public static let longestPause = Duration.seconds(10)

  private static let usualSeconds = [0.38, 0.52, 0.72, 1.02]
  private static let usualTurns = 3.0
  private static let usualPerTurn = 0.35

  private var recent: [Double] = []
  private var next = 0
  private var pauses = usualTurns * usualPerTurn
  private var turns = usualTurns

  /// The median of the pauses within turns, in seconds.
  public private(set) var typicalSeconds = median(of: usualSeconds)

  /// Creates the usual candidate.
  public init() {}

  /// Pauses within a turn, on average; over 0, at most `mostPerTurn`.
  public var perTurn: Double { min(pauses / turns, Self.mostPerTurn) }

  /// The candidate went on after a silence.
  public mutating func wentOn(after silence: Duration) {
    guard silence > .zero, silence <= Self.longestPause else { return }
    if recent.count < Self.capacity {
      recent.append(silence.inSeconds)
    } else {
      recent[next] = silence.inSeconds
      next = (next + 1) % Self.capacity
    }
    pauses += 1
    typicalSeconds = Self.median(of: recent + Self.usualSeconds)
  }

  /// A turn was committed.
  public mutating func turnEnded() {
    turns += 1
    guard turns >= Double(Self.turnLimit) else { return }
    turns /= 2
    pauses /= 2
  }

  private static func median(of values: [Double]) -> Double {
    let sorted = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }
}
