import Testing
import VoiceEngine

@Suite struct SentenceChunkerTests {
  @Test(arguments: [
    ("", []),
    ("   \n ", []),
    ("One.", ["One."]),
    ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
    ("What?! No…  Yes.", ["What?!", "No…", "Yes."]),
    ("Wait... what?", ["Wait...", "what?"]),
    ("He said \"stop.\" Then he left.", ["He said \"stop.\"", "Then he left."]),
    ("(Really.) Yes.", ["(Really.)", "Yes."]),
    ("One.\nTwo.\r\nThree", ["One.", "Two.", "Three"]),
    ("No space.Here", ["No space.Here"]),
  ])
  func `sentences end at their marks`(text: String, sentences: [String]) {
    #expect(SentenceChunker.sentences(of: text) == sentences)
  }

  @Test(arguments: [
    "Ask Mr. Smith about it.", "Use tools, e.g. a debugger, now.", "It grew by 3.5 percent.",
    "J. R. Tolkien wrote it.", "Version 2.0 came out.", "Dr. Who and Prof. X.",
    "Visit example.com today.",
  ])
  func `an English full stop inside a sentence does not end it`(text: String) {
    #expect(SentenceChunker.sentences(of: text) == [text])
  }

  @Test(arguments: [
    "Demandez à M. Dupont ou à Mme. Petit.", "Il gagne 3,5 % par an.",
    "Prenez un outil, p. ex. un débogueur.", "Env. 20 personnes, cf. la note.",
    "« Bonjour. »", "Il a dit : « C'est fini. » ",
  ])
  func `a French one neither`(text: String) {
    let words = text.split(separator: " ").joined(separator: " ")
    #expect(SentenceChunker.sentences(of: text) == [words])
  }

  @Test func `French marks stand apart and stay with their sentence`() {
    #expect(
      SentenceChunker.sentences(of: "Qu'en pensez-vous ? Très bien ! « Oui. » Merci… Au revoir.")
        == ["Qu'en pensez-vous ?", "Très bien !", "« Oui. »", "Merci…", "Au revoir."]
    )
  }

  @Test func `a space that must not break stays one`() {
    let text = "Qu'en pensez-vous\u{a0}? «\u{202f}Rien.\u{202f}» Bien."
    #expect(
      SentenceChunker.sentences(of: text)
        == ["Qu'en pensez-vous\u{a0}?", "«\u{202f}Rien.\u{202f}»", "Bien."]
    )
  }

  @Test func `a number in a list is not a sentence, a year at the end is`() {
    #expect(
      SentenceChunker.sentences(of: "1. First this. 2. Then that.")
        == ["1. First this.", "2. Then that."]
    )
    #expect(
      SentenceChunker.sentences(of: "It was in 1990. Then came 5. Why?")
        == ["It was in 1990.", "Then came 5.", "Why?"]
    )
  }

  @Test func `no word is lost and none is added`() {
    let text = "A b. C d? E… «F g.» H 1.5 i! J. k l. (M.) n"
    let words = SentenceChunker.sentences(of: text).joined(separator: " ")
    #expect(words == text)
  }
}
