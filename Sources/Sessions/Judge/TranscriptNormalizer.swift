import VoiceEngine

/// Leaves out of a transcript what is no content, and remembers where each word came from.
///
/// Fillers, hedges, immediate repetitions, broken-off words and what a speaker took back go, so
/// that two answers of the same content are the same text to a judge. Nothing is put in another
/// order and no word is changed.
public enum TranscriptNormalizer {
  /// Why words were left out.
  public enum Removal: String, Codable, CaseIterable, Sendable {
    /// "Um", "euh", "you know".
    case filler
    /// "Maybe", "je crois que".
    case hedge
    /// The same one to four words again.
    case repetition
    /// A broken-off word, or what was taken back.
    case restart
  }

  /// What is left of a transcript.
  public struct Result: Equatable, Sendable {
    /// The words that are left, by their places in the transcript.
    public var kept: [Kept]
    /// What went, by its place in the transcript.
    public var removed: [Int: Removal]
  }

  /// A word that is left.
  public struct Kept: Equatable, Sendable {
    /// The word without punctuation around it.
    public var text: String
    /// Its place in the transcript.
    public var source: Int
    /// Whether a sentence, or the turn, ends with it.
    public var endsSentence: Bool
    /// The turn in which it was said.
    public var turn: Int
    /// The word as words are compared.
    var key: [String]
  }

  /// What is left of a transcript.
  ///
  /// - Parameter language: whose fillers are known; `nil` takes out repetitions only.
  public static func normalize(
    _ transcript: AnswerTranscript,
    language: LexiconLanguage?
  ) -> Result {
    var pass = Pass(transcript)
    pass.removeFragments()
    if let language {
      let lexicon = DisfluencyLexicon.of(language)
      pass.remove(lexicon.fillers, as: .filler)
      pass.removeCorrected(lexicon)
      pass.remove(lexicon.hedges, as: .hedge, notAfter: lexicon.notBeforeHedge)
      pass.removeRepetitions(except: lexicon.doubles)
    } else {
      pass.removeRepetitions(except: nil)
    }
    return pass.result
  }
}

/// The words on their way through the steps.
private struct Pass {
  typealias Kept = TranscriptNormalizer.Kept

  private static let longestRepetition = 4
  /// Furthest back that a correction reaches, in words.
  private static let longestCorrection = 5

  private var kept: [Kept] = []
  private var fragments: Set<Int> = []
  private var removed: [Int: TranscriptNormalizer.Removal] = [:]

  var result: TranscriptNormalizer.Result {
    TranscriptNormalizer.Result(kept: kept, removed: removed)
  }

  private var keys: [[String]] { kept.map(\.key) }

  init(_ transcript: AnswerTranscript) {
    for (index, word) in transcript.words.enumerated() {
      let isLastOfTurn =
        index + 1 == transcript.words.count || transcript.words[index + 1].turn != word.turn
      let key = EvidenceMatcher.normalizedWords(of: word.text)
      let endsSentence = isLastOfTurn || Pass.endsSentence(word.text)
      guard !key.isEmpty else {
        // A dash or a stop that stands alone.
        if endsSentence, let last = kept.last, last.turn == word.turn {
          kept[kept.count - 1].endsSentence = true
        }
        continue
      }
      if word.text.hasSuffix("-") || word.text.hasSuffix("–") { fragments.insert(index) }
      kept.append(
        Kept(
          text: Pass.withoutPunctuation(word.text),
          source: index,
          endsSentence: endsSentence,
          turn: word.turn,
          key: key
        )
      )
    }
  }

  private static func endsSentence(_ word: String) -> Bool {
    let tail = word.reversed().prefix { !$0.isLetter && !$0.isNumber }
    return tail.contains { ".!?…;".contains($0) }
  }

  private static func withoutPunctuation(_ word: String) -> String {
    let isWord: (Character) -> Bool = { $0.isLetter || $0.isNumber }
    guard let first = word.firstIndex(where: isWord), let last = word.lastIndex(where: isWord)
    else {
      return word
    }
    return String(word[first...last])
  }

  /// Takes words out; a sentence that ended with them ends with the word before.
  private mutating func remove(_ range: Range<Int>, as removal: TranscriptNormalizer.Removal) {
    for word in kept[range] { removed[word.source] = removal }
    if kept[range].contains(where: \.endsSentence), range.lowerBound > 0,
      kept[range.lowerBound - 1].turn == kept[range.lowerBound].turn
    {
      kept[range.lowerBound - 1].endsSentence = true
    }
    kept.removeSubrange(range)
  }

  mutating func removeFragments() {
    for index in kept.indices.reversed() where fragments.contains(kept[index].source) {
      remove(index..<(index + 1), as: .restart)
    }
  }

  mutating func remove(
    _ phrases: PhraseList,
    as removal: TranscriptNormalizer.Removal,
    notAfter: PhraseList? = nil
  ) {
    let keys = self.keys
    for range in phrases.matches(in: keys).reversed() {
      if let notAfter, range.lowerBound > 0, notAfter.holds(keys[range.lowerBound - 1]) { continue }
      remove(range, as: removal)
    }
  }

  /// "We sent, I mean we kept it": what is said again from one of the last words on replaces it.
  mutating func removeCorrected(_ lexicon: DisfluencyLexicon) {
    let keys = self.keys
    for range in lexicon.corrections.matches(in: keys).reversed() {
      let furthest = max(0, range.lowerBound - Pass.longestCorrection)
      let again = range.upperBound
      let start =
        again < keys.count
        ? (furthest..<range.lowerBound).last { index in
          keys[index] == keys[again] && kept[index].turn == kept[again].turn
            && !kept[index..<range.lowerBound].contains(where: \.endsSentence)
        } : nil
      if let start {
        remove(start..<range.upperBound, as: .restart)
      } else if lexicon.emptyCorrections.match(in: keys, at: range.lowerBound) == range.count {
        remove(range, as: .filler)
      }
    }
  }

  mutating func removeRepetitions(except doubles: PhraseList?) {
    for length in (1...Pass.longestRepetition).reversed() {
      var index = 0
      while index + 2 * length <= kept.count {
        let first = kept[index..<(index + length)]
        let second = kept[(index + length)..<(index + 2 * length)]
        let isRepeated = zip(first, second).allSatisfy { $0.key == $1.key && !$0.endsSentence }
        if isRepeated, length > 1 || doubles?.holds(kept[index].key) != true {
          remove(index..<(index + length), as: .repetition)
        } else {
          index += 1
        }
      }
    }
  }
}
