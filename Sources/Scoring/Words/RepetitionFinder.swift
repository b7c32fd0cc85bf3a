/// Finds one to four words that are said again at once.
///
/// Filled pauses, cut-off words and a silence under a second may stand between the two; the end of
/// a sentence may not. The smallest unit counts, a run of it counts once: "I I I think" is one
/// repetition, of "I I". With a cut-off word in between it is the restart that counts.
struct RepetitionFinder: Sendable {
  /// Words said twice that are no repetition.
  enum Doubles: Sendable {
    /// Those that grammar, emphasis or counting may ask for.
    case meant
    /// Only those that grammar often asks for: "they had had enough".
    case byGrammar
  }

  /// Words of the longest unit.
  static let longestUnit = 4
  /// A silence from this length on between the two ends the search, in seconds.
  static let longestGapSeconds = 1.0

  private static let byGrammar: [SpokenLanguage: Set<String>] = [
    .english: ["had", "that"], .french: ["nous", "vous"],
  ]
  private static let byEmphasis: [SpokenLanguage: Set<String>] = [
    .english: [
      "is", "very", "really", "so", "no", "yes", "yeah", "okay", "ok", "right", "bye", "ha",
      "blah", "la", "many", "much", "far", "long", "never", "well", "now", "there", "good", "big",
      "please", "sorry", "quick", "hey", "knock", "tut", "more",
    ],
    .french: [
      "en", "est", "faire", "très", "trop", "bien", "vite", "oui", "non", "si", "plus", "jamais",
      "tellement", "vraiment", "super", "hyper", "beaucoup", "petit", "petite", "tout", "là",
      "hop", "bon", "voilà", "ok", "ouais", "ha", "ah", "oh", "bla", "tic", "merci", "pardon",
      "encore", "toujours", "loin", "longtemps", "grand", "grande",
    ],
  ]
  private static let numbers: [SpokenLanguage: Set<String>] = [
    .english: [
      "zero", "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
      "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
      "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
      "hundred", "thousand", "million", "billion", "point", "double",
    ],
    .french: [
      "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix",
      "onze", "douze", "treize", "quatorze", "quinze", "seize", "vingt", "vingts", "trente",
      "quarante", "cinquante", "soixante", "cent", "cents", "mille", "million", "millions",
      "virgule",
    ],
  ]
  private static let letterWords: [SpokenLanguage: Set<String>] = [
    .english: ["a", "i"], .french: ["a", "à", "y"],
  ]
  private static let joining: Set<String> = ["and", "or", "et", "ou"]

  private let choice: Doubles
  private let doubles: Set<String>
  private let numbers: Set<String>
  private let letterWords: Set<String>

  init(language: SpokenLanguage, doubles choice: Doubles = .meant) {
    self.choice = choice
    doubles = (Self.byGrammar[language] ?? [])
      .union(choice == .meant ? Self.byEmphasis[language] ?? [] : [])
    numbers = Self.numbers[language] ?? []
    letterWords = Self.letterWords[language] ?? []
  }

  /// The repetitions among all words of a transcript, in order.
  func find(in tokens: [TranscriptToken]) -> [Disfluency] {
    let content = tokens.indices.filter { tokens[$0].role == .content }
    var found: [Disfluency] = []
    var place = 0
    while place < content.count {
      guard let (unit, copies) = run(at: place, of: content, tokens) else {
        place += 1
        continue
      }
      let said = content[place..<(place + unit * (copies - 1))]
      if let first = said.first, let last = said.last {
        found.append(event(tokens[first...last], unit: unit))
      }
      place += unit * (copies - 1)
    }
    return found
  }

  /// Length of the smallest unit that is repeated from a place on, and how often it is said.
  private func run(
    at place: Int,
    of content: [Int],
    _ tokens: [TranscriptToken]
  ) -> (unit: Int, copies: Int)? {
    for unit in 1...Self.longestUnit where place + 2 * unit <= content.count {
      var copies = 1
      while isCopy(place + (copies - 1) * unit, unit, of: content, tokens) { copies += 1 }
      guard copies > 1 else { continue }
      let words = content[place..<(place + unit)].map { tokens[$0].key }
      let before = place > 0 ? tokens[content[place - 1]].key : nil
      let end = place + copies * unit
      let after = end < content.count ? tokens[content[end]].key : nil
      if isMeant(words, between: before, and: after) { continue }
      return (unit, copies)
    }
    return nil
  }

  /// Whether the unit at a place is said again right after it.
  private func isCopy(
    _ place: Int,
    _ unit: Int,
    of content: [Int],
    _ tokens: [TranscriptToken]
  ) -> Bool {
    guard place + 2 * unit <= content.count else { return false }
    for offset in 0..<unit {
      let (one, other) = (tokens[content[place + offset]], tokens[content[place + unit + offset]])
      // "one by one. By the way" is two sentences.
      let isOver = one.endsSentence || (other.endsSentence && offset < unit - 1)
      guard one.key == other.key, !isOver else { return false }
    }
    let (last, next) = (content[place + unit - 1], content[place + unit])
    let between = tokens[last...next]
    if between.contains(where: { $0.role == .cutOff }) { return false }
    return zip(between, between.dropFirst()).allSatisfy { one, other in
      guard let end = one.span?.endSeconds, let start = other.span?.startSeconds else {
        return true
      }
      return start - end < Self.longestGapSeconds
    }
  }

  /// Whether grammar, emphasis or counting asks for the double.
  private func isMeant(
    _ words: [String],
    between before: String?,
    and after: String?
  ) -> Bool {
    if choice == .byGrammar { return words.allSatisfy(doubles.contains) }
    if words.allSatisfy({ doubles.contains($0) || isNumber($0) || isLetter($0) }) { return true }
    // "more and more and more"
    guard words.count == 2 else { return false }
    return Self.joining.contains(words[0]) && before == words[1]
      || Self.joining.contains(words[1]) && after == words[0]
  }

  private func isNumber(_ word: String) -> Bool {
    numbers.contains(word) || word.contains(where: \.isNumber)
  }

  private func isLetter(_ word: String) -> Bool { word.count == 1 && !letterWords.contains(word) }

  private func event(_ said: ArraySlice<TranscriptToken>, unit: Int) -> Disfluency {
    Disfluency(
      kind: .repetition,
      span: .covering(said.compactMap(\.span)),
      words: TranscriptToken.range(of: said),
      evidence: .word,
      certainty: unit == 1 ? 0.85 : 0.9
    )
  }
}
