import VoiceEngine

/// Speech of which a machine can tell what was said, Opus or not.
///
/// Every word is a tone of 100 ms, one of twelve, and never the same as its neighbour.
enum ToneSpeech {
  private static let tones = 12
  /// Samples of the listener's window at 16 kHz: 20 ms.
  fileprivate static let window = 320
  /// A tone that is there for so many windows is a word.
  fileprivate static let shortest = 3

  /// What is understood of a word, given its place in all that is said.
  static func text(_ place: Int) -> String { "t\(place % tones)" }

  /// Opus packets of some words.
  static func packets(of words: Range<Int>) throws -> [[UInt8]] {
    var encoder = try OpusEncoder(sampleRate: 16_000)
    return try encoder.encodeAll(words.flatMap { word(hertz: hertz($0 % tones)) })
  }

  private static func hertz(_ tone: Int) -> Int { 400 + 100 * tone }

  private static func word(hertz: Int) -> [Float] {
    (0..<1_600).map { index in
      var phase = Float(index * hertz % 16_000) / 16_000
      // A triangle: its crossings are those of the tone.
      phase = phase < 0.25 ? phase : phase < 0.75 ? 0.5 - phase : phase - 1
      return 1.2 * phase
    }
  }

  /// The tone of a window, or `nil` for silence.
  fileprivate static func tone(_ samples: ArraySlice<Int16>) -> Int? {
    let loudest = samples.reduce(0) { max($0, abs(Int($1))) }
    guard loudest > 2_000 else { return nil }
    let crossings = zip(samples, samples.dropFirst()).count { ($0 < 0) != ($1 < 0) }
    let tone = (crossings * 25 - 400 + 50) / 100
    return (0..<tones).contains(tone) ? tone : nil
  }
}

/// Understands tones as they come in.
struct ToneListener: WordListener {
  private(set) var words: [HeardWord] = []
  private var pending: [Int16] = []
  private var position = 0
  private var run: (tone: Int, windows: Int)?

  mutating func take(_ samples: [Int16]) {
    pending += samples
    var start = 0
    while pending.count - start >= ToneSpeech.window {
      take(window: pending[start..<start + ToneSpeech.window])
      start += ToneSpeech.window
    }
    pending.removeFirst(start)
  }

  private mutating func take(window: ArraySlice<Int16>) {
    let tone = ToneSpeech.tone(window)
    if tone != run?.tone {
      finish()
      run = tone.map { ($0, 0) }
    }
    run?.windows += 1
    position += 1
  }

  mutating func finish() {
    guard let ended = run else { return }
    run = nil
    guard ended.windows >= ToneSpeech.shortest else { return }
    words.append(
      HeardWord(
        text: ToneSpeech.text(ended.tone),
        start: Double(position - ended.windows) / 50,
        end: Double(position) / 50
      )
    )
  }
}
