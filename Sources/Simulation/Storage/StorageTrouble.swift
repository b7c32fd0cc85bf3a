import Sessions

/// What goes wrong with the disk and the process that keep one interview; drawn from a seed.
struct StorageTrouble {
  /// When the process dies.
  enum Death: Equatable {
    case never
    /// In the middle of the interview, unless that is over by then.
    case at(Duration)
    /// The same, as soon as the store has acknowledged that all is written.
    case afterFlush(Duration)
    /// As soon as the store has acknowledged the end.
    case afterEnd
  }

  private struct Spell {
    /// Whether the disk takes next to nothing; else it keeps the writer waiting.
    var isFull: Bool
    var start: Duration
    var end: Duration
  }

  /// How long the store may need to be itself again when a spell is over: what a failed commit
  /// waits, what a page waits, and the writer's sleep.
  private static let convalescence = Duration.seconds(3)

  /// When the process dies.
  let death: Death
  /// How much may wait for the writer: as much as in a server, or so little that some is refused.
  let limits: StoreLimits
  /// Whether the candidate agreed to be recorded.
  let recordsAudio: Bool
  /// What a full disk still takes.
  let freeBytes: Int
  private let spells: [Spell]

  /// Draws what goes wrong; with a planted fault, only what that fault needs.
  init(_ dice: inout SeededGenerator, fault: PlantedFault?) {
    guard fault == nil else {
      death = fault == .skippedRepair ? .at(.seconds(15)) : .afterEnd
      limits = StoreLimits()
      recordsAudio = true
      freeBytes = 0
      spells = []
      return
    }
    death =
      switch Int.random(in: 0..<5, using: &dice) {
      case 0: .never
      case 1: .afterEnd
      case 2: .afterFlush(.milliseconds(Int.random(in: 1...60_000, using: &dice)))
      default: .at(.milliseconds(Int.random(in: 1...90_000, using: &dice)))
      }
    var limits = StoreLimits()
    if Bool.random(using: &dice) {
      limits.queuedCommands = Int.random(in: 50...1_000, using: &dice)
      limits.pendingRows = Int.random(in: 5...50, using: &dice)
    }
    self.limits = limits
    recordsAudio = Int.random(in: 0..<8, using: &dice) > 0
    freeBytes = Int.random(in: 0...30_000, using: &dice)
    spells = (0..<Int.random(in: 0...2, using: &dice)).map { _ in
      let start = Duration.milliseconds(Int.random(in: 0...60_000, using: &dice))
      return Spell(
        isFull: Bool.random(using: &dice),
        start: start,
        end: start + .milliseconds(Int.random(in: 100...20_000, using: &dice))
      )
    }
  }

  /// Whether the disk takes next to nothing.
  func isFull(at now: Duration) -> Bool {
    spells.contains { $0.isFull && $0.start <= now && now < $0.end }
  }

  /// Whether the disk keeps the writer waiting.
  func isSlow(at now: Duration) -> Bool {
    spells.contains { !$0.isFull && $0.start <= now && now < $0.end }
  }

  /// Whether nothing has been wrong for so long that all the store's promises hold.
  func isCalm(at now: Duration) -> Bool {
    !spells.contains { $0.start <= now && now < $0.end + StorageTrouble.convalescence }
  }
}
