/// Random numbers that are the same in every run (SplitMix64).
public struct ScoringDice: RandomNumberGenerator {
  private var state: UInt64

  /// Creates the sequence of a seed.
  public init(seed: UInt64) {
    state = seed
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Samples between −1 and 1.
  public mutating func samples(_ count: Int) -> [Float] {
    (0..<count).map { _ in Float.random(in: -1...1, using: &self) }
  }

  /// Cuts samples into pieces of random lengths, some of them empty.
  public mutating func pieces(of samples: [Float], upTo longest: Int) -> [ArraySlice<Float>] {
    var pieces: [ArraySlice<Float>] = []
    var start = 0
    while start < samples.count {
      let end = min(samples.count, start + Int.random(in: 0...longest, using: &self))
      pieces.append(samples[start..<end])
      start = end
    }
    return pieces
  }

  /// A text of up to `longest` scalars from anywhere in Unicode, half of them letters, marks and
  /// digits that transcripts have.
  public mutating func text(upTo longest: Int) -> String {
    let usual = Array("aeiouyébcdlmnrstqu'’-–— .,?!…0123456789IBM\u{301}\u{202F}".unicodeScalars)
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...longest, using: &self) {
      let any = Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &self))
      let scalar = Bool.random(using: &self) ? any : nil
      if let scalar = scalar ?? usual.randomElement(using: &self) { text.append(scalar) }
    }
    return String(text)
  }
}
