/// The cheapest way through the candidates of successive windows, decided 160 ms behind the newest.
///
/// Costs as in P. Boersma (1993): a window prefers its strongest candidate; a jump costs in
/// proportion to its octaves; turning voicing on or off costs a constant; the quieter a window
/// against the running speech level, the stronger its unvoiced candidate.
struct PitchPath: Sendable {
  /// Windows between the newest and the one that is decided.
  static let lookAhead = 16

  /// Strength of the unvoiced candidate in a loud window.
  static let voicingThreshold: Float = 0.7
  /// Share of the speech amplitude below which a window tends to be unvoiced.
  static let silenceThreshold: Float = 0.15
  /// Cost of an octave's jump between windows.
  static let jumpCost: Float = 0.35
  /// Cost of a change of voicing.
  static let voicingCost: Float = 0.14

  private static let ring = 32

  private var octaves: [SIMD8<Float>]
  private var origins: [SIMD8<UInt8>]
  private var counts: [Int]
  private var scores = SIMD8<Float>()
  private var newest = -1

  init() {
    octaves = Array(repeating: SIMD8(), count: Self.ring)
    origins = Array(repeating: SIMD8(), count: Self.ring)
    counts = Array(repeating: 0, count: Self.ring)
  }

  /// Takes the next window and decides the one 16 windows earlier.
  ///
  /// - Parameters:
  ///   - candidates: of the newest window.
  ///   - speechLevel: running level of speech in the low band, in decibels.
  /// - Returns: F0 in hertz of the decided window; `nil` where it is unvoiced or lies before the
  ///   first.
  mutating func advance(_ candidates: PitchCandidates, speechLevel: Double) -> Float? {
    let previousCount = newest < 0 ? 0 : counts[newest & (Self.ring - 1)]
    let previousOctaves = octaves[newest & (Self.ring - 1)]
    newest += 1
    let slot = newest & (Self.ring - 1)
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
        lane == 0
        ? unvoicedStrength(candidates, speechLevel: speechLevel) : candidates.strengths[lane]
      best[lane] = top + own
    }
    var state = 0
    for lane in 1..<8 {
      if lane > candidates.count { continue }
      if best[lane] > best[state] { state = lane }
    }
    scores = best - best[state]
    octaves[slot] = candidates.octaves
    origins[slot] = origin
    counts[slot] = candidates.count

    guard newest >= Self.lookAhead else { return nil }
    for back in 0..<Self.lookAhead {
      state = Int(origins[(newest - back) & (Self.ring - 1)][state])
    }
    guard state > 0 else { return nil }
    let octave = octaves[(newest - Self.lookAhead) & (Self.ring - 1)][state]
    return Float(binaryExponential(Double(octave)))
  }

  private func unvoicedStrength(_ candidates: PitchCandidates, speechLevel: Double) -> Float {
    let ratio = Float(
      binaryExponential((candidates.level - speechLevel) / 6.020_599_913_279_624)
    )
    let threshold = Self.silenceThreshold / (1 + Self.voicingThreshold)
    return Self.voicingThreshold + max(0, 2 - ratio / threshold)
  }
}
