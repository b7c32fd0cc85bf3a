/// Notices that a speaker pauses, from levels alone: early enough to ask for the words before it is
/// certain that the utterance is over.
struct PauseFinder: Equatable, Sendable {
  /// Quiet for this many samples at 16 kHz is a pause: 300 ms.
  static let pauseSamples = 4_800
  /// Quiet is this much less power than the loudest 20 ms: 26 dB.
  private static let ratio: Float = 0.0025

  /// Whether the speaker pauses.
  private(set) var isPause = false
  private var loudest: Float = 0
  private var quietSamples = 0

  /// Takes the next samples.
  mutating func take(_ samples: [Float]) {
    guard !samples.isEmpty else { return }
    let power = samples.reduce(0) { $0 + $1 * $1 } / Float(samples.count)
    loudest = max(loudest, power)
    quietSamples = power > loudest * PauseFinder.ratio ? 0 : quietSamples + samples.count
    isPause = loudest > 0 && quietSamples >= PauseFinder.pauseSamples
  }
}
