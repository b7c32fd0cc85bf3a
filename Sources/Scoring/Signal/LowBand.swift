/// The band in which pitch is looked for, at 2 kHz for the autocorrelation and at 4 kHz for what
/// is timed more finely.
struct LowBand: Sendable {
  /// Samples of the fine band that are kept.
  static let fineSamples = 160
  /// Samples of the fine band in a block.
  static let blockFine = 40
  /// Index in `coarse` of the beginning of the block two before the newest.
  static let coarseCentre = GaussianDecimator.outputSamples - 55
  /// Index in `fine` of the same moment.
  static let fineCentre = fineSamples - 102
  /// Index in `fine` of the beginning of the block before the newest.
  static let finePrevious = fineCentre + blockFine

  private var decimator = GaussianDecimator()
  /// The band at 4 kHz; its last sample lies 76 samples before the end of the sound.
  private(set) var fine = [Float](repeating: 0, count: fineSamples)

  /// The band at 2 kHz.
  var coarse: [Float] { decimator.output }

  /// Takes the high-passed samples up to the newest block; `nil` where all of them are zeros.
  mutating func process(_ history: UnsafeRawBufferPointer?) {
    if let history {
      decimator.process(history)
    } else {
      decimator.processSilence()
    }
    let count = GaussianDecimator.blockOutputs
    let first = GaussianDecimator.outputSamples - count - Midpoints.reach
    fine.withUnsafeMutableBufferPointer { fine in
      shiftDown(fine, by: Self.blockFine)
      decimator.output.withUnsafeBytes { coarse in
        let values = coarse.assumingMemoryBound(to: Float.self)
        // The last eight overlap the eight before: twenty are not a multiple of eight.
        for start in [0, 8, 12] {
          let midpoints = Midpoints.eight(coarse, after: first + start)
          for lane in 0..<8 {
            let target = Self.fineSamples - Self.blockFine + 2 * (start + lane)
            fine[target] = values[first + start + lane]
            fine[target + 1] = midpoints[lane]
          }
        }
      }
    }
  }
}
