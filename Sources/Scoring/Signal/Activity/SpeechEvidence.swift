/// How likely each tick is speech, from the levels of five bands against running means of the
/// levels in noise and in speech.
///
/// The means are led by the evidence itself: a tick counts for the noise as far as what was heard
/// up to it speaks for noise. All in decibels, so that gain changes nothing but the place of
/// everything. In the beginning noise is the quietest of the first 0.3 s.
struct SpeechEvidence: Sendable {
  /// Ticks between the newest and the one whose level is known.
  static let levelLag = 2
  /// No tick tells more than this, in log-odds: a click is short, whatever its level.
  static let mostEvidence: Float = 3

  private static let ring = 128
  /// Ticks that are heard before the means begin: the quietest are taken for noise, so that
  /// nothing hangs on a level at full scale, on a click, or on what comes first.
  private static let firstTicks = 64
  /// What is louder than this is no room that follows digital silence, in decibels.
  private static let loudest: Float = -50
  /// Speech is expected so far above noise at first, in decibels.
  private static let firstContrast: Float = 25
  /// Where three quarters of the first levels span more than this, there is a voice among them.
  private static let voiceSpread: Float = 10
  /// The noise's mean is at most this far above the quietest moment, in decibels.
  private static let widestNoise: Float = 20
  /// Log-odds that a change between speech and quiet takes away.
  private static let changeOdds: Float = 8

  private let noiseCurve = BandCurve(
    knots: EvidenceWeights.noiseKnots,
    gains: EvidenceWeights.noiseGains
  )
  private let speechCurve = BandCurve(
    knots: EvidenceWeights.speechKnots,
    gains: EvidenceWeights.speechGains
  )
  private var levels: [SIMD8<Float>]
  /// Powers of the newest tick, the late bands still those of the tick before.
  private var newest = OctaveBands.Powers()
  /// Powers of the three ticks before the newest, the oldest first.
  private var powers = (OctaveBands.Powers(), OctaveBands.Powers(), OctaveBands.Powers())
  /// Which of the last ticks are missing, the newest in the lowest bit.
  private var gaps: UInt8 = 0
  private var count = 0
  private var heard: Heard?
  /// Log-odds of speech in the newest tick that has a level, from what was heard up to it.
  private(set) var logOdds = -changeOdds

  init() {
    levels = Array(repeating: SIMD8(repeating: -.infinity), count: Self.ring)
  }

  /// Takes the powers of the next tick; `nil` where sound is missing.
  mutating func append(_ tickPowers: OctaveBands.Powers?) {
    let arriving = tickPowers ?? OctaveBands.Powers()
    gaps = gaps << 1 | (tickPowers == nil ? 1 : 0)
    var complete = newest
    for band in 0..<OctaveBands.lateBands { complete[band] = arriving[band] }
    // The filters ring, before a steep edge, too: no band holds more than the whole tick.
    complete = smaller(complete, SIMD8(repeating: newest[OctaveBands.whole]))
    newest = arriving
    powers = (powers.1, powers.2, complete)
    count += 1
    let tick = count - 1 - Self.levelLag
    guard tick >= 0 else { return }
    guard gaps & 1 << Self.levelLag == 0 else {
      levels[tick & (Self.ring - 1)] = SIMD8(repeating: -.infinity)
      return
    }
    let older = tick == 0 ? powers.1 : powers.0
    // Smoothed, but never far above the tick's own, so that a steep edge stays where it is.
    let smooth = (older + 2 * powers.1 + powers.2) * 0.25
    let level = bandLevels(smaller(smooth, 2 * powers.1))
    levels[tick & (Self.ring - 1)] = level
    if heard != nil {
      follow(level)
    } else {
      begin(at: tick)
    }
  }

  /// Forgets the last levels and whether they were speech; the room stays.
  mutating func interrupt() {
    for _ in 0...Self.levelLag { append(nil) }
    logOdds = -Self.changeOdds
  }

  /// Begins the means once there is enough to tell a room from a voice, and catches up.
  ///
  /// A muted microphone says nothing of the room, unless what breaks its silence is loud.
  private mutating func begin(at tick: Int) {
    let past = max(0, tick - Self.ring + 1)...tick
    // Counted first, so that a microphone may be muted for an hour and cost no allocation.
    var (knownCount, soundCount, isLoud) = (0, 0, false)
    for earlier in past {
      let level = levels[earlier & (Self.ring - 1)]
      if level[0] > -.infinity { knownCount += 1 }
      if Self.isSound(level) { soundCount += 1 }
      if level.max() > Self.loudest { isLoud = true }
    }
    let isBroken = soundCount < knownCount && isLoud
    guard soundCount >= Self.firstTicks || isBroken else { return }
    let known = past.map { levels[$0 & (Self.ring - 1)] }.filter { $0[0] > -.infinity }
    heard = Heard(first: isBroken ? known : known.filter(Self.isSound))
    for level in known { follow(level) }
  }

  /// Log-odds that one of the last 128 ticks is speech, as far as its own level tells by what has
  /// been learnt since; missing sound is taken for quiet.
  func evidence(tick: Int) -> Float {
    heard.map { evidence(of: levels[tick & (Self.ring - 1)], $0) } ?? -Self.mostEvidence
  }

  private func evidence(of level: SIMD8<Float>, _ heard: Heard) -> Float {
    let sum =
      noiseCurve((level - heard.noiseMean) * heard.noiseScale)
      + speechCurve(heard.speech.mean - level)
    return min(max(EvidenceWeights.bias + sum.sum(), -Self.mostEvidence), Self.mostEvidence)
  }

  /// Whether there is anything to learn: a muted microphone says nothing of the room.
  private static func isSound(_ level: SIMD8<Float>) -> Bool { level.max() > -129 }

  private mutating func follow(_ level: SIMD8<Float>) {
    // Taken out, since a second holder would have its arrays copied at each tick.
    guard var heard = self.heard.take() else { return }
    heard.take(level)
    logOdds = min(max(logOdds, -Self.changeOdds), Self.changeOdds) + evidence(of: level, heard)
    let share = min(max(0.5 + logOdds / 6, 0), 1)
    heard.noise.add(level, weight: 1 - share)
    heard.speech.add(level, weight: share)
    self.heard = heard
  }

  private struct Heard {
    var noise: RunningMean
    var speech: RunningMean
    var quietest: QuietestLevels
    /// The mean of the noise, held to what the quietest moments allow.
    var noiseMean: SIMD8<Float>
    /// 1 ÷ the standard deviation of the noise.
    var noiseScale = SIMD8<Float>(repeating: 1)

    init(first levels: [SIMD8<Float>]) {
      var least = SIMD8<Float>()
      var low = SIMD8<Float>()
      var high = SIMD8<Float>()
      for band in low.indices {
        let sorted = levels.map { $0[band] }.sorted()
        least[band] = sorted[0]
        low[band] = sorted[sorted.count / 8]
        high[band] = sorted[sorted.count * 7 / 8]
      }
      // Who speaks from the first sample on leaves hardly a moment of the room alone.
      if (high - low).sum() > voiceSpread * Float(OctaveBands.count + 1) { low = least }
      noiseMean = low
      noise = RunningMean(mean: low, deviation: 3)
      speech = RunningMean(mean: larger(low + firstContrast, high), deviation: 3)
      quietest = QuietestLevels(low)
    }

    mutating func take(_ level: SIMD8<Float>) {
      quietest.add(level)
      let floor = quietest.levels
      let mean = quietest.isTrusted ? larger(noise.mean, floor) : noise.mean
      noiseMean = smaller(mean, floor + widestNoise)
      noiseScale = 1 / larger(noise.variance, SIMD8(repeating: 1)).squareRoot()
    }
  }
}
