/// The low band for pitch: a Gaussian low-pass, then every fourth sample (16 kHz → 4 kHz).
///
/// The response falls to 0.03 at 800 Hz, as in Praat's filtered autocorrelation ("Sound: To Pitch
/// (filtered autocorrelation)"), and to 3e-10 at 2 kHz, so nothing folds back. A Gaussian has no
/// ripples in either domain. It lags the sound by one block.
struct GaussianDecimator: Sendable {
  /// Output samples in a block.
  static let blockOutputs = 40
  /// Output samples that are kept.
  static let outputSamples = 240
  /// Taps of the low-pass: ±40 samples, ±4.7 standard deviations.
  static let tapCount = 80

  /// The low band at 4 kHz, the newest 40 samples at the end.
  private(set) var output = [Float](repeating: 0, count: outputSamples)
  private let taps: [Float]

  init() {
    taps = Self.gaussianTaps()
  }

  /// Takes the high-passed samples up to the newest block and appends the block before it.
  ///
  /// - Parameter history: at least 360 samples, the newest block at the end.
  mutating func process(_ history: [Float]) {
    let count = Self.blockOutputs
    output.withUnsafeMutableBufferPointer { shiftDown($0, by: count) }
    // The block before the newest begins two blocks from the end; tap 0 lies 40 samples earlier.
    let first = history.count - 2 * AnalysisGrid.blockSamples
    history.withUnsafeBytes { samples in
      taps.withUnsafeBytes { weights in
        for index in 0..<count {
          let start = first + 4 * index - Self.tapCount / 2
          output[Self.outputSamples - count + index] = dotProduct(
            samples,
            at: start,
            weights,
            at: 0,
            count: Self.tapCount
          )
        }
      }
    }
  }

  /// Appends a block of zeros, which is what `process` gives for a history of zeros.
  mutating func processSilence() {
    output.withUnsafeMutableBufferPointer { shiftDown($0, by: Self.blockOutputs) }
    for index in (Self.outputSamples - Self.blockOutputs)..<Self.outputSamples {
      output[index] = 0
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
