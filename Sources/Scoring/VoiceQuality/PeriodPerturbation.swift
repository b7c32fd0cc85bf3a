/// How much neighbouring glottal periods differ in length and amplitude.
struct PeriodPerturbation {
  private static let periods = 0.0001...0.02
  private static let greatestPeriodFactor = 1.3
  private static let greatestAmplitudeFactor = 1.6

  /// Mean difference of neighbouring periods ÷ mean period.
  let jitter: Double?
  /// Mean difference of neighbouring amplitudes ÷ mean amplitude.
  let shimmer: Double?

  init(sound: [Float], pulses: [Double]) {
    let periods = zip(pulses, pulses.dropFirst()).map { $1 - $0 }
    var differences: [Double] = []
    var counted: [Double] = []
    var amplitudes: [(pulse: Int, value: Double)] = []
    for (index, pair) in zip(periods, periods.dropFirst()).enumerated()
    where Self.belong(pair.0, pair.1) {
      differences.append(abs(pair.0 - pair.1))
      counted.append((pair.0 + pair.1) / 2)
      let value = Self.amplitude(sound, at: pulses[index + 1], pair.0, pair.1)
      if value > 0 { amplitudes.append((index + 1, value)) }
    }
    jitter = Self.ratio(differences, counted)
    let pairs = zip(amplitudes, amplitudes.dropFirst()).filter { first, second in
      second.pulse == first.pulse + 1
        && max(first.value, second.value)
          <= Self.greatestAmplitudeFactor * min(first.value, second.value)
    }
    shimmer = Self.ratio(pairs.map { abs($0.value - $1.value) }, amplitudes.map(\.value))
  }

  private static func ratio(_ differences: [Double], _ values: [Double]) -> Double? {
    guard !differences.isEmpty else { return nil }
    let difference = differences.reduce(0, +) / Double(differences.count)
    return difference / (values.reduce(0, +) / Double(values.count))
  }

  private static func belong(_ first: Double, _ second: Double) -> Bool {
    let seconds = (first / Double(AnalysisGrid.sampleRate), second / Double(AnalysisGrid.sampleRate))
    return periods.contains(seconds.0) && periods.contains(seconds.1)
      && max(first, second) <= greatestPeriodFactor * min(first, second)
  }

  /// Root mean square around a pulse under a Hann window of a fifth of the period on either side.
  private static func amplitude(
    _ sound: [Float],
    at pulse: Double,
    _ before: Double,
    _ after: Double
  ) -> Double {
    let (left, right) = (0.2 * before, 0.2 * after)
    let low = max(0, Int((pulse - left).rounded(.up)))
    let high = min(sound.count - 1, Int((pulse + right).rounded(.down)))
    guard low <= high else { return 0 }
    var squares = 0.0
    var weights = 0.0
    for index in low...high {
      let away = Double(index) - pulse
      let weight = 0.5 + 0.5 * cosine(turns: away / (away < 0 ? left : right) / 2)
      squares += Double(sound[index] * sound[index]) * weight * weight
      weights += weight * weight
    }
    return weights > 0 ? (squares / weights).squareRoot() : 0
  }
}
