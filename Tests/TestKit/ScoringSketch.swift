/// Speech drawn by hand, so that the truth about its times is known: vowels, syllables, silences
/// over a bed of room noise.
public struct ScoringSketch {
  /// The sound so far, 16 kHz.
  public private(set) var samples: [Float] = []
  private let bed: Float

  /// Creates an empty drawing.
  ///
  /// - Parameter bed: amplitude of the room noise that lies under everything.
  public init(bed: Float = 0.0005) {
    self.bed = bed
  }

  /// Where the drawing ends, in seconds.
  public var seconds: Double { Double(samples.count) / 16_000 }

  /// Adds room noise.
  public func silence(_ seconds: Double) -> ScoringSketch {
    adding(SyntheticVoice.silence(seconds: seconds))
  }

  /// Adds a steady vowel.
  public func vowel(_ seconds: Double, hertz: Double = 120, amplitude: Float = 0.3)
    -> ScoringSketch
  {
    adding(Self.bright(SyntheticVoice.vowel(hertz: hertz, seconds: seconds, amplitude: amplitude)))
  }

  /// Adds vowels of 140 ms that swell and fade by 8 dB, with 60 ms of a weaker sound between them,
  /// 20 dB down.
  public func syllables(_ count: Int, hertz: Double = 120, amplitude: Float = 0.3)
    -> ScoringSketch
  {
    var sound = Self.bright(
      SyntheticVoice.vowel(
        hertz: hertz,
        seconds: 0.2 * Double(count) - 0.06,
        amplitude: amplitude
      )
    )
    for index in sound.indices {
      let place = index % 3_200
      guard place >= 2_240 else {
        let distance = Float(place - 1_120) / 1_120
        sound[index] *= 1 - 0.6 * distance * distance
        continue
      }
      let depth = min(1, Float(min(place - 2_240, 3_199 - place)) / 160)
      sound[index] *= 0.4 - 0.3 * depth
    }
    return adding(sound)
  }

  /// Adds any sound.
  public func sound(_ sound: [Float]) -> ScoringSketch { adding(sound) }

  /// Lifts the first formant's harmonics over the fundamental, as a mouth does.
  private static func bright(_ sound: [Float]) -> [Float] {
    var last: Float = 0
    return sound.map { sample in
      defer { last = sample }
      return 4 * (sample - 0.95 * last)
    }
  }

  private func adding(_ sound: [Float]) -> ScoringSketch {
    var next = self
    let noise = SyntheticVoice.noise(
      seconds: Double(sound.count) / 16_000 + 0.001,
      amplitude: bed,
      seed: UInt64(samples.count) + 7
    )
    next.samples += zip(sound, noise).map { $0 + $1 }
    return next
  }
}
