/// Decides, tick by tick of 5 ms, what is speech: energy with hysteresis finds runs, voicing says
/// which of them are speech.
///
/// Runs less than 0.15 s apart form a group; a group is speech from the moment when 30 ms of it are
/// voiced, back to at most 0.6 s before and on to at most 0.6 s after its voiced windows. So a
/// fricative belongs to its word while clicks, breath and keys belong to the silence. A tick's
/// label stands 64 blocks after the tick came in.
struct SpeechActivity: Sendable {
  /// Blocks after which a tick's label stands.
  static let latencyBlocks = 64

  private static let ring = 256
  /// Ticks that a run's onset may lie before it crossed the opening level.
  private static let onsetReach = 20
  /// Ticks of silence that runs of one group may have between them.
  private static let groupReach = 30
  /// Ticks of speech without voicing around a voiced window.
  private static let unvoicedReach = 120
  /// Voiced ticks that make a group speech.
  private static let voicedTicksNeeded = 6
  /// Ticks without voicing after which voiced ticks of a group that is not speech are forgotten.
  private static let voicingMemory = 40

  private enum Label: UInt8 {
    case quiet
    case pending
    case speech
  }

  private var levels: [Float]
  private var labels: [Label]
  private var nextTick = 0
  private var isOpen = false
  private var groupStart: Int?
  private var groupEnd = 0
  private var isGroupSpeech = false
  private var voicedTicks = 0
  private var lastVoiced = 0

  init() {
    levels = Array(repeating: -.infinity, count: Self.ring)
    labels = Array(repeating: .quiet, count: Self.ring)
  }

  /// Whether a tick is speech; only the last 256 ticks are known.
  func isSpeech(tick: Int) -> Bool { labels[tick & (Self.ring - 1)] == .speech }

  /// Takes the next tick.
  ///
  /// - Parameters:
  ///   - level: in decibels; `nil` where sound is missing.
  ///   - isVoiced: whether the tick's window has a pitch.
  ///   - thresholds: in force for this tick.
  mutating func advance(level: Float?, isVoiced: Bool, thresholds: SpeechThresholds) {
    let tick = nextTick
    nextTick += 1
    levels[tick & (Self.ring - 1)] = level ?? -.infinity
    labels[tick & (Self.ring - 1)] = .quiet
    guard let level else {
      isOpen = false
      groupStart = nil
      return
    }
    if isOpen {
      isOpen = level >= thresholds.close
    } else if level >= thresholds.open {
      isOpen = true
      beginRun(at: onset(before: tick, close: thresholds.close))
    }
    guard isOpen else { return }
    labels[tick & (Self.ring - 1)] = isGroupSpeech ? .speech : .pending
    groupEnd = tick + 1
    if isVoiced {
      noteVoicing(at: tick)
    } else if isGroupSpeech, tick - lastVoiced > Self.unvoicedReach {
      isGroupSpeech = false
      groupStart = tick
      voicedTicks = 0
    } else if !isGroupSpeech, tick - lastVoiced > Self.voicingMemory {
      voicedTicks = 0
    }
  }

  /// The first tick of the unbroken stretch above the closing level that ends at `tick`.
  private func onset(before tick: Int, close: Float) -> Int {
    var first = tick
    while first > max(0, tick - Self.onsetReach),
      levels[(first - 1) & (Self.ring - 1)] >= close,
      labels[(first - 1) & (Self.ring - 1)] == .quiet
    {
      first -= 1
    }
    return first
  }

  private mutating func beginRun(at first: Int) {
    if groupStart == nil || first - groupEnd > Self.groupReach {
      groupStart = first
      isGroupSpeech = false
      voicedTicks = 0
    }
    for tick in first..<nextTick {
      labels[tick & (Self.ring - 1)] = isGroupSpeech ? .speech : .pending
    }
  }

  private mutating func noteVoicing(at tick: Int) {
    voicedTicks += 1
    lastVoiced = tick
    guard !isGroupSpeech, voicedTicks >= Self.voicedTicksNeeded, let groupStart else { return }
    isGroupSpeech = true
    for earlier in max(groupStart, tick - Self.unvoicedReach)...tick
    where labels[earlier & (Self.ring - 1)] == .pending {
      labels[earlier & (Self.ring - 1)] = .speech
    }
  }
}
