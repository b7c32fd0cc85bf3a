/// Sound in, one `SpeechWindow` out per block of 10 ms, 100 blocks later.
///
/// All stages run at fixed distances behind the newest block `n`: levels at `n`, pitch candidates
/// at `n − 2`, the pitch path at `n − 30`, its decision and with it activity and nuclei at
/// `n − 36`, labels final at `n − 100`. Levels are judged by trackers that have heard 0.28 s to
/// 0.36 s more than the window they judge, which makes the first word of a stream as good as any
/// other.
struct WindowPipeline: Sendable {
  private struct Slot {
    var power: Float = 0
    var tickPowers: (Float, Float) = (0, 0)
    var bandPowers = SIMD4<Float>()
    var f0Hertz: Float?
    var voicingStrength: Float = 0
    var isGap = false
    var isNucleus = false
  }

  private static let candidateLag = 2
  private static let pathLag = 30
  private static let mask = AnalysisGrid.ringBlocks - 1
  private static let candidateRing = 32

  private var frontEnd = FrontEnd()
  private var soundLevel = LevelTracker()
  private var lowBandLevel = LevelTracker()
  /// Ranks of `lowBandLevel`, read once a block.
  private var lowNoiseFloor = LevelTracker.lowest
  private var lowSpeechLevel = LevelTracker.lowest
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
    activity.hear(block, isGap: isGap)
    slots[newest & Self.mask] = Slot(
      power: heard.power,
      tickPowers: heard.tickPowers,
      bandPowers: heard.bandPowers,
      isGap: isGap
    )
    if !isGap {
      soundLevel.add(level: level(of: newest))
    }
    let thresholds = SpeechThresholds(
      noiseFloor: soundLevel.noiseFloor,
      speechLevel: soundLevel.speechLevel
    )
    findCandidates(for: newest - Self.candidateLag)
    if newest >= Self.pathLag {
      let next = candidates[(newest - Self.pathLag) & (Self.candidateRing - 1)]
      let f0 = path.advance(
        next,
        voicingScore: VoicingScore.score(
          periodicity: next.periodicity,
          peak: next.peak,
          level: next.level,
          noiseFloor: lowNoiseFloor,
          speechLevel: lowSpeechLevel
        )
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
    return levelDecibels(meanSquare: (powers.0 + powers.1) / 2)
  }

  private mutating func findCandidates(for block: Int) {
    guard block >= 0 else { return }
    let index = block & (Self.candidateRing - 1)
    candidates[index] = PitchCandidates()
    guard !slots[block & Self.mask].isGap else { return }
    let centreLevel = levelDecibels(
      meanSquare: ShortPeriodicity.meanSquare(frontEnd.lowBand.fine, around: LowBand.fineCentre)
    )
    lowBandLevel.add(level: centreLevel)
    lowNoiseFloor = lowBandLevel.noiseFloor
    lowSpeechLevel = lowBandLevel.speechLevel
    let highestScore = VoicingScore.score(
      periodicity: 1,
      peak: 1,
      level: centreLevel,
      noiseFloor: lowNoiseFloor,
      speechLevel: lowSpeechLevel
    )
    guard highestScore > VoicingScore.hopeless else { return }
    autocorrelation.compute(frontEnd.lowBand.coarse, around: LowBand.coarseCentre)
    var found = PitchCandidates(values: autocorrelation.values)
    found.level = centreLevel
    let strongest = found.strongest
    if strongest > 0 {
      found.periodicity = ShortPeriodicity.periodicity(
        frontEnd.lowBand.fine,
        around: LowBand.fineCentre,
        lag: Int(found.lags[strongest] + 0.5)
      )
      slots[block & Self.mask].voicingStrength = max(found.periodicity, 0)
    }
    candidates[index] = found
  }

  /// Labels the ticks of a block and looks for nuclei, once its voicing is known.
  private mutating func judge(_ block: Int, _ thresholds: SpeechThresholds) {
    let slot = slots[block & Self.mask]
    let isVoiced = slot.f0Hertz != nil
    activity.judge(isVoiced: isVoiced, isGap: slot.isGap)
    let isNucleus = nuclei.advance(
      bands: slot.isGap ? nil : bandLevels(block),
      isVoiced: isVoiced,
      noiseFloor: thresholds.noiseFloor,
      speechLevel: thresholds.speechLevel
    )
    if isNucleus { slots[(block - SyllableNuclei.latencyBlocks) & Self.mask].isNucleus = true }
  }

  /// Levels of the syllable bands under a taper of 50 ms, in decibels.
  private func bandLevels(_ block: Int) -> SIMD4<Float> {
    let sum =
      bandPowers(block) + 0.75 * (bandPowers(block - 1) + bandPowers(block + 1))
      + 0.25 * (bandPowers(block - 2) + bandPowers(block + 2))
    return decibels(meanSquares: sum / 3)
  }

  private func bandPowers(_ block: Int) -> SIMD4<Float> {
    block < 0 ? SIMD4() : slots[block & Self.mask].bandPowers
  }

  private func window(_ block: Int) -> SpeechWindow {
    let slot = slots[block & Self.mask]
    return SpeechWindow(
      isSpeechFirst: activity.isSpeech(tick: 2 * block),
      isSpeechSecond: activity.isSpeech(tick: 2 * block + 1),
      isGap: slot.isGap,
      isNucleus: slot.isNucleus,
      f0Hertz: slot.f0Hertz,
      voicingStrength: slot.voicingStrength,
      power: slot.power,
      bandPower: slot.bandPowers[0] + slot.bandPowers[1]
    )
  }
}
