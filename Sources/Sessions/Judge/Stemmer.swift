/// Takes the inflection off a word, so that "measured" is found where "measure" is expected.
///
/// Words come in the form of `EvidenceMatcher.normalizedWords`: lower case, no accents.
enum Stemmer {
  /// The stem of a word; of a language that is not known the word itself.
  static func stem(_ word: String, language: LexiconLanguage?) -> String {
    switch language {
    case .english: EnglishStemmer.stem(word)
    case .french: FrenchStemmer.stem(word)
    case nil: word
    }
  }
}

/// Steps 1 and 5 of Porter's algorithm (1980), which take off inflections and leave derivations.
///
/// A word is read as [C](VC)ᵐ[V] with C a run of consonants and V a run of vowels; m measures it.
enum EnglishStemmer {
  static func stem(_ word: String) -> String {
    var letters = Array(word.utf8)
    guard letters.count > 2, letters.allSatisfy({ (97...122).contains($0) }) else { return word }
    removePlural(&letters)
    removeTense(&letters)
    if letters.last == y, hasVowel(letters.dropLast()) { letters[letters.count - 1] = i }
    removeFinalE(&letters)
    if letters.suffix(2).elementsEqual([l, l]), measure(letters.dropLast()) > 1 {
      letters.removeLast()
    }
    return String(decoding: letters, as: UTF8.self)
  }

  private static let e = UInt8(ascii: "e")
  private static let i = UInt8(ascii: "i")
  private static let l = UInt8(ascii: "l")
  private static let s = UInt8(ascii: "s")
  private static let y = UInt8(ascii: "y")
  private static let z = UInt8(ascii: "z")

  /// Step 1a.
  private static func removePlural(_ word: inout [UInt8]) {
    if word.ends(with: "sses") || word.ends(with: "ies") {
      word.removeLast(2)
    } else if word.last == s, !word.ends(with: "ss") {
      word.removeLast()
    }
  }

  /// Step 1b.
  private static func removeTense(_ word: inout [UInt8]) {
    if word.ends(with: "eed") {
      if measure(word.dropLast(3)) > 0 { word.removeLast() }
      return
    }
    for ending in ["ed", "ing"] where word.ends(with: ending) {
      let rest = word.dropLast(ending.utf8.count)
      guard hasVowel(rest) else { return }
      word = Array(rest)
      if word.ends(with: "at") || word.ends(with: "bl") || word.ends(with: "iz") {
        word.append(e)
      } else if let last = word.last, word.count > 1, word[word.count - 2] == last,
        isConsonant(word[...], word.count - 1), ![l, s, z].contains(last)
      {
        word.removeLast()
      } else if measure(word[...]) == 1, endsShort(word[...]) {
        word.append(e)
      }
      return
    }
  }

  /// Step 5a.
  private static func removeFinalE(_ word: inout [UInt8]) {
    guard word.last == e else { return }
    let rest = word.dropLast()
    let measure = measure(rest)
    if measure > 1 || (measure == 1 && !endsShort(rest)) { word.removeLast() }
  }

  /// Porter's m: how often a vowel is followed by a consonant.
  private static func measure(_ word: ArraySlice<UInt8>) -> Int {
    var count = 0
    var wasVowel = false
    for index in word.indices {
      let isVowel = !isConsonant(word, index)
      if wasVowel, !isVowel { count += 1 }
      wasVowel = isVowel
    }
    return count
  }

  private static func hasVowel(_ word: ArraySlice<UInt8>) -> Bool {
    word.indices.contains { !isConsonant(word, $0) }
  }

  /// Porter's *o: consonant, vowel, consonant, the last not w, x or y.
  private static func endsShort(_ word: ArraySlice<UInt8>) -> Bool {
    guard word.count >= 3, let last = word.last else { return false }
    let end = word.endIndex - 1
    return isConsonant(word, end) && !isConsonant(word, end - 1) && isConsonant(word, end - 2)
      && !"wxy".utf8.contains(last)
  }

  /// A y after a consonant is a vowel.
  private static func isConsonant(_ word: ArraySlice<UInt8>, _ index: Int) -> Bool {
    if "aeiou".utf8.contains(word[index]) { return false }
    guard word[index] == y, index > word.startIndex else { return true }
    return !isConsonant(word, index - 1)
  }
}

/// Savoy's minimal stemmer for French (1999): plural, feminine and the infinitive's r go.
///
/// Two things are added, because spoken answers are full of verbs: a plural s goes from short words
/// too ("pannes"), and the endings of imperfect, present participle and first person plural go.
enum FrenchStemmer {
  // Without the s of "mesurais" and "mesurons", which is gone by then.
  private static let verbEndings = ["aient", "ait", "ai", "ant", "on", "ent"]
  /// A stem that is left has at least so many letters.
  private static let leastStem = 4

  static func stem(_ word: String) -> String {
    var letters = Array(word.utf8)
    guard letters.count > 3, letters.allSatisfy({ (97...122).contains($0) }) else { return word }
    if letters.ends(with: "aux") {
      letters.removeLast(2)
      letters.append(UInt8(ascii: "l"))
    } else if letters.last == UInt8(ascii: "x") || letters.last == UInt8(ascii: "s") {
      letters.removeLast()
    }
    if let ending = verbEndings.first(where: {
      letters.ends(with: $0) && letters.count - $0.utf8.count >= leastStem
    }) {
      letters.removeLast(ending.utf8.count)
    }
    guard letters.count >= 5 else { return String(decoding: letters, as: UTF8.self) }
    if letters.last == UInt8(ascii: "r") { letters.removeLast() }
    // Without accents é and e are one: "mesurée" ends in two.
    for _ in 0..<2 where letters.last == UInt8(ascii: "e") { letters.removeLast() }
    if letters.count > leastStem, letters[letters.count - 1] == letters[letters.count - 2] {
      letters.removeLast()
    }
    return String(decoding: letters, as: UTF8.self)
  }
}

extension [UInt8] {
  fileprivate func ends(with ending: String) -> Bool {
    suffix(ending.utf8.count).elementsEqual(ending.utf8)
  }
}
