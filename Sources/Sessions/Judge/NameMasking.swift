import VoiceEngine

/// Hides from a judge who somebody is: names, schools, and the gender of whoever is spoken of.
///
/// It works on words, so that a passage of the masked text is still a passage of the transcript.
/// A name is known because the candidate gave it, because it is a common given name, or because it
/// is written with a capital where words of people stand. What a scenario expects to hear is never
/// masked.
public struct NameMasking: Sendable {
  /// What stands in a judge's text instead.
  public enum Mask: String, CaseIterable, Sendable {
    /// The name of a person.
    case name = "[name]"
    /// A place of learning.
    case school = "[school]"
    /// A word that tells a gender.
    case person = "[person]"
  }

  private let lexicon: NameLexicon?
  private let own: Set<[String]>
  private let expected: Set<[String]>

  /// Creates a mask for one interview.
  ///
  /// - Parameters:
  ///   - language: whose names are known; `nil` masks the candidate's own name only.
  ///   - candidateName: what the candidate wishes to be called, or `nil`.
  ///   - expected: texts whose words are never masked: what is asked and what evidence is heard by.
  public init(language: LexiconLanguage?, candidateName: String?, expected: [String]) {
    lexicon = language.map(NameLexicon.of)
    own = Set((candidateName ?? "").split(separator: " ").map { key(of: String($0)) })
      .subtracting([[]])
    self.expected = Set(
      expected.flatMap { $0.split(whereSeparator: \.isWhitespace) }.map { key(of: String($0)) }
    )
  }

  /// What masks each word, or `nil` for a word that stays.
  func masks(of words: [TranscriptNormalizer.Kept]) -> [Mask?] {
    var masks: [Mask?] = words.map { own.contains($0.key) ? .name : nil }
    guard let lexicon else { return masks }
    let keys = words.map(\.key)
    maskSchools(words, keys, lexicon, &masks)
    maskIntroductions(keys, lexicon, &masks)
    for index in words.indices where masks[index] == nil && !expected.contains(keys[index]) {
      if isName(index, words, keys, lexicon, masks) { masks[index] = .name }
    }
    // A name at the beginning of a sentence is told from other words by its standing elsewhere.
    let known = Set(words.indices.filter { masks[$0] == .name }.map { keys[$0] })
    for index in words.indices where masks[index] == nil && hasCapital(words[index].text) {
      if known.contains(keys[index]) { masks[index] = .name }
    }
    let impersonal = Set(lexicon.impersonal.matches(in: keys).map(\.lowerBound))
    for index in words.indices where masks[index] == nil && !impersonal.contains(index) {
      if lexicon.genderedWords.holds(keys[index]), !expected.contains(keys[index]) {
        masks[index] = .person
      }
    }
    return masks
  }

  /// A school with the capitals around it: "the University of Lyon", "Imperial College".
  private func maskSchools(
    _ words: [TranscriptNormalizer.Kept],
    _ keys: [[String]],
    _ lexicon: NameLexicon,
    _ masks: inout [Mask?]
  ) {
    for index in words.indices
    where lexicon.schools.holds(keys[index]) && !expected.contains(keys[index]) {
      var range = index..<(index + 1)
      while range.lowerBound > 0, isCapital(range.lowerBound - 1, words, keys, lexicon) {
        range = (range.lowerBound - 1)..<range.upperBound
      }
      while range.upperBound < words.count, !words[range.upperBound - 1].endsSentence {
        let next = range.upperBound
        let isJoint =
          lexicon.joints.holds(keys[next]) && next + 1 < words.count
          && isCapital(next + 1, words, keys, lexicon)
        guard isJoint || isCapital(next, words, keys, lexicon) else { break }
        range = range.lowerBound..<(next + 1)
      }
      for place in range { masks[place] = .school }
    }
  }

  /// "My name is Chidi Okafor": up to two words after it, also where there are no capitals.
  private func maskIntroductions(
    _ keys: [[String]],
    _ lexicon: NameLexicon,
    _ masks: inout [Mask?]
  ) {
    for range in lexicon.introductions.matches(in: keys) where range.upperBound < keys.count {
      masks[range.upperBound] = .name
    }
  }

  private func isName(
    _ index: Int,
    _ words: [TranscriptNormalizer.Kept],
    _ keys: [[String]],
    _ lexicon: NameLexicon,
    _ masks: [Mask?]
  ) -> Bool {
    if lexicon.givenNames.holds(keys[index]) { return true }
    let begins = index == 0 || words[index - 1].endsSentence
    guard !begins, hasCapital(words[index].text), !lexicon.capitals.holds(keys[index]),
      !words[index].text.dropFirst().contains(where: \.isUppercase)
    else { return false }
    // A surname follows a name.
    if masks[index - 1] == .name || lexicon.beforeName.holds(keys[index - 1]) { return true }
    return index + 1 < words.count && lexicon.afterName.match(in: keys, at: index + 1) != nil
  }

  /// A word with an ending that tells no gender, where it says what the speaker is.
  func neutral(_ words: [TranscriptNormalizer.Kept]) -> [String] {
    var texts = words.map { $0.text.lowercased() }
    guard let lexicon else { return texts }
    for range in lexicon.beforeOwnRole.matches(in: words.map(\.key)) {
      let place = range.upperBound
      guard place < texts.count else { continue }
      for (ending, neutral) in lexicon.roleEndings where texts[place].hasSuffix(ending) {
        texts[place] = texts[place].dropLast(ending.count) + neutral
        break
      }
    }
    return texts
  }

  private func isCapital(
    _ index: Int,
    _ words: [TranscriptNormalizer.Kept],
    _ keys: [[String]],
    _ lexicon: NameLexicon
  ) -> Bool {
    let begins = index == 0 || words[index - 1].endsSentence
    return !begins && hasCapital(words[index].text)
      && !lexicon.capitals.holds(keys[index]) && !expected.contains(keys[index])
  }
}

private func hasCapital(_ word: String) -> Bool { word.first?.isUppercase == true }

private func key(of word: String) -> [String] { EvidenceMatcher.normalizedWords(of: word) }
