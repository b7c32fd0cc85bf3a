import Scoring
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
    /// A broken-off word or a start that is given up, or what was taken back.
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
    /// The word with its punctuation and that which stands alone after it.
    var written: String
    /// The word as words are compared.
    var key: [String]
  }

  /// What is left of a transcript.
  ///
  /// - Parameter language: whose words are known; `nil` takes nothing out, for in some languages
  ///   even the same word twice is grammar.
  public static func normalize(
    _ transcript: AnswerTranscript,
    language: LexiconLanguage?
  ) -> Result {
    var pass = Pass(transcript)
    guard let language, let spoken = SpokenLanguage(rawValue: language.rawValue) else {
      return pass.result
    }
    let lexicon = DisfluencyLexicon.of(language)
    let empty = EmptyWords(language: spoken)
    pass.remove(empty, finding: [.filledPause, .restart])
    pass.remove(lexicon.fillers, as: .filler)
    pass.removeCorrected(lexicon)
    pass.remove(lexicon.hedges, as: .hedge)
    pass.remove(lexicon.openHedges, as: .hedge, notAfter: lexicon.notBeforeHedge)
    // What stood between two that are the same is gone now.
    pass.remove(empty, finding: [.restart, .repetition])
    return pass.result
  }
}

/// The words on their way through the steps.
private struct Pass {
  typealias Kept = TranscriptNormalizer.Kept

  /// Most rounds: what is left after one may repeat itself again.
  private static let mostRounds = 4
  /// Furthest back that a correction reaches, in words.
  private static let longestCorrection = 5

  private var kept: [Kept] = []
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
        if let last = kept.last, last.turn == word.turn {
          kept[kept.count - 1].written += word.text
          if endsSentence { kept[kept.count - 1].endsSentence = true }
        }
        continue
      }
      kept.append(
        Kept(
          text: Pass.withoutPunctuation(word.text),
          source: index,
          endsSentence: endsSentence,
          turn: word.turn,
          written: word.text,
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
  private mutating func remove(_ marked: [Int: TranscriptNormalizer.Removal]) {
    guard !marked.isEmpty else { return }
    var left: [Kept] = []
    left.reserveCapacity(kept.count)
    for (index, word) in kept.enumerated() {
      guard let removal = marked[index] else {
        left.append(word)
        continue
      }
      removed[word.source] = removal
      if word.endsSentence, let last = left.last, last.turn == word.turn {
        left[left.count - 1].endsSentence = true
      }
    }
    kept = left
  }

  /// Takes words out that say nothing, until none of these kinds is left.
  mutating func remove(_ empty: EmptyWords, finding kinds: Set<Disfluency.Kind>) {
    for _ in 0..<Pass.mostRounds {
      var marked: [Int: TranscriptNormalizer.Removal] = [:]
      for found in empty.find(in: kept.map(Pass.spoken)) where kinds.contains(found.kind) {
        for index in found.words { marked[index] = marked[index] ?? found.kind.removal }
      }
      remove(marked)
      if marked.isEmpty { return }
    }
  }

  /// A word with the mark of its sentence's end, which may have stood after a word that is gone.
  private static func spoken(_ word: Kept) -> String {
    guard word.endsSentence else { return word.written }
    return word.text + (word.written.hasSuffix("-") ? "-." : ".")
  }

  mutating func remove(
    _ phrases: PhraseList,
    as removal: TranscriptNormalizer.Removal,
    notAfter: PhraseList? = nil
  ) {
    let keys = self.keys
    var marked: [Int: TranscriptNormalizer.Removal] = [:]
    for range in phrases.matches(in: keys) {
      if let notAfter, range.lowerBound > 0, notAfter.holds(keys[range.lowerBound - 1]) { continue }
      for index in range { marked[index] = removal }
    }
    remove(marked)
  }

  /// "We sent, I mean we kept it": what is said again from one of the last words on replaces it.
  mutating func removeCorrected(_ lexicon: DisfluencyLexicon) {
    let keys = self.keys
    var marked: [Int: TranscriptNormalizer.Removal] = [:]
    for range in lexicon.corrections.matches(in: keys) {
      if let start = startOfCorrected(before: range, keys) {
        for index in start..<range.upperBound { marked[index] = .restart }
      } else if lexicon.emptyCorrections.match(in: keys, at: range.lowerBound) == range.count {
        for index in range { marked[index] = .filler }
      }
    }
    remove(marked)
  }

  private func startOfCorrected(before range: Range<Int>, _ keys: [[String]]) -> Int? {
    let again = range.upperBound
    guard again < keys.count else { return nil }
    let furthest = max(0, range.lowerBound - Pass.longestCorrection)
    return (furthest..<range.lowerBound).last { index in
      keys[index] == keys[again] && kept[index].turn == kept[again].turn
        && !kept[index..<range.lowerBound].contains(where: \.endsSentence)
    }
  }
}

extension Disfluency.Kind {
  fileprivate var removal: TranscriptNormalizer.Removal {
    switch self {
    case .filledPause, .lengthening: .filler
    case .repetition: .repetition
    case .restart: .restart
    }
  }
}
