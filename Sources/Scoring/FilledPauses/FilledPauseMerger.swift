/// Joins filled pauses of words and of sound, so that none counts twice.
///
/// Where the two speak of the same moment the word stays: it says what was heard. A sound is the
/// same as a written "um" if they overlap or lie less than 0.15 s apart, which is how far
/// recognizers misplace a word; it is no filled pause at all if more than half of it lies inside
/// another word. Sounds that overlap are one.
enum FilledPauseMerger {
  /// A word and a sound that are no further apart are the same, in seconds.
  static let nearestSeconds = 0.15
  /// A sound of which more than this share lies inside a word of the answer belongs to the word.
  static let largestShareInWord = 0.5

  /// All filled pauses: those with times in order, then the others.
  ///
  /// - Parameters:
  ///   - written: filled pauses from words.
  ///   - sounded: filled pauses from sound; one without a time cannot be compared and is left out.
  ///   - words: times of the other words.
  static func merge(
    written: [Disfluency],
    sounded: [Disfluency],
    words: [DeliveryAnalysis.Span]
  ) -> [Disfluency] {
    let reach = nearestSeconds
    let spoken = DeliveryAnalysis.Span.joined(written.compactMap(\.span))
    let others = DeliveryAnalysis.Span.joined(words)
    var kept: [Disfluency] = []
    for sound in sounded.sorted(by: Disfluency.isBefore) {
      guard let span = sound.span else { continue }
      let near = DeliveryAnalysis.Span(
        startSeconds: span.startSeconds - reach,
        endSeconds: span.endSeconds + reach
      )
      if spoken.contains(where: { touches($0, near) }) { continue }
      let free = DeliveryAnalysis.Span.seconds(of: [span], without: others)
      if span.seconds - free > largestShareInWord * span.seconds { continue }
      if let last = kept.last?.span, last.overlap(with: span) > 0 {
        kept[kept.count - 1].span?.endSeconds = max(last.endSeconds, span.endSeconds)
        kept[kept.count - 1].certainty = max(kept[kept.count - 1].certainty, sound.certainty)
      } else {
        kept.append(sound)
      }
    }
    return (written + kept).sorted(by: Disfluency.isBefore)
  }

  private static func touches(_ one: DeliveryAnalysis.Span, _ other: DeliveryAnalysis.Span)
    -> Bool
  {
    one.startSeconds < other.endSeconds && other.startSeconds < one.endSeconds
  }
}

extension Disfluency {
  /// By time, those without a time last and in the order of their words.
  static func isBefore(_ one: Disfluency, _ other: Disfluency) -> Bool {
    switch (one.span, other.span) {
    case (let first?, let second?):
      (first.startSeconds, first.endSeconds) < (second.startSeconds, second.endSeconds)
    case (.some, nil): true
    case (nil, .some): false
    case (nil, nil): one.words.lowerBound < other.words.lowerBound
    }
  }
}
