/// The cheapest way through the candidates of successive windows, decided 60 ms behind the newest.
///
/// Costs as in P. Boersma (1993): a window prefers its strongest candidate; a jump costs in
/// proportion to its octaves; turning voicing on or off costs a constant. The unvoiced candidate
/// is as strong as the strongest voiced one where the voicing score is 0.
struct PitchPath: Sendable {
  /// Windows between the newest and the one that is decided.
  static let lookAhead = 6

  /// What a nat of the voicing score weighs against a candidate's strength.
  static let scoreWeight: Float = 0.2
  /// Cost of an octave's jump between windows.
  static let jumpCost: Float = 0.35
  /// Cost of a change of voicing.
  static let voicingCost: Float = 0.41

  private static let ring = 8

  private var octaves: [SIMD8<Float>]
  private var lags: [SIMD8<Float>]
  private var origins: [SIMD8<UInt8>]
  private var counts: [Int]
  private var scores = SIMD8<Float>()
  private var newest = -1

  init() {
    octaves = Array(repeating: SIMD8(), count: Self.ring)
    lags = Array(repeating: SIMD8(), count: Self.ring)
    origins = Array(repeating: SIMD8(), count: Self.ring)
    counts = Array(repeating: 0, count: Self.ring)
  }

  /// Takes the next window and decides the one 6 windows earlier.
  ///
  /// - Parameters:
  ///   - candidates: of the newest window.
  ///   - voicingScore: of the newest window, as `VoicingScore` gives it.
  /// - Returns: F0 in hertz of the decided window; `nil` where it is unvoiced or lies before the
  ///   first.
  mutating func advance(_ candidates: PitchCandidates, voicingScore: Float) -> Float? {
    let previousCount = newest < 0 ? 0 : counts[newest & (Self.ring - 1)]
    let previousOctaves = octaves[newest & (Self.ring - 1)]
    newest += 1
    let slot = newest & (Self.ring - 1)
    let unvoicedStrength =
      candidates.strengths[candidates.strongest] - Self.scoreWeight * voicingScore
    var best = SIMD8<Float>()
    var origin = SIMD8<UInt8>()
    for lane in 0...candidates.count {
      var top = -Float.infinity
      for previous in 0...previousCount {
        var value = scores[previous]
        if (lane == 0) != (previous == 0) {
          value -= Self.voicingCost
        } else if lane > 0 {
          value -= Self.jumpCost * (candidates.octaves[lane] - previousOctaves[previous]).magnitude
        }
        if value > top {
          top = value
          origin[lane] = UInt8(previous)
        }
      }
      let own =
        lane == 0 ? unvoicedStrength : candidates.strengths[lane]
      best[lane] = top + own
    }
    var state = 0
    for lane in 1..<8 {
      if lane > candidates.count { continue }
      if best[lane] > best[state] { state = lane }
    }
    scores = best - best[state]
    octaves[slot] = candidates.octaves
    lags[slot] = candidates.lags
    origins[slot] = origin
    counts[slot] = candidates.count

    guard newest >= Self.lookAhead else { return nil }
    for back in 0..<Self.lookAhead {
      state = Int(origins[(newest - back) & (Self.ring - 1)][state])
    }
    guard state > 0 else { return nil }
    return Autocorrelation.lagRate / lags[(newest - Self.lookAhead) & (Self.ring - 1)][state]
  }
}
