import Foundation

/// Brings spoken sentences to one level, so that a voice that takes over is as loud as the last.
enum LoudnessLeveler {
  /// Root mean square of what is spoken, pauses left out: −20 dBFS.
  static let target: Float = 0.1
  /// No sample goes beyond: −1 dBFS.
  static let peak: Float = 0.89
  /// A whisper is not made a shout: at most 20 dB.
  static let gainLimit: Float = 10

  /// Changes `[n]` samples, −1…1, by one gain; silence stays silence.
  static func level(_ samples: inout [Float], sampleRate: Int) {
    guard let level = spokenLevel(samples, sampleRate: sampleRate), level > 0 else { return }
    let highest = samples.reduce(0) { max($0, abs($1)) }
    let gain = min(target / level, gainLimit, peak / highest)
    for index in samples.indices { samples[index] *= gain }
  }

  /// Root mean square of the 20 ms blocks within 30 dB of the loudest, or `nil` without samples.
  static func spokenLevel(_ samples: [Float], sampleRate: Int) -> Float? {
    let size = max(1, sampleRate / 50)
    let powers = stride(from: 0, to: samples.count, by: size).map { start in
      let block = samples[start..<min(start + size, samples.count)]
      return block.reduce(0) { $0 + $1 * $1 } / Float(block.count)
    }
    guard let loudest = powers.max() else { return nil }
    let spoken = powers.filter { $0 >= loudest * 0.001 }
    return (spoken.reduce(0, +) / Float(spoken.count)).squareRoot()
  }
}
