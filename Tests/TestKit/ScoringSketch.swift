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
    adding(SyntheticVoice.vowel(hertz: hertz, seconds: seconds, amplitude: amplitude))
  }

  /// Adds vowels of 140 ms with 60 ms of a weaker one between them, each 12 dB down.
  public func syllables(_ count: Int, hertz: Double = 120, amplitude: Float = 0.3)
    -> ScoringSketch
  {
    var sound = SyntheticVoice.vowel(
      hertz: hertz,
      seconds: 0.2 * Double(count) - 0.06,
      amplitude: amplitude
    )
    for index in sound.indices {
      let place = index % 3_200
      guard place >= 2_240 else { continue }
      let depth = min(1, Float(min(place - 2_240, 3_199 - place)) / 160)
      sound[index] *= 1 - 0.75 * depth
    }
    return adding(sound)
  }

  /// Adds any sound.
  public func sound(_ sound: [Float]) -> ScoringSketch { adding(sound) }

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
