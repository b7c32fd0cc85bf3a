import Scoring
import TestKit
import Testing

@Suite struct SyllableCounterTests {
  @Test(arguments: [
    ("", 0), ("…!?", 0), ("a", 1), ("the", 1), ("table", 2), ("people", 2), ("asked", 1),
    ("wanted", 2), ("hundred", 2), ("something", 2), ("everybody", 4), ("interesting", 3),
    ("experience", 4), ("university", 5), ("idea", 3), ("business", 2), ("homework", 2),
    ("don't", 1), ("didn’t", 2), ("I'm", 1), ("it'll", 2), ("boss's", 2), ("team's", 1),
    ("o'clock", 2), ("y'all", 1), ("café", 2), ("résumé", 3), ("well-known", 2), ("hmm", 1),
  ])
  func `English words have the syllables of a dictionary`(word: String, count: Int) {
    #expect(SyllableCounter.count(word, in: .english) == count)
  }

  @Test(arguments: [
    ("", 0), ("« »", 0), ("à", 1), ("le", 1), ("petite", 2), ("parlent", 1), ("moment", 2),
    ("maintenant", 2), ("finalement", 3), ("entreprise", 3), ("aujourd'hui", 3), ("l'école", 2),
    ("qu'il", 1), ("jusqu’à", 2), ("lorsqu'on", 2), ("naïf", 2), ("création", 3), ("œuvre", 1),
    ("vieille", 1), ("pays", 2), ("oui", 1), ("ouais", 1), ("y'a", 1), ("là-bas", 2),
    ("monsieur", 2), ("suis", 1), ("lui", 1), ("ensuite", 2), ("depuis", 2), ("travailler", 3),
  ])
  func `French words have the syllables of fluent speech`(word: String, count: Int) {
    #expect(SyllableCounter.count(word, in: .french) == count)
  }

  @Test(arguments: [
    // Counted against CMUdict.
    ("So basically I started out in retail, and after two years I moved.", 18),
    ("What I did was, I called the supplier, and they hadn't sent anything.", 18),
    ("There wasn't really anybody else who could've done it, to be honest.", 19),
  ])
  func `English sentences have the sum of their words`(text: String, count: Int) {
    #expect(SyllableCounter.count(text, in: .english) == count)
  }

  @Test(arguments: [
    // Counted against espeak-ng.
    ("Alors en fait, j'ai commencé par une licence d'histoire.", 14),
    ("Je pense que ma plus grande qualité, c'est l'écoute.", 12),
    ("Voilà, c'est à peu près tout ce que je peux dire là-dessus.", 15),
  ])
  func `French sentences have the sum of their words`(text: String, count: Int) {
    #expect(SyllableCounter.count(text, in: .french) == count)
  }

  @Test(arguments: [
    ("7", 2), ("0", 2), ("13", 2), ("42", 3), ("100", 3), ("117", 6), ("1999", 5), ("2000", 3),
    ("2007", 5), ("2024", 5), ("1905", 4), ("1,500", 6), ("1,000,000", 3), ("3.5", 3), ("50%", 4),
    ("$20", 4), ("1st", 1), ("2nd", 2), ("3rd", 1), ("20th", 3), ("21st", 3), ("0612", 5),
    ("24/7", 5), ("10,", 1),
  ])
  func `numbers are read out in English`(text: String, count: Int) {
    #expect(SyllableCounter.count(text, in: .english) == count)
  }

  @Test(arguments: [
    ("7", 1), ("0", 2), ("17", 2), ("21", 3), ("71", 4), ("80", 3), ("81", 4), ("92", 4),
    ("100", 1), ("200", 2), ("1000", 1), ("1999", 8), ("2024", 4), ("1.500", 3), ("3,5", 4),
    ("50%", 4), ("1er", 2), ("2e", 2), ("10h", 2),
  ])
  func `numbers are read out in French`(text: String, count: Int) {
    #expect(SyllableCounter.count(text, in: .french) == count)
  }

  @Test func `initialisms are spelled and texts of capitals are not`() {
    #expect(SyllableCounter.count("the CEO of IBM", in: .english) == 8)
    #expect(SyllableCounter.count("WWW", in: .english) == 9)
    #expect(SyllableCounter.count("la SNCF", in: .french) == 5)
    #expect(SyllableCounter.count("XYZ", in: .french) == 4)
    let text = "the cat sat on the mat and was not fed"
    #expect(
      SyllableCounter.count(text.uppercased(), in: .english)
        == SyllableCounter.count(text, in: .english)
    )
  }

  @Test func `composed and decomposed accents count alike`() {
    #expect(SyllableCounter.count("e\u{301}cole\u{301}", in: .french) == 3)
    #expect(SyllableCounter.count("\u{E9}col\u{E9}", in: .french) == 3)
  }

  @Test func `a text has the sum of the syllables of its words`() {
    var dice = ScoringDice(seed: 4)
    let words = ["planning", "l'été", "didn't", "2024", "50%", "well-known", "œuvre", "IBM", "…"]
    for language in SpokenLanguage.allCases {
      for _ in 0..<100 {
        let chosen = (0..<5).compactMap { _ in words.randomElement(using: &dice) }
        let sum = chosen.reduce(0) { $0 + SyllableCounter.count($1, in: language) }
        let text = "of " + chosen.joined(separator: " ")
        #expect(SyllableCounter.count(text, in: language) == sum + 1, "\(text)")
      }
    }
  }

  @Test func `any text has a bounded number of syllables`() {
    var dice = ScoringDice(seed: 5)
    for _ in 0..<2_000 {
      let text = dice.text(upTo: 40)
      for language in SpokenLanguage.allCases {
        let count = SyllableCounter.count(text, in: language)
        #expect(count >= 0 && count <= 4 * text.unicodeScalars.count, "\(text.debugDescription)")
      }
    }
    #expect(SyllableCounter.count("собака 犬 كلب", in: .french) == 3)
  }
}
