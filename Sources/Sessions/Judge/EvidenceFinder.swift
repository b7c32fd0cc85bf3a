import VoiceEngine

/// Finds evidence points in a judged text by the stems of their phrases.
///
/// Whatever `EvidenceMatcher` hears in the words of a text is found here too; inflected forms are
/// found beside. Being found says that words were said, not that they were said well.
struct EvidenceFinder {
  private struct Stem {
    var text: String
    /// Place of the word to which the stem belongs.
    var word: Int
  }

  private let text: JudgedText
  private let language: LexiconLanguage?
  private let stems: [Stem]

  init(_ text: JudgedText, language: LexiconLanguage?) {
    self.text = text
    self.language = language
    stems = text.words.enumerated().flatMap { index, word in
      EvidenceMatcher.normalizedWords(of: word).map {
        Stem(text: Stemmer.stem($0, language: language), word: index)
      }
    }
  }

  /// Looks into words as they were said.
  init(of transcript: String, language: LexiconLanguage?) {
    let words = transcript.split(whereSeparator: \.isWhitespace).map(String.init)
    self.init(JudgedText(words: words), language: language)
  }

  /// What an answer must mention, and whether it does.
  func findings(of points: [EvidencePoint]) -> [EvidenceFinding] {
    points.map { EvidenceFinding(point: $0.id, label: $0.label, quote: quote(of: $0)) }
  }

  /// The sentence in which a point is mentioned first, or a few words around it where sentences are
  /// long or unknown.
  private func quote(of point: EvidencePoint) -> Quote? {
    let found = point.phrases.compactMap { first($0) }.min {
      ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
    }
    return found.map { Quote(text.passage(around: $0), of: text) }
  }

  private func first(_ phrase: String) -> Range<Int>? {
    let wanted = EvidenceMatcher.normalizedWords(of: phrase).map {
      Stemmer.stem($0, language: language)
    }
    guard !wanted.isEmpty, stems.count >= wanted.count else { return nil }
    let starts = 0...(stems.count - wanted.count)
    return starts.first { start in
      zip(stems[start...], wanted).allSatisfy { $0.text == $1 }
    }.map { stems[$0].word..<(stems[$0 + wanted.count - 1].word + 1) }
  }
}

extension JudgedText {
  /// Most words of a passage that is shown.
  static let longestPassage = 24

  /// The sentence around a range, cut to a few words on either side where it is long.
  func passage(around range: Range<Int>) -> Range<Int> {
    let sentence = sentences.first { $0.contains(range.lowerBound) } ?? words.indices
    let whole = sentence.lowerBound..<max(sentence.upperBound, range.upperBound)
    guard whole.count > JudgedText.longestPassage else { return whole }
    let around = max(0, (JudgedText.longestPassage - range.count) / 2)
    let start = max(whole.lowerBound, range.lowerBound - around)
    return start..<min(whole.upperBound, max(range.upperBound, start + JudgedText.longestPassage))
  }
}
