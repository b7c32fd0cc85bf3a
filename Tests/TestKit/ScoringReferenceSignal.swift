import Foundation

/// The obvious, slow versions of the analyser's signal routines, in double precision.
public enum ScoringReferenceSignal {
  /// Boersma's normalised autocorrelation of a window: mean off, Hann taper centred on the middle
  /// sample, divided by the taper's own autocorrelation.
  public static func autocorrelation(_ window: [Float], lags: ClosedRange<Int>) -> [Double] {
    let count = window.count
    let mean = window.reduce(0) { $0 + Double($1) } / Double(count)
    let taper = (0..<count).map { pow(sin(.pi * Double($0) / Double(count)), 2) }
    let tapered = zip(window, taper).map { (Double($0) - mean) * $1 }
    func correlate(_ x: [Double], _ lag: Int) -> Double {
      (0..<(count - lag)).reduce(0) { $0 + x[$1] * x[$1 + lag] }
    }
    return lags.map { lag in
      correlate(tapered, lag) / correlate(tapered, 0)
        / (correlate(taper, lag) / correlate(taper, 0))
    }
  }

  /// Likeness of two stretches of 40 samples one lag apart, placed evenly about a centre:
  /// 1 − (energy of their difference ÷ their energies' sum), each without its mean.
  public static func periodicity(_ samples: [Float], around centre: Int, lag: Int) -> Double {
    let first = centre - (lag + 41) / 2
    func stretch(from start: Int) -> [Double] {
      let values = samples[start..<(start + 40)].map(Double.init)
      let mean = values.reduce(0, +) / 40
      return values.map { $0 - mean }
    }
    let (x, y) = (stretch(from: first), stretch(from: first + lag))
    let difference = zip(x, y).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    return 1 - difference / (x + y).reduce(0) { $0 + $1 * $1 }
  }

  /// A Gaussian low-pass of response 0.03 at 800 Hz, read at one position of sound at 16 kHz.
  public static func gaussianLowPass(_ samples: [Float], at position: Int) -> Double {
    let deviation = 16_000 * (-log(0.03) / (2 * .pi * .pi * 800 * 800)).squareRoot()
    var sum = 0.0
    var weights = 0.0
    for offset in -60...60 {
      let weight = exp(-0.5 * pow(Double(offset) / deviation, 2))
      weights += weight
      let index = position + offset
      if samples.indices.contains(index) { sum += weight * Double(samples[index]) }
    }
    return sum / weights
  }

  /// Response of a digital filter at a frequency, from its impulse response: its magnitude.
  public static func magnitude(_ impulseResponse: [Float], hertz: Double) -> Double {
    var real = 0.0
    var imaginary = 0.0
    for (index, value) in impulseResponse.enumerated() {
      let angle = 2 * .pi * hertz * Double(index) / 16_000
      real += Double(value) * cos(angle)
      imaginary += Double(value) * sin(angle)
    }
    return (real * real + imaginary * imaginary).squareRoot()
  }
}
