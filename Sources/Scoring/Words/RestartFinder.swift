/// Finds words that are broken off and starts that are given up.
///
/// A start is given up where a subject pronoun and its auxiliary, with at most two small words
/// after them, are followed by the same pronoun with something else ("I was I went", "on a on
/// avait"), or where a dash follows and the next word is one of the last four ("we moved — we
/// decided"). Wording that may be a relative clause or a short answer does not count.
struct RestartFinder: Sendable {
  private struct Grammar: Sendable {
    var subjects: Set<String>
    var auxiliaries: Set<String>
    var small: Set<String>
    var notAfter: Set<String>
  }

  private static let english = Grammar(
    subjects: ["i", "you", "he", "she", "it", "we", "they"],
    auxiliaries: [
      "am", "are", "is", "was", "were", "have", "has", "had", "will", "would", "can", "could",
      "should", "may", "might", "must", "do", "does", "did", "don't", "didn't", "wasn't", "can't",
      "couldn't", "wouldn't", "haven't", "hadn't", "won't", "weren't",
    ],
    small: ["not", "just", "really", "going", "to", "gonna", "also", "always", "been", "a", "the"],
    notAfter: [
      "what", "who", "which", "that", "when", "where", "how", "why", "if", "as", "than", "so",
      "whatever", "whoever", "wherever", "whenever", "because", "while", "yes", "yeah", "no",
      "nor", "neither", "like", "thing", "all", "way",
    ]
  )
  private static let french = Grammar(
    subjects: ["je", "tu", "il", "on", "ils", "ça"],
    auxiliaries: [
      "ai", "as", "a", "avons", "avez", "ont", "avais", "avait", "avaient", "suis", "es", "est",
      "sommes", "êtes", "sont", "étais", "était", "étaient", "vais", "vas", "va", "vont", "peux",
      "peut", "peuvent", "veux", "veut", "dois", "doit", "pouvais", "pouvait", "voulais",
      "voulait", "devais", "devait", "serai", "sera", "serait", "aurai", "aura", "aurait",
    ],
    small: ["pas", "y", "ne", "me", "te", "se", "un", "une", "le", "la", "de", "très", "plus"],
    notAfter: [
      "que", "quand", "si", "comme", "où", "qui", "dont", "ce", "lorsque", "puisque", "quoi",
      "oui", "non", "ouais", "fois", "moment",
    ]
  )

  private let language: SpokenLanguage
  private let grammar: Grammar

  init(language: SpokenLanguage) {
    self.language = language
    grammar = language == .english ? Self.english : Self.french
  }

  /// The restarts among all words of a transcript, in order.
  func find(in tokens: [TranscriptToken]) -> [Disfluency] {
    let content = tokens.filter { $0.role == .content }
    return (cutOffs(in: tokens) + abandonedSubjects(in: content) + dashes(in: content))
      .sorted { $0.words.lowerBound < $1.words.lowerBound }
  }

  private func cutOffs(in tokens: [TranscriptToken]) -> [Disfluency] {
    tokens.indices.filter { tokens[$0].role == .cutOff }.map { index in
      let token = tokens[index]
      let next = tokens[index...].dropFirst().first { $0.role == .content }
      let isTakenUp = next?.key.hasPrefix(token.key) == true
      return event(tokens[index...index], certainty: isTakenUp ? 0.95 : 0.8)
    }
  }

  private func abandonedSubjects(in content: [TranscriptToken]) -> [Disfluency] {
    var found: [Disfluency] = []
    var place = 0
    while place < content.count {
      if let end = endOfAbandoned(from: place, content) {
        found.append(event(content[place..<end], certainty: 0.6))
        place = end
      } else {
        place += 1
      }
    }
    return found
  }

  /// Where the same subject begins anew, if a start at a place is given up.
  private func endOfAbandoned(from place: Int, _ content: [TranscriptToken]) -> Int? {
    guard let start = parts(content[place].key) else { return nil }
    if place > 0, !content[place - 1].endsClause {
      let before = content[place - 1].key
      if grammar.notAfter.contains(before) || grammar.auxiliaries.contains(before) { return nil }
    }
    var next = place + 1
    var verb = start.verb
    while verb == nil, next < min(place + 3, content.count) {
      let key = content[next].key
      guard grammar.small.contains(key) || grammar.auxiliaries.contains(key) else { return nil }
      if grammar.auxiliaries.contains(key) { verb = key }
      next += 1
    }
    guard verb != nil else { return nil }
    for again in next..<max(next, min(next + 3, content.count)) {
      if content[again - 1].endsSentence { return nil }
      if let other = parts(content[again].key), other.subject == start.subject {
        return isSame(place, again, content) ? nil : again
      }
      guard grammar.small.contains(content[again].key) else { return nil }
    }
    return nil
  }

  /// Whether what follows is only said again, which is a repetition, or the text ends.
  private func isSame(_ place: Int, _ again: Int, _ content: [TranscriptToken]) -> Bool {
    let old = content[place..<again].map(\.key)
    return content[again...].prefix(old.count).map(\.key) == old
      || (again + 1 == content.count && parts(content[again].key)?.verb == nil)
  }

  /// Subject and verb of "I'm", "j'ai", "c'est"; of "I" the subject alone.
  private func parts(_ key: String) -> (subject: String, verb: String?)? {
    if grammar.subjects.contains(key) { return (key, nil) }
    let halves = key.split(separator: "'", maxSplits: 1)
    guard halves.count == 2 else { return nil }
    let (head, tail) = (String(halves[0]), String(halves[1]))
    switch language {
    case .english:
      guard ["m", "re", "s", "ve", "ll", "d"].contains(tail) else { return nil }
      return grammar.subjects.contains(head) ? (head, tail) : nil
    case .french:
      let whole = head == "t" ? "tu" : head + "e"
      // "ce" is a subject before "est" only.
      return (grammar.subjects.contains(whole) || whole == "ce")
        && grammar.auxiliaries.contains(tail) ? (whole, tail) : nil
    }
  }

  private func dashes(in content: [TranscriptToken]) -> [Disfluency] {
    content.indices.dropLast().compactMap { place in
      guard content[place].hasDash else { return nil }
      let next = content[place + 1].key
      let recent = content[max(0, place - 3)...place]
      guard let start = recent.lastIndex(where: { $0.key == next }), start < place else {
        return nil
      }
      return event(content[start...place], certainty: 0.7)
    }
  }

  private func event(_ said: ArraySlice<TranscriptToken>, certainty: Double) -> Disfluency {
    Disfluency(
      kind: .restart,
      span: .covering(said.compactMap(\.span)),
      words: TranscriptToken.range(of: said),
      evidence: .word,
      certainty: certainty
    )
  }
}

extension TranscriptToken {
  /// From the first to the last word, as positions in the transcript.
  static func range(of tokens: ArraySlice<TranscriptToken>) -> Range<Int> {
    guard let first = tokens.first, let last = tokens.last else { return 0..<0 }
    return first.index..<(last.index + 1)
  }
}
