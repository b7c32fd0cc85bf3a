/// The periods that a window may have: peaks of its autocorrelation, at most seven.
struct PitchCandidates: Sendable {
  /// Most candidates of a window.
  static let capacity = 7
  /// Peaks below this are no candidates.
  static let lowestPeak: Float = 0.2
  /// Advantage of a peak over one an octave lower, so that of equal peaks the shortest lag wins.
  static let octaveCost: Float = 0.14

  /// How many candidates there are.
  private(set) var count = 0
  /// log2 of the fundamental frequency in hertz, lanes 1…count; lane 0 stands for "unvoiced".
  private(set) var octaves = SIMD8<Float>()
  /// Periods at 4 kHz, lanes 1…count.
  private(set) var lags = SIMD8<Float>()
  /// Height of the peak less the octave cost, lanes 1…count.
  private(set) var strengths = SIMD8<Float>()
  /// Level of the low band in the 10 ms around the window's centre, in decibels.
  var level = LevelTracker.lowest
  /// How like the 10 ms before the centre and after it are at a distance of one period, at most 1.
  var periodicity: Float = 0

  /// Height of the strongest candidate's peak.
  var peak: Float {
    let lane = strongest
    return lane == 0
      ? 0 : strengths[lane] - Self.octaveCost * (octaves[lane] - Self.lowestOctave)
  }

  /// A window without any candidate.
  init() {}

  /// Finds the candidates in an autocorrelation.
  ///
  /// - Parameter values: autocorrelation by lag − `Autocorrelation.firstLag`.
  init(values: [Float]) {
    for index in 1..<(values.count - 1) {
      let here = values[index]
      guard here > Self.lowestPeak else { continue }
      let (before, after) = (values[index - 1], values[index + 1])
      guard here > before, here >= after else { continue }
      let shift = 0.5 * (before - after) / (before - 2 * here + after)
      let lag = Float(Autocorrelation.firstLag + index) + shift
      let height = min(here - 0.25 * (before - after) * shift, 1)
      let octave = singleBinaryLogarithm(Autocorrelation.lagRate / lag)
      guard octave >= Self.lowestOctave, octave <= Self.highestOctave else { continue }
      let strength = height + Self.octaveCost * (octave - Self.lowestOctave)
      keep(octave: octave, lag: lag, strength: strength)
    }
  }

  /// The strongest lane, 0 where there is no candidate.
  var strongest: Int {
    var lane = 0
    for other in 1..<8 where other <= count {
      if lane == 0 || strengths[other] > strengths[lane] { lane = other }
    }
    return lane
  }

  /// log2 of 60 Hz, the lowest pitch.
  private static let lowestOctave: Float = 5.906_891
  /// log2 of 500 Hz, the highest pitch.
  private static let highestOctave: Float = 8.965_784

  /// Adds a candidate, in place of the weakest where all lanes are taken.
  private mutating func keep(octave: Float, lag: Float, strength: Float) {
    var lane = count + 1
    if count < Self.capacity {
      count += 1
    } else {
      lane = 1
      for other in 2...Self.capacity where strengths[other] < strengths[lane] { lane = other }
      guard strength > strengths[lane] else { return }
    }
    octaves[lane] = octave
    lags[lane] = lag
    strengths[lane] = strength
  }
}
