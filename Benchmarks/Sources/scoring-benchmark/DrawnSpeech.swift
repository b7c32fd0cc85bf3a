import Foundation

/// Speech drawn with harmonics under a bed of noise, for machines without recordings.
enum DrawnSpeech {
  /// Half a minute: runs of syllables at changing pitch, between pauses.
  static func answer(seed: Int) -> [Float] {
    var state = UInt64(seed)
    func random() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 9_007_199_254_740_992
    }
    var samples: [Float] = []
    while samples.count < 30 * 16_000 {
      for _ in 0..<(3 + Int(random() * 10)) {
        addSyllable(hertz: 90 + 120 * random(), seconds: 0.12 + 0.15 * random(), to: &samples)
      }
      samples += [Float](repeating: 0, count: Int((0.2 + random()) * 16_000))
    }
    return samples.prefix(30 * 16_000).map { $0 + Float(random() - 0.5) * 0.002 }
  }

  private static func addSyllable(hertz: Double, seconds: Double, to samples: inout [Float]) {
    let count = Int(seconds * 16_000)
    for index in 0..<count {
      let place = Double(index) / Double(count)
      let angle = 2 * Double.pi * hertz * (1 + 0.1 * place) * Double(index) / 16_000
      let wave = (1...12).reduce(0) { $0 + sin(angle * Double($1)) / Double($1) }
      samples.append(Float(0.15 * wave * sin(Double.pi * place)))
    }
  }

  /// Writes answers as WAV files into a folder.
  static func write(to folder: URL, count: Int) throws {
    for seed in 1...max(count, 1) {
      try WAVSamples.write(answer(seed: seed), to: folder.appending(path: "drawn-\(seed).wav"))
    }
  }
}
