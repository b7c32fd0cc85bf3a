import Speech

/// Watches how far a media clock lies behind real time, and tells drift, loss and stalls apart.
///
/// A network can only delay: the smallest lag of a window is the clock's, all above it is the
/// network's. What changes it slowly is drift; what raises it at once and for good is lost audio; a
/// stall is over when its burst has arrived.
struct LagObserver: Equatable, Sendable {
  /// What a packet's lag says.
  enum Finding: Equatable {
    /// Nothing new.
    case nothing
    /// The clock ran away by so many ticks since the last finding; positive when it is slow.
    case drifted(Int64)
    /// So many ticks of the client's audio are missing.
    case lost(Int64)
  }

  /// Shortest window: a burst after a stall lies within one.
  static let windowTime = Duration.seconds(2)
  /// Most that a window may count as drift: 300 millionths of its time.
  ///
  /// Crystals are better than 200, and a congested network raises the lag faster.
  static let largestDriftTicks = Int64(Double(windowTime.ticks) * 300e-6)
  /// A lag that shrinks by more than this from window to window is being caught up.
  private static let catchingUp = Duration.milliseconds(100)

  private var began: Duration?
  private var packets = 0
  private var smallest = Int64.max
  private var previous: Int64?
  private var baseline: Int64?

  /// Forgets what the lag was, because the clock was set anew.
  mutating func restart() { self = LagObserver() }

  /// Takes the lag of a packet in ticks.
  mutating func observe(_ ticks: Int64, at elapsed: Duration) -> Finding {
    if began == nil { began = elapsed }
    smallest = min(smallest, ticks)
    packets += 1
    guard let began, packets >= MediaClock.lagWindow, elapsed - began >= LagObserver.windowTime
    else { return .nothing }
    let found = judge(smallest)
    self.began = nil
    packets = 0
    previous = smallest
    smallest = .max
    if case .lost = found { restart() }
    return found
  }

  private mutating func judge(_ lag: Int64) -> Finding {
    let limit = MediaClock.largestLag.ticks
    if lag > limit, let previous, previous > limit,
      previous - lag <= LagObserver.catchingUp.ticks
    {
      return .lost(lag)
    }
    guard let baseline else {
      self.baseline = lag
      return .nothing
    }
    let most = LagObserver.largestDriftTicks
    let error = max(-most, min(most, lag - baseline))
    return error == 0 ? .nothing : .drifted(error)
  }
}
