/// The low band for pitch: a Gaussian low-pass, then every eighth sample (16 kHz → 2 kHz).
///
/// The response falls to 0.03 at 800 Hz, as in Praat's filtered autocorrelation ("Sound: To Pitch
/// (filtered autocorrelation)"), and to 0.004 at 1 kHz, so next to nothing folds back. A Gaussian
/// has no ripples in either domain. It lags the sound by 40 samples.
struct GaussianDecimator: Sendable {
  /// Output samples in a block.
  static let blockOutputs = 20
  /// Output samples that are kept.
  static let outputSamples = 96
  /// Samples between two outputs.
  static let stride = 8
  /// Taps of the low-pass: ±40 samples, ±4.7 standard deviations.
  static let tapCount = 80

  /// The low band at 2 kHz, the newest 20 samples at the end.
  ///
  /// The last lies 48 samples before the end of the sound.
  private(set) var output = [Float](repeating: 0, count: outputSamples)
  private let taps: [Float]

  init() {
    taps = Self.gaussianTaps()
  }

  /// Takes the high-passed samples up to the newest block and appends 10 ms.
  ///
  /// - Parameter history: at least 240 samples, the newest block at the end.
  mutating func process(_ history: UnsafeRawBufferPointer) {
    let count = Self.blockOutputs
    let samples = history.count / MemoryLayout<Float>.stride
    // Tap 0 of the first output lies 240 samples before the end.
    let first = samples - AnalysisGrid.blockSamples - Self.tapCount
    output.withUnsafeMutableBufferPointer { output in
      shiftDown(output, by: count)
      taps.withUnsafeBytes { weights in
        for index in 0..<count {
          output[Self.outputSamples - count + index] = dotProduct(
            history,
            at: first + Self.stride * index,
            weights,
            at: 0,
            count: Self.tapCount
          )
        }
      }
    }
  }

  /// Appends 10 ms of zeros, which is what `process` gives for a history of zeros.
  mutating func processSilence() {
    output.withUnsafeMutableBufferPointer { output in
      shiftDown(output, by: Self.blockOutputs)
      for index in (Self.outputSamples - Self.blockOutputs)..<Self.outputSamples {
        output[index] = 0
      }
    }
  }

  /// Taps of a Gaussian whose response is 0.03 at 800 Hz, summing to 1.
  static func gaussianTaps() -> [Float] {
    // H(f) = exp(−2π² s² f²) = 0.03 at 800 Hz gives s = 8.43 samples at 16 kHz.
    let deviation = 8.43
    let weights = (0..<tapCount).map { index in
      let distance = Double(index - tapCount / 2) / deviation
      return binaryExponential(-0.5 * distance * distance * 1.442_695_040_888_963_4)
    }
    let sum = weights.reduce(0, +)
    return weights.map { Float($0 / sum) }
  }
}
