import Foundation

/// Changes the sampling rate of a mono stream, a piece at a time, so that memory stays flat.
///
/// A windowed sinc (Kaiser, β = 8: images below −80 dB) in polyphase form. The pass band reaches to
/// 0.45 of the lower rate. The filter is symmetric and its delay is taken out: sample *k* of the
/// output lies at *k* / `outputRate` seconds of the input; beyond both ends the input counts as
/// silence.
///
/// Source: J. O. Smith, "Digital Audio Resampling", ccrma.stanford.edu/~jos/resample.
struct SampleRateConverter {
  /// Zero crossings of the sinc on each side, at the lower of both rates.
  private static let zeroCrossings = 24
  /// Most filter phases; a ratio that needs more is rounded to the nearest of these.
  private static let maximumPhases = 1_024
  /// Products that are summed side by side; a serial sum is many times slower.
  private static let lanes = SIMD16<Float>.scalarCount

  private let inputRate: Int
  private let outputRate: Int
  /// Input samples on each side of an output sample that take part in it; both sides together fill
  /// whole lanes.
  private let reach: Int
  private let phases: Int
  /// `[phases · (2 · reach)]` coefficients, one row a phase.
  private let filter: [Float]
  /// Input that is still needed; its first sample has the number `firstInput`.
  private var input: [Float]
  private var firstInput: Int
  private var inputCount = 0
  private var outputCount = 0

  /// Creates a converter; both rates are in samples a second, above zero.
  init(from inputRate: Int, to outputRate: Int) {
    let divisor = SampleRateConverter.greatestCommonDivisor(inputRate, outputRate)
    self.inputRate = inputRate / divisor
    self.outputRate = outputRate / divisor
    phases = min(self.outputRate, SampleRateConverter.maximumPhases)
    // Above 1 the input is the faster: the sinc is stretched to cut at half the output rate.
    let stretch = max(1, Double(self.inputRate) / Double(self.outputRate))
    let least = Int((Double(SampleRateConverter.zeroCrossings) * stretch).rounded(.up))
    reach = (least + Self.lanes / 2 - 1) / (Self.lanes / 2) * (Self.lanes / 2)
    filter = SampleRateConverter.makeFilter(phases: phases, reach: reach, stretch: stretch)
    // The first output sample looks at as much silence before the input.
    input = [Float](repeating: 0, count: reach)
    firstInput = -reach
  }

  /// Takes the next samples and gives what can be computed from them.
  mutating func convert(_ samples: [Float]) -> [Float] {
    guard inputRate != outputRate else { return samples }
    input.append(contentsOf: samples)
    inputCount += samples.count
    return produce(upTo: .max)
  }

  /// Gives the rest: in all `[n · outputRate / inputRate]` samples, rounded.
  mutating func finish() -> [Float] {
    guard inputRate != outputRate else { return [] }
    input.append(contentsOf: [Float](repeating: 0, count: 2 * reach))
    return produce(upTo: (inputCount * outputRate + inputRate / 2) / inputRate)
  }

  private mutating func produce(upTo limit: Int) -> [Float] {
    var output: [Float] = []
    while outputCount < limit {
      // The place of the output sample: `whole` + `phase` / `phases` input samples.
      let scaled = outputCount * inputRate
      var whole = scaled / outputRate
      var phase = ((scaled % outputRate) * phases + outputRate / 2) / outputRate
      if phase == phases {
        phase = 0
        whole += 1
      }
      let start = whole - reach + 1 - firstInput
      guard start + 2 * reach <= input.count else { break }
      output.append(dot(filterStart: phase * 2 * reach, inputStart: start))
      outputCount += 1
    }
    let needed = outputCount * inputRate / outputRate - reach
    let spare = min(max(0, needed - firstInput), input.count)
    input.removeFirst(spare)
    firstInput += spare
    return output
  }

  private func dot(filterStart: Int, inputStart: Int) -> Float {
    let width = MemoryLayout<Float>.stride
    return filter.withUnsafeBytes { filter in
      input.withUnsafeBytes { input in
        var sum = SIMD16<Float>()
        for offset in stride(from: 0, to: 2 * reach, by: Self.lanes) {
          let coefficients = filter.loadUnaligned(
            fromByteOffset: (filterStart + offset) * width,
            as: SIMD16<Float>.self
          )
          let samples = input.loadUnaligned(
            fromByteOffset: (inputStart + offset) * width,
            as: SIMD16<Float>.self
          )
          sum += coefficients * samples
        }
        return sum.sum()
      }
    }
  }

  private static func makeFilter(phases: Int, reach: Int, stretch: Double) -> [Float] {
    let cutoff = 0.9 / stretch
    var filter: [Float] = []
    filter.reserveCapacity(phases * 2 * reach)
    for phase in 0..<phases {
      var row: [Double] = []
      for offset in 0..<(2 * reach) {
        let distance = Double(offset - reach + 1) - Double(phase) / Double(phases)
        row.append(sinc(distance * cutoff) * kaiser(distance / Double(reach)))
      }
      // Every phase passes a constant unchanged.
      let sum = row.reduce(0, +)
      filter.append(contentsOf: row.map { Float($0 / sum) })
    }
    return filter
  }

  private static func sinc(_ x: Double) -> Double {
    abs(x) < 1e-9 ? 1 : sin(.pi * x) / (.pi * x)
  }

  private static func kaiser(_ x: Double) -> Double {
    guard abs(x) < 1 else { return 0 }
    return bessel(8 * (1 - x * x).squareRoot()) / bessel(8)
  }

  /// The modified Bessel function of order 0, by its power series.
  private static func bessel(_ x: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    for index in 1...40 {
      term *= (x / 2 / Double(index)) * (x / 2 / Double(index))
      sum += term
    }
    return sum
  }

  private static func greatestCommonDivisor(_ left: Int, _ right: Int) -> Int {
    right == 0 ? left : greatestCommonDivisor(right, left % right)
  }
}
