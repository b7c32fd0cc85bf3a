/// Windows in a row that have a pitch.
struct VoicedStretch: Equatable {
  /// Number of the first window.
  let firstWindow: Int
  /// F0 of each window, in hertz.
  let hertz: [Double]

  /// All stretches of a track, in order.
  static func all(in track: [Float?]) -> [VoicedStretch] {
    var stretches: [VoicedStretch] = []
    var current: [Double] = []
    for (window, hertz) in (track + [nil]).enumerated() {
      if let hertz {
        current.append(Double(hertz))
      } else if !current.isEmpty {
        stretches.append(VoicedStretch(firstWindow: window - current.count, hertz: current))
        current = []
      }
    }
    return stretches
  }

  /// Sample at which the first window begins to count, half a window before its middle.
  var start: Double {
    (Double(firstWindow) - 0.5) * Double(AnalysisGrid.blockSamples)
  }

  /// Sample at which the last window ends to count.
  var end: Double { start + Double(hertz.count * AnalysisGrid.blockSamples) }

  /// The period at a sample in samples, F0 read linearly between windows, or `nil` outside.
  func period(at sample: Double) -> Double? {
    guard sample >= start, sample <= end else { return nil }
    let place = sample / Double(AnalysisGrid.blockSamples) - Double(firstWindow)
    let low = min(max(Int(place.rounded(.down)), 0), hertz.count - 1)
    let high = min(low + 1, hertz.count - 1)
    let part = min(max(place - Double(low), 0), 1)
    let f0 = hertz[low] + (hertz[high] - hertz[low]) * part
    return Double(AnalysisGrid.sampleRate) / f0
  }
}
