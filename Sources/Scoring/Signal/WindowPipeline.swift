/// Sound in, one `SpeechWindow` out per block of 10 ms, 100 blocks later.
///
/// All stages run at fixed distances behind the newest block `n`: levels at `n`, pitch candidates
/// at `n − 3`, the pitch path at `n − 20`, its decision and with it activity and nuclei at
/// `n − 36`, labels final at `n − 100`. Levels are judged by trackers that have heard 0.36 s more
/// than the window they judge, which makes the first word of a stream as good as any other.
struct WindowPipeline: Sendable {
  private struct Slot {
    var power: Float = 0
    var tickPowers: (Float, Float) = (0, 0)
    var bandPower: Float = 0
    var f0Hertz: Float?
    var isGap = false
    var isNucleus = false
  }

  private static let candidateLag = 3
  private static let pathLag = 20
  private static let mask = AnalysisGrid.ringBlocks - 1
  private static let candidateRing = 32

  private var frontEnd = FrontEnd()
  private var soundLevel = LevelTracker()
  private var lowBandLevel = LevelTracker()
  private var autocorrelation = Autocorrelation()
  private var candidates: [PitchCandidates]
  private var path = PitchPath()
  private var activity = SpeechActivity()
  private var nuclei: SyllableNuclei
  private var slots: [Slot]
  private var count = 0

  init(language: SpokenLanguage = .english) {
    nuclei = SyllableNuclei(language: language)
    slots = Array(repeating: Slot(), count: AnalysisGrid.ringBlocks)
    candidates = Array(repeating: PitchCandidates(), count: Self.candidateRing)
  }

  /// Takes the next block of 160 finite samples; gives the window 100 blocks earlier, if any.
  mutating func process(_ block: [Float], isGap: Bool) -> SpeechWindow? {
    let newest = count
    count += 1
    let heard = frontEnd.process(block)
    slots[newest & Self.mask] = Slot(
      power: heard.power,
      tickPowers: heard.tickPowers,
      bandPower: heard.bandPower,
      isGap: isGap
    )
    if !isGap {
      soundLevel.add(level: level(of: newest))
    }
    let thresholds = SpeechThresholds(
      noiseFloor: soundLevel.noiseFloor,
      speechLevel: soundLevel.speechLevel
    )
    findCandidates(for: newest - Self.candidateLag, above: Double(thresholds.pitch))
    if newest >= Self.pathLag {
      let f0 = path.advance(
        candidates[(newest - Self.pathLag) & (Self.candidateRing - 1)],
        speechLevel: lowBandLevel.speechLevel
      )
      let decided = newest - AnalysisGrid.pitchLatencyBlocks
      if decided >= 0 {
        slots[decided & Self.mask].f0Hertz = f0
        judge(decided, thresholds)
      }
    }
    let last = newest - AnalysisGrid.latencyBlocks
    return last >= 0 ? window(last) : nil
  }

  private func level(of block: Int) -> Double {
    let powers = slots[block & Self.mask].tickPowers
    return decibels(meanSquare: Double(powers.0 + powers.1) / 2)
  }

  private mutating func findCandidates(for block: Int, above threshold: Double) {
    guard block >= 0 else { return }
    let index = block & (Self.candidateRing - 1)
    let isGap = slots[block & Self.mask].isGap
    guard !isGap, level(of: block) >= threshold else {
      candidates[index] = PitchCandidates()
      if !isGap { lowBandLevel.add(level: LevelTracker.lowest) }
      return
    }
    let lowBand = frontEnd.decimator.output
    let start = lowBand.count - 216
    let power = autocorrelation.compute(lowBand, from: start)
    let level = decibels(meanSquare: Double(power))
    candidates[index] = PitchCandidates(values: autocorrelation.values, level: level)
    lowBandLevel.add(level: level)
  }

  /// Labels the ticks of a block and looks for nuclei, once its voicing is known.
  private mutating func judge(_ block: Int, _ thresholds: SpeechThresholds) {
    let slot = slots[block & Self.mask]
    let isVoiced = slot.f0Hertz != nil
    let before = tickPower(block - 1, isSecond: true)
    let after = tickPower(block + 1, isSecond: false)
    let (first, second) = slot.tickPowers
    activity.advance(
      level: slot.isGap ? nil : edgeLevel(before, first, second),
      isVoiced: isVoiced,
      thresholds: thresholds
    )
    activity.advance(
      level: slot.isGap ? nil : edgeLevel(first, second, after),
      isVoiced: isVoiced,
      thresholds: thresholds
    )
    let nucleus = nuclei.advance(
      block: block,
      level: slot.isGap ? nil : bandLevel(block),
      isVoiced: isVoiced,
      threshold: thresholds.nucleus
    )
    if let nucleus { slots[nucleus & Self.mask].isNucleus = true }
  }

  /// Level of a tick, smoothed over its neighbours but never more than 3 dB above its own, so that
  /// smoothing does not move a steep edge.
  private func edgeLevel(_ before: Float, _ here: Float, _ after: Float) -> Float {
    let smooth = (before + here + after) / 3
    return Float(decibels(meanSquare: Double(min(smooth, 2 * here))))
  }

  private func tickPower(_ block: Int, isSecond: Bool) -> Float {
    guard block >= 0 else { return 0 }
    let powers = slots[block & Self.mask].tickPowers
    return isSecond ? powers.1 : powers.0
  }

  /// Level of the syllable band under a taper of 70 ms, in decibels.
  private func bandLevel(_ block: Int) -> Float {
    let sum =
      bandPower(block) + 0.85 * (bandPower(block - 1) + bandPower(block + 1))
      + 0.5 * (bandPower(block - 2) + bandPower(block + 2))
      + 0.15 * (bandPower(block - 3) + bandPower(block + 3))
    return Float(decibels(meanSquare: Double(sum / 4)))
  }

  private func bandPower(_ block: Int) -> Float {
    block < 0 ? 0 : slots[block & Self.mask].bandPower
  }

  private func window(_ block: Int) -> SpeechWindow {
    let slot = slots[block & Self.mask]
    return SpeechWindow(
      isSpeechFirst: activity.isSpeech(tick: 2 * block),
      isSpeechSecond: activity.isSpeech(tick: 2 * block + 1),
      isGap: slot.isGap,
      isNucleus: slot.isNucleus,
      f0Hertz: slot.f0Hertz,
      power: slot.power
    )
  }
}
