import VoiceEngine

/// Tells the form of an answer by the words of `FormLexicon`.
///
/// It counts cues, so the order of sentences and words without cues change nothing. It is wrong
/// where people say the same in other words: a help for listening again, no verdict.
public enum FormReader {
  /// Fewer words than this have no form.
  static let leastWords = 8
  /// "yesterday" alone, at the end of a sentence, tells no situation.
  static let leastWordsOfSituation = 3
  /// Most parts that are shown.
  static let mostSpans = 12

  /// The form of an answer, or `nil` in a language of which no cues are known.
  public static func form(of text: JudgedText, language: LexiconLanguage?) -> AnswerForm? {
    guard let language else { return nil }
    let cues = Cues(text, FormLexicon.of(language))
    let kind = text.words.count < leastWords ? .unclear : cues.kind
    return AnswerForm(kind: kind, spans: kind == .story ? cues.spans : [])
  }
}

/// The cues of one answer.
private struct Cues {
  private let text: JudgedText
  private let lexicon: FormLexicon
  private let words: [[String]]
  private let ownActions: [Int]

  init(_ text: JudgedText, _ lexicon: FormLexicon) {
    self.text = text
    self.lexicon = lexicon
    let words = text.words.map { EvidenceMatcher.normalizedWords(of: $0) }
    self.words = words
    let places = words.indices.filter { !lexicon.tasks.matches($0, words) }
    ownActions = places.filter { lexicon.isOwnAction(words, $0) }
  }

  // MARK: Kind

  var kind: AnswerForm.Kind {
    let occasions = count(lexicon.occasions)
    // "Since then I always check": what came of it is no habit beside it.
    let ends = Set(lexicon.results.matches(in: words).map(\.lowerBound))
    let lessons = Set(clauses.filter { !ends.isDisjoint(with: $0) }.joined())
    let habits =
      lexicon.habits.matches(in: words).map(\.lowerBound)
      + words.indices.filter { lexicon.isOwnHabit(words, $0) }
    let others: [(kind: AnswerForm.Kind, count: Int)] = [
      (.example, habits.count { !lessons.contains($0) }), (.opinion, count(lexicon.opinions)),
      (.selfDescription, count(lexicon.traitsOfSelf)),
    ]
    let most = others.map(\.count).max() ?? 0
    let tellsOne = occasions > 0 && ownActions.count >= 1 && ownActions.count >= most
    let tellsMany = ownActions.count >= 3 && ownActions.count > most
    if tellsOne || tellsMany { return .story }
    let best = others.filter { $0.count == most }
    return most > 0 && best.count == 1 ? best[0].kind : .unclear
  }

  private func count(_ phrases: PhraseList) -> Int { phrases.matches(in: words).count }

  // MARK: Parts

  var spans: [AnswerForm.Span] {
    var spans = clauses.compactMap { part(of: $0) }
    // "In December a customer came back": where nothing else says when it was, this is no result,
    // and "last May I presented our figures" no action, if another clause tells one.
    if !spans.contains(where: { $0.part == .situation }) {
      spans = clauses.compactMap { part(of: $0, prefersOccasions: true) }
    }
    return Array(spans.prefix(FormReader.mostSpans))
  }

  /// Sentences, parted again where a word leads on to something else.
  private var clauses: [Range<Int>] {
    let starts = Set(lexicon.clauseStarts.matches(in: words).map(\.lowerBound))
    return text.sentences.flatMap { sentence in
      let cuts =
        [sentence.lowerBound]
        + sentence.dropFirst(3).filter { starts.contains($0) && !starts.contains($0 - 1) }
      return zip(cuts, cuts.dropFirst() + [sentence.upperBound]).map { $0..<$1 }
    }
  }

  /// Whether a clause that names no occasion tells what the speaker did.
  private var actsElsewhere: Bool {
    clauses.contains { clause in
      let words = Array(self.words[clause])
      return lexicon.occasions.matches(in: words).isEmpty
        && ownActions.contains { clause.contains($0) }
    }
  }

  private func part(of clause: Range<Int>, prefersOccasions: Bool = false) -> AnswerForm.Span? {
    let words = Array(self.words[clause])
    func first(_ phrases: PhraseList) -> Range<Int>? { phrases.matches(in: words).first }
    let action = ownActions.first { clause.contains($0) }.map { ($0 - clause.lowerBound) }
    let mayOpen = prefersOccasions && (action == nil || actsElsewhere)
    let occasion = mayOpen ? first(lexicon.occasions) : nil
    let isWhole = clause.count >= FormReader.leastWordsOfSituation
    let situation = isWhole ? first(lexicon.occasions) ?? first(lexicon.situations) : nil
    let found: (AnswerForm.Part, Range<Int>)? =
      occasion.map { (.situation, $0) }
      ?? first(lexicon.results).map { (.result, $0) }
      ?? first(lexicon.tasks).map { (.task, $0) }
      ?? action.map { (.action, $0..<($0 + 1)) }
      ?? situation.map { (.situation, $0) }
    return found.map { part, cue in
      let whole = clause.count <= JudgedText.longestPassage
      let start = clause.lowerBound + cue.lowerBound
      let passage = whole ? clause : text.passage(around: start..<(start + cue.count))
      return AnswerForm.Span(part: part, quote: Quote(passage, of: text))
    }
  }
}

extension PhraseList {
  fileprivate func matches(_ index: Int, _ words: [[String]]) -> Bool {
    match(in: words, at: index) != nil
  }
}
