import VoiceEngine

/// An answer as a judge reads it, with the way back to the words and times of the transcript.
public struct PreparedAnswer: Equatable, Sendable {
  /// All that is given to a judge.
  public let judged: JudgedText
  /// What was said, word for word.
  public let transcript: AnswerTranscript
  /// What was left out, by its place in the transcript.
  public let removed: [Int: TranscriptNormalizer.Removal]
  /// For each judged word the words of the transcript that it stands for.
  private let sources: [Range<Int>]

  /// Prepares what was said for judging.
  public init(
    _ transcript: AnswerTranscript,
    language: LexiconLanguage?,
    masking: NameMasking
  ) {
    let normalized = TranscriptNormalizer.normalize(transcript, language: language)
    let masks = masking.masks(of: normalized.kept)
    let texts = masking.neutral(normalized.kept)
    var words: [String] = []
    var ends: [Int] = []
    var sources: [Range<Int>] = []
    var lastMask: NameMasking.Mask?
    for (index, kept) in normalized.kept.enumerated() {
      let mask = masks[index]
      let followsSame = index > 0 && !normalized.kept[index - 1].endsSentence && mask == lastMask
      if let mask, mask != .person, followsSame, let last = sources.last {
        // First and last name are one person.
        sources[sources.count - 1] = last.lowerBound..<(kept.source + 1)
      } else {
        words.append(mask?.rawValue ?? texts[index])
        sources.append(kept.source..<(kept.source + 1))
      }
      if kept.endsSentence { ends.append(words.count - 1) }
      lastMask = mask
    }
    judged = JudgedText(words: words, sentenceEnds: ends)
    self.transcript = transcript
    self.sources = sources
    removed = normalized.removed
  }

  /// Where a passage of the judged text stands in the transcript; `nil` for one that is not in it.
  public func source(of range: Range<Int>) -> Range<Int>? {
    guard !range.isEmpty, range.lowerBound >= 0, range.upperBound <= sources.count else {
      return nil
    }
    return sources[range.lowerBound].lowerBound..<sources[range.upperBound - 1].upperBound
  }
}
