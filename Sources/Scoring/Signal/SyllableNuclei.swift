/// Finds syllable nuclei among the peaks of the syllable bands' mean level.
///
/// As in N. de Jong and T. Wempe (2009) a nucleus is a voiced peak between two dips. But how deep a
/// dip must be depends on its company: every voiced peak between dips of 1 dB is a candidate and
/// stands for a share of a syllable, which `SyllableCalibration` reads from its cues. The shares
/// are added up in order of time, a candidate at which the sum reaches a half is a nucleus, and a
/// nucleus takes one off the sum. So the count follows the evidence with no threshold that all of
/// fast speech falls under, and each nucleus is a peak that is there.
///
/// A candidate is judged 0.3 s after its peak.
struct SyllableNuclei: Sendable {
  /// Blocks after which a peak is judged; what is further away is not looked at.
  static let latencyBlocks = 30

  /// Blocks that may lie between a peak and the voicing that makes it a candidate.
  private static let voicingReach = 2
  /// Blocks on both sides of a dip in which its depth is measured.
  private static let dipReach = 15
  /// A candidate is at most this far under the running speech level, in decibels.
  private static let weakest: Float = -32
  /// A candidate is at least this far over the noise floor, in decibels.
  private static let overNoise: Float = 3

  /// Depth of the dips between candidates, in decibels.
  static let candidateDip: Float = 1

  private struct Slot {
    var bands = SIMD4<Float>(repeating: -120)
    var mean: Float = -120
    var isVoiced = false
    /// Blocks from the dip before to the peak in this block; 0 where there is no peak.
    var rise = 0
  }

  private static let ring = 128
  private let calibration: SyllableCalibration
  private var slots = [Slot](repeating: Slot(), count: ring)
  private var newest = -1
  private var isRising = true
  private var isCounted = false
  private var extremeBlock = 0
  private var extreme = -Float.infinity
  private var dipBlock = 0
  private var lastPeak: Int?
  private var carried: Float = 0

  init(language: SpokenLanguage = .english) {
    calibration = SyllableCalibration(language)
  }

  /// Takes the next block.
  ///
  /// - Parameters:
  ///   - bands: smoothed levels of the bands in decibels, lanes 0…2; `nil` where sound is missing.
  ///   - isVoiced: whether the block's window has a pitch.
  ///   - noiseFloor: running level of the noise, in decibels.
  ///   - speechLevel: running level of speech, in decibels.
  /// - Returns: whether a nucleus lies 30 blocks earlier.
  mutating func advance(
    bands: SIMD4<Float>?,
    isVoiced: Bool,
    noiseFloor: Float,
    speechLevel: Float
  ) -> Bool {
    newest += 1
    let here = newest & (Self.ring - 1)
    slots[here] = Slot()
    if let bands {
      slots[here].bands = bands
      slots[here].mean = (bands[0] + bands[1] + bands[2]) / 3
      slots[here].isVoiced = isVoiced
    }
    follow(slots[here].mean)
    let judged = newest - Self.latencyBlocks
    guard judged >= 0, slots[judged & (Self.ring - 1)].rise > 0 else { return false }
    let least = max(speechLevel + Self.weakest, noiseFloor + Self.overNoise)
    guard loudest(judged) >= least, hasVoice(near: judged) else {
      // What comes of a stretch of noise without a dip is a peak of its own.
      if judged == extremeBlock { isCounted = false }
      return false
    }
    defer { lastPeak = judged }
    carried += calibration.evidence(cue(judged, speechLevel: speechLevel))
    guard carried >= 0.5 else { return false }
    carried -= 1
    return true
  }

  /// Follows the level through its peaks and dips and marks the peaks.
  private mutating func follow(_ level: Float) {
    if isRising {
      // Of peaks that are equal but for rounding the first is the peak.
      if level > extreme + 0.01 {
        extreme = level
        extremeBlock = newest
      }
      if level <= extreme - Self.candidateDip {
        markPeak()
        isRising = false
        extreme = level
        extremeBlock = newest
      } else if newest - extremeBlock >= Self.latencyBlocks {
        markPeak()  // A long vowel is not kept waiting for its end.
      }
    } else {
      if level < extreme {
        extreme = level
        extremeBlock = newest
      }
      guard level >= extreme + Self.candidateDip else { return }
      isRising = true
      isCounted = false
      dipBlock = extremeBlock
      extreme = level
      extremeBlock = newest
    }
  }

  private mutating func markPeak() {
    guard !isCounted, newest - extremeBlock <= Self.latencyBlocks else { return }
    isCounted = true
    slots[extremeBlock & (Self.ring - 1)].rise = min(max(extremeBlock - dipBlock, 1), 60)
  }

  private func mean(_ block: Int) -> Float {
    slots[block & (Self.ring - 1)].mean
  }

  private func highest(_ blocks: ClosedRange<Int>) -> Float {
    blocks.reduce(-.infinity) { max($0, mean($1)) }
  }

  private func loudest(_ block: Int) -> Float {
    let bands = slots[block & (Self.ring - 1)].bands
    return max(bands[0], bands[1], bands[2])
  }

  private func loudestAround(_ peak: Int) -> Float {
    let first = peak - Self.ring + 1 + Self.latencyBlocks + 2
    return (first...(peak + Self.latencyBlocks)).reduce(-.infinity) { max($0, loudest($1)) }
  }

  private func hasVoice(near block: Int) -> Bool {
    (block - Self.voicingReach...block + Self.voicingReach).contains {
      slots[$0 & (Self.ring - 1)].isVoiced
    }
  }

  private func cue(_ peak: Int, speechLevel: Float) -> SyllableCue {
    let reach = Self.latencyBlocks
    let dip = peak - slots[peak & (Self.ring - 1)].rise
    let before = highest(dip - Self.dipReach...dip)
    let after = highest(dip...dip + Self.dipReach)
    let last = max(lastPeak ?? peak - reach, peak - reach)
    let change =
      slots[peak & (Self.ring - 1)].bands - slots[last & (Self.ring - 1)].bands
    return SyllableCue(
      dipBefore: min(before, after) - mean(dip),
      rise: mean(peak) - mean(dip),
      dipAfter: mean(peak) - lowest(after: peak),
      spacing: Float(peak - last),
      spectralChange: Self.deviation(change),
      level: loudest(peak) - speechLevel,
      prominence: loudest(peak) - loudestAround(peak),
      width: Float(width(peak))
    )
  }

  /// The lowest level between a peak and the next one.
  private func lowest(after peak: Int) -> Float {
    var level = mean(peak)
    for block in (peak + 1)...(peak + Self.latencyBlocks) {
      if slots[block & (Self.ring - 1)].rise > 0 { break }
      level = min(level, mean(block))
    }
    return level
  }

  private func width(_ peak: Int) -> Int {
    let least = mean(peak) - 3
    var first = peak
    while first > peak - Self.latencyBlocks, mean(first - 1) > least { first -= 1 }
    var last = peak
    while last < peak + Self.latencyBlocks, mean(last + 1) > least { last += 1 }
    return last - first + 1
  }

  /// Standard deviation of lanes 0…2.
  private static func deviation(_ lanes: SIMD4<Float>) -> Float {
    let mean = (lanes[0] + lanes[1] + lanes[2]) / 3
    let off = lanes - mean
    return ((off[0] * off[0] + off[1] * off[1] + off[2] * off[2]) / 3).squareRoot()
  }
}
