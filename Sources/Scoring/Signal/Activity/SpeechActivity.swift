/// Decides, tick by tick of 5 ms, what is speech.
///
/// Three steps: the evidence of a tick's levels in five bands against noise and speech heard so
/// far; the likeliest course of speech and quiet through it; the groups of that course which are
/// voiced. A tick's label stands 64 blocks after it was judged.
struct SpeechActivity: Sendable {
  /// Blocks after which a tick's label stands.
  static let latencyBlocks = 64

  private var bands = OctaveBands()
  private var evidence = SpeechEvidence()
  private var path = TwoStatePath()
  private var groups = VoicedGroups()
  private var nextTick = 0
  /// Voicing and gaps of the last 64 ticks that were judged, the newest in the lowest bit.
  private var voicedTicks: UInt64 = 0
  private var missingTicks: UInt64 = 0

  /// Whether a tick is speech; only the last 256 ticks are known.
  func isSpeech(tick: Int) -> Bool { groups.isSpeech(tick: tick) }

  /// Takes the newest block of 160 finite samples.
  mutating func hear(_ block: [Float], isGap: Bool) {
    let powers = bands.process(block)
    evidence.append(isGap ? nil : powers.0)
    evidence.append(isGap ? nil : powers.1)
  }

  /// Judges the two ticks of the next block, by what has been heard up to now.
  ///
  /// - Parameters:
  ///   - isVoiced: whether the block's window has a pitch.
  ///   - isGap: whether sound is missing.
  mutating func judge(isVoiced: Bool, isGap: Bool) {
    for _ in 0..<2 {
      voicedTicks = voicedTicks << 1 | (isVoiced ? 1 : 0)
      missingTicks = missingTicks << 1 | (isGap ? 1 : 0)
      let isSpeech = path.advance(evidence.evidence(tick: nextTick))
      nextTick += 1
      guard nextTick > TwoStatePath.lookAhead else { continue }
      groups.advance(
        soundsLikeSpeech: isSpeech,
        isVoiced: voicedTicks >> UInt64(TwoStatePath.lookAhead) == 1,
        isGap: missingTicks >> UInt64(TwoStatePath.lookAhead) == 1
      )
    }
  }
}
