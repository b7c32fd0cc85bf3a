import Foundation
import Speech

/// Tells voice from background by level, relative to a floor that follows the room.
///
/// Input: contiguous chunks of 16 kHz samples. Each chunk gets one decision; no look-ahead. The
/// signal is differenced first (+6 dB an octave), which takes away hum and wind.
public struct VoiceActivityDetector: Equatable, Sendable {
  /// One chunk's verdict.
  public struct Verdict: Equatable, Sendable {
    /// Whether the chunk holds voice.
    public var isVoice: Bool
    /// Root mean square level of the chunk as it came, dB relative to full scale, −100…0.
    public var levelDecibels: Float
  }

  /// A voice begins this far above the floor, in dB.
  public static let onsetMargin: Float = 11
  /// A voice goes on down to this far above the floor, in dB.
  public static let releaseMargin: Float = 7
  /// Nothing below this level is a voice, whatever the floor, in dBFS.
  public static let quietestVoice: Float = -58
  /// The floor is never believed to be lower than this, in dBFS.
  public static let lowestFloor: Float = -78

  private var floorDecibels: Float?
  private var previousSample: Float = 0
  private var isVoice = false

  /// Creates a detector that knows nothing of the room yet.
  public init() {}

  /// Judges the next chunk.
  ///
  /// - Parameter samples: `[n]` samples at 16 kHz, −1…1; NaN counts as silence.
  public mutating func process(_ samples: [Float]) -> Verdict {
    guard !samples.isEmpty else { return Verdict(isVoice: isVoice, levelDecibels: -100) }
    var power: Float = 0
    var differencePower: Float = 0
    for raw in samples {
      let sample = raw.isFinite ? raw : 0
      let difference = sample - previousSample
      previousSample = sample
      power += sample * sample
      differencePower += difference * difference
    }
    let count = Float(samples.count)
    let level = VoiceActivityDetector.decibels(power / count)
    // A difference of neighbours has 4 sin²(πf/fs) of the power: 0 dB near 2.7 kHz, −8 dB at 1 kHz.
    let brightLevel = VoiceActivityDetector.decibels(differencePower / count) + 8
    decide(brightLevel, seconds: count / Float(PCMChunk.sampleRate))
    return Verdict(isVoice: isVoice, levelDecibels: level)
  }

  private mutating func decide(_ level: Float, seconds: Float) {
    var floor = floorDecibels ?? max(VoiceActivityDetector.lowestFloor, min(level, -45))
    let margin =
      isVoice ? VoiceActivityDetector.releaseMargin : VoiceActivityDetector.onsetMargin
    isVoice = level > max(floor + margin, VoiceActivityDetector.quietestVoice)
    // Down at once, so that one pause shows the room; up slowly, and slower still during voice, so
    // that a long vowel does not become the room.
    if level < floor {
      floor += (level - floor) * min(1, seconds * 15)
    } else {
      floor += (isVoice ? 0.7 : 6) * seconds
      floor = min(floor, level)
    }
    floorDecibels = max(VoiceActivityDetector.lowestFloor, floor)
  }

  static func decibels(_ power: Float) -> Float {
    power > 1e-10 ? max(-100, 10 * log10(power)) : -100
  }
}
