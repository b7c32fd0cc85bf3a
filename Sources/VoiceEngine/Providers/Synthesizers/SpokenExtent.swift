import Speech

/// Estimates when the words of a sentence are spoken, where the voice does not say.
enum SpokenExtent {
  /// Quiet is 40 dB below the loudest 10 ms.
  private static let ratio: Float = 0.0001

  /// The words, spread by their letters from the first to the last sound.
  static func words(of text: String, in speech: SynthesizedSpeech) -> [WordTiming] {
    let size = max(1, speech.sampleRate / 100)
    let powers = stride(from: 0, to: speech.samples.count, by: size).map { start in
      speech.samples[start...].prefix(size).reduce(0) { $0 + $1 * $1 }
    }
    let threshold = (powers.max() ?? 0) * ratio
    guard let first = powers.firstIndex(where: { $0 > threshold }),
      let last = powers.lastIndex(where: { $0 > threshold })
    else { return [] }
    let rate = Double(speech.sampleRate)
    let end = min((last + 1) * size, speech.samples.count)
    return WordSpreading.words(
      of: text,
      from: SampleTime(seconds: Double(first * size) / rate),
      to: SampleTime(seconds: Double(end) / rate)
    )
  }
}
