import Foundation
import Speech

/// Tells voice from background by level, relative to a floor that follows the room.
///
/// Input: contiguous chunks of 16 kHz samples. Each chunk gets one decision; no look-ahead. Only
/// the band in which voices are strong is listened to (200–3,500 Hz), which takes away hum, wind
/// and most of a hiss. A sound that hardly changes its level for `steadyTime` is the room, however
/// loud: syllables rise and fall.
public struct VoiceActivityDetector: VoiceDetector, Equatable, Sendable {
  /// A voice begins this far above the floor, in dB.
  public static let onsetMargin: Float = 8
  /// A voice goes on down to this far above the floor, in dB.
  public static let releaseMargin: Float = 5
  /// Nothing below this level is a voice, whatever the floor, in dBFS of the band.
  public static let quietestVoice: Float = -58
  /// The floor is never believed to be lower than this, in dBFS of the band.
  public static let lowestFloor: Float = -78
  /// A sound this long without syllables is the room, in seconds.
  public static let steadyTime: Float = 2.5
  /// Between the tenth and the ninetieth percentile of its levels a voice covers more than this, in
  /// dB.
  public static let steadySpread: Float = 6

  /// The first chunk may be a voice already: no room is taken to be louder at first, in dBFS.
  private static let loudestFirstFloor: Float = -45

  private var lowCut = Biquad.highPass(hertz: 200)
  private var highCut = Biquad.lowPass(hertz: 3_500)
  private var floorDecibels: Float?
  private var isVoice = false
  private var recent = RecentLevels()

  /// Creates a detector that knows nothing of the room yet.
  public init() {}

  /// Judges the next chunk.
  ///
  /// - Parameter samples: `[n]` samples at 16 kHz, −1…1; what is not finite counts as silence, what
  ///   lies outside is clipped.
  public mutating func process(_ samples: [Float]) -> VoiceVerdict {
    guard !samples.isEmpty else { return VoiceVerdict(isVoice: isVoice, levelDecibels: -100) }
    var power: Float = 0
    var bandPower: Float = 0
    // Local copies: the optimiser keeps their state in registers.
    var (low, high) = (lowCut, highCut)
    samples.withUnsafeBufferPointer { samples in
      for raw in samples {
        let sample = raw.isFinite ? max(-1, min(1, raw)) : 0
        let inBand = high.process(low.process(sample))
        power += sample * sample
        bandPower += inBand * inBand
      }
    }
    low.settle()
    high.settle()
    (lowCut, highCut) = (low, high)
    let count = Float(samples.count)
    decide(
      VoiceActivityDetector.decibels(bandPower / count),
      seconds: count / Float(PCMChunk.sampleRate)
    )
    let level = VoiceActivityDetector.decibels(power / count)
    return VoiceVerdict(isVoice: isVoice, levelDecibels: level)
  }

  /// A level tells nothing of how a phrase ends.
  public func phraseEnding(silence: Duration) -> PhraseEnding? { nil }

  /// Ends what was a voice; the room is still the same.
  public mutating func reset() { isVoice = false }

  private mutating func decide(_ level: Float, seconds: Float) {
    typealias This = VoiceActivityDetector
    var floor = floorDecibels ?? max(This.lowestFloor, min(level, This.loudestFirstFloor))
    let margin = isVoice ? This.releaseMargin : This.onsetMargin
    isVoice = level > max(floor + margin, This.quietestVoice)
    recent.add(level, seconds: seconds)
    if isVoice, let steady = recent.steadyLevel { floor = max(floor, steady) }
    // Down at once, so that one pause shows the room; up slowly, and slower still during voice, so
    // that a long vowel does not become the room.
    if level < floor {
      floor += (level - floor) * min(1, seconds * 15)
    } else {
      floor = min(floor + (isVoice ? 0.7 : 6) * seconds, level)
    }
    floorDecibels = max(This.lowestFloor, floor)
  }

  static func decibels(_ power: Float) -> Float {
    power > 1e-10 ? max(-100, 10 * log10(power)) : -100
  }
}
