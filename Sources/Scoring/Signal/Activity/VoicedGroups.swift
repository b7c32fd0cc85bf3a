/// Which of the ticks that sound like speech are speech: those near voice.
///
/// Runs less than 0.15 s apart form a group; a group is speech from the moment when 30 ms of it are
/// voiced, back to at most 0.3 s before and on to at most 0.6 s after its voiced windows. So a
/// fricative belongs to its word while clicks, breath and keys belong to the silence.
struct VoicedGroups: Sendable {
  /// Ticks after which a tick's label stands.
  static let latencyTicks = 60

  private static let ring = 256
  /// Ticks of silence that runs of one group may have between them.
  private static let groupReach = 30
  /// Ticks of speech without voicing after a voiced window.
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

  private var labels: [Label]
  private var nextTick = 0
  private var groupEnd: Int?
  private var isGroupSpeech = false
  private var voicedTicks = 0
  private var lastVoiced = 0

  init() {
    labels = Array(repeating: .quiet, count: Self.ring)
  }

  /// Whether a tick is speech; only the last 256 ticks are known.
  func isSpeech(tick: Int) -> Bool { labels[tick & (Self.ring - 1)] == .speech }

  /// Takes the next tick.
  ///
  /// - Parameters:
  ///   - soundsLikeSpeech: whether its level does.
  ///   - isVoiced: whether its window has a pitch.
  ///   - isGap: whether sound is missing.
  mutating func advance(soundsLikeSpeech: Bool, isVoiced: Bool, isGap: Bool) {
    let tick = nextTick
    nextTick += 1
    labels[tick & (Self.ring - 1)] = .quiet
    guard !isGap else {
      groupEnd = nil
      return
    }
    guard soundsLikeSpeech else { return }
    if groupEnd.map({ tick - $0 > Self.groupReach }) ?? true { beginGroup() }
    groupEnd = tick + 1
    labels[tick & (Self.ring - 1)] = isGroupSpeech ? .speech : .pending
    if isVoiced {
      noteVoicing(at: tick)
    } else if isGroupSpeech, tick - lastVoiced > Self.unvoicedReach {
      beginGroup()
    } else if !isGroupSpeech, tick - lastVoiced > Self.voicingMemory {
      voicedTicks = 0
    }
  }

  private mutating func beginGroup() {
    groupStart = nextTick - 1
    isGroupSpeech = false
    voicedTicks = 0
  }

  private var groupStart = 0

  private mutating func noteVoicing(at tick: Int) {
    voicedTicks += 1
    lastVoiced = tick
    guard !isGroupSpeech, voicedTicks >= Self.voicedTicksNeeded else { return }
    isGroupSpeech = true
    for earlier in max(groupStart, tick - Self.latencyTicks)...tick
    where labels[earlier & (Self.ring - 1)] == .pending {
      labels[earlier & (Self.ring - 1)] = .speech
    }
  }
}
