/// What a candidate's client plays of the interviewer, and when it says so.
///
/// One call of `tick` is 20 ms. Playing begins when a few packets are there, as in a browser.
public struct CandidatePlayout: Equatable, Sendable {
  /// How much of an utterance was played.
  public struct Position: Equatable, Sendable {
    /// Number of the utterance.
    public var utterance: UInt16
    /// From its first packet.
    public var playedMilliseconds: Int64
  }

  /// What a browser buffers before it plays, in packets.
  public static let preRollPackets = 4
  /// Packets between two reports.
  public static let reportPackets = 10

  /// The utterance that is being played, 0 before the first.
  public private(set) var utterance: UInt16 = 0
  /// Packets of it that were played to their end.
  public private(set) var playedPackets = 0
  private var receivedPackets = 0
  /// Packets whose playing began, the last of which ends with the next tick.
  private var startedPackets = 0
  private var isComplete = false

  /// Creates a playout that has heard nothing.
  public init() {}

  /// How much of the utterance was played.
  public var position: Position {
    Position(utterance: utterance, playedMilliseconds: Int64(playedPackets) * 20)
  }

  /// Whether an utterance is being played, or is about to be.
  public var isPlaying: Bool { utterance > 0 && !(isComplete && playedPackets == receivedPackets) }

  /// Whether there is nothing to play in the middle of an utterance.
  public var isStarved: Bool {
    playedPackets > 0 && !isComplete && startedPackets == playedPackets
      && playedPackets == receivedPackets
  }

  /// Takes a packet of the interviewer.
  public mutating func take(utterance number: UInt16, isLast: Bool) {
    if number != utterance {
      self = CandidatePlayout()
      utterance = number
    }
    receivedPackets += 1
    isComplete = isComplete || isLast
  }

  /// Drops what is left of an utterance.
  public mutating func clear(utterance number: UInt16) {
    guard number == utterance else { return }
    isComplete = true
    receivedPackets = playedPackets
    startedPackets = playedPackets
  }

  /// 20 ms go by.
  ///
  /// - Returns: the position, when it is time to report it.
  public mutating func tick() -> Position? {
    let mustReport = endPacket()
    let isReady = isComplete || receivedPackets - startedPackets >= CandidatePlayout.preRollPackets
    if startedPackets < receivedPackets, isReady || startedPackets > 0 { startedPackets += 1 }
    return mustReport ? position : nil
  }

  /// Ends the packet that began with the last tick.
  private mutating func endPacket() -> Bool {
    guard playedPackets < startedPackets else { return false }
    playedPackets = startedPackets
    let isAll = isComplete && playedPackets == receivedPackets
    return isAll || playedPackets % CandidatePlayout.reportPackets == 0
  }
}
