import Speech

/// Gives words without times a place: each as long as its share of the letters.
enum WordSpreading {
  /// The words of a text over a stretch of time, without gaps.
  static func words(of text: String, from start: SampleTime, to end: SampleTime) -> [WordTiming] {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    // One letter more for each word: short ones are not that short.
    let letters = words.map { Int64($0.count + 1) }
    let all = letters.reduce(0, +)
    guard all > 0 else { return [] }
    let span = max(0, (end - start).ticks)
    var before: Int64 = 0
    return zip(words, letters).map { word, count in
      defer { before += count }
      return WordTiming(
        text: word,
        start: SampleTime(ticks: start.ticks + span * before / all),
        end: SampleTime(ticks: start.ticks + span * (before + count) / all)
      )
    }
  }
}
