import TestKit
import Testing

@testable import Scoring

@Suite struct DisfluencyTests {
  /// What is found in a plain text, as pieces of it.
  private func pieces(
    _ kind: Disfluency.Kind,
    of text: String,
    in language: SpokenLanguage
  ) -> [String] {
    let words = SpokenWord.words(of: text)
    let found = SpokenWords.analyze(words: words, language: language).disfluencies
    return found.filter { $0.kind == kind }
      .map { words[$0.words].map(\.text).joined(separator: " ") }
  }

  private func english(_ kind: Disfluency.Kind, _ text: String) -> [String] {
    pieces(kind, of: text, in: .english)
  }

  private func french(_ kind: Disfluency.Kind, _ text: String) -> [String] {
    pieces(kind, of: text, in: .french)
  }

  // Filled pauses

  @Test func `filled pauses are the sounds of the list, however long they are written`() {
    let text = "Um, I was, uh, in, like, ummm, sales, you know, er, for uhhhhh two years. Hmm."
    #expect(english(.filledPause, text) == ["Um,", "uh,", "ummm,", "er,", "uhhhhh", "Hmm."])
    let paroles = "Euh, j'étais heu vendeur, du coup, hum, genre euuuuh, deux ans quoi."
    #expect(french(.filledPause, paroles) == ["Euh,", "heu", "hum,", "euuuuh,"])
  }

  @Test func `ben and euh are one filled pause, ben alone is a word`() {
    #expect(
      french(.filledPause, "ben euh je crois, ben oui, bah heu non") == ["ben euh", "bah heu"]
    )
    #expect(french(.filledPause, "euh euh non") == ["euh", "euh"])
  }

  @Test(arguments: [
    "I worked in the ER for a year", "a gap of 5 mm is fine", "I hum a tune", "to err is human",
    "uh-huh, that is right", "the umpire said oh and ah", "he studied at UM in Ann Arbor",
  ])
  func `words with a meaning are no filled pauses`(text: String) {
    #expect(english(.filledPause, text) == [])
  }

  @Test func `in a text of capitals filled pauses are found, too`() {
    #expect(english(.filledPause, "I WAS UM IN SALES") == ["UM"])
  }

  // Repetitions

  @Test(arguments: [
    ("I I think so", ["I"]), ("the the the plan", ["the the"]),
    ("I think I think we won", ["I think"]), ("we had to we had to wait", ["we had to"]),
    ("it was, um, it was late", ["it was,"]), ("in the, in the end", ["in the,"]),
    ("and I and I left", ["and I"]),
    ("one of the one of the best", ["one of the"]),
  ])
  func `words said again at once are a repetition`(text: String, said: [String]) {
    #expect(english(.repetition, text) == said)
  }

  @Test(arguments: [
    ("je je pense", ["je"]), ("dans le dans le magasin", ["dans le"]),
    ("c'est euh c'est vrai", ["c'est"]), ("on a on a fini", ["on a"]),
    ("les les les clients", ["les les"]),
  ])
  func `words said again at once are a repetition in French`(text: String, said: [String]) {
    #expect(french(.repetition, text) == said)
  }

  @Test(arguments: [
    "they had had enough", "I know that that works", "very very good", "no, no, no, never",
    "call five five five two two", "I said no. No one came.", "it grew more and more and more",
    "room 12 12", "spelled with l l", "bye bye", "It works. It works.",
  ])
  func `doubles that grammar, emphasis or counting asks for are none`(text: String) {
    #expect(english(.repetition, text) == [])
  }

  @Test(arguments: [
    "nous nous sommes vus", "vous vous trompez", "très très bien", "on va faire faire un devis",
    "zéro six douze douze", "oui oui, non non", "il en parle en en riant",
  ])
  func `doubles that grammar, emphasis or counting asks for are none in French`(text: String) {
    #expect(french(.repetition, text) == [])
  }

  @Test func `after a second of silence nothing is said again at once`() {
    func count(gap: Double) -> Int {
      let words = [
        SpokenWord(text: "the", startSeconds: 0, endSeconds: 0.2),
        SpokenWord(text: "the", startSeconds: 0.2 + gap, endSeconds: 0.4 + gap),
        SpokenWord(text: "plan", startSeconds: 0.4 + gap, endSeconds: 0.8 + gap),
      ]
      return SpokenWords.analyze(words: words, language: .english).disfluencies.count
    }
    #expect(count(gap: 0.9) == 1)
    #expect(count(gap: 1.1) == 0)
  }

  @Test func `random words give the repetitions of the slow version`() {
    var dice = ScoringDice(seed: 12)
    for _ in 0..<500 {
      let words = (0..<Int.random(in: 0...20, using: &dice))
        .compactMap { _ in ["we", "went", "home"].randomElement(using: &dice) }
      let tokens = TranscriptToken.tokens(
        of: words.map { SpokenWord(text: $0) },
        language: .english
      )
      #expect(
        RepetitionFinder(language: .english).find(in: tokens).count
          == ScoringReferenceWords.repetitions(in: words),
        "\(words)"
      )
    }
  }

  // Restarts

  @Test(arguments: [
    ("th- the plan", ["th-"]), ("I wor-, I was there", ["wor-,"]),
    ("I was I went home", ["I was"]), ("it's it was late", ["it's"]),
    ("we were going to we had a plan", ["we were going to"]),
    ("we moved — we decided to move", ["we moved"]),
  ])
  func `what is broken off or given up is a restart`(text: String, said: [String]) {
    #expect(english(.restart, text) == said)
  }

  @Test(arguments: [
    ("je tra- je travaille", ["tra-"]), ("je suis j'étais vendeur", ["je suis"]),
    ("on a on avait un client", ["on a"]), ("c'est c'était long", ["c'est"]),
    ("il y a il y avait du monde", ["il y a"]),
  ])
  func `what is broken off or given up is a restart in French`(text: String, said: [String]) {
    #expect(french(.restart, text) == said)
  }

  @Test(arguments: [
    "what I did I did well", "I think I went", "pre- and post-war years", "you know you can",
    "Yes I do. I like it.", "when I was I did", "my boss — a nice man — said yes",
    "I said I would", "am I I wonder",
  ])
  func `clauses with the same subject are no restarts`(text: String) {
    #expect(english(.restart, text) == [])
  }

  @Test(arguments: [
    "je pense que je peux", "quand on est on va", "il dit qu'il a fini", "c'est ce que c'est",
    "vous avez vous aussi raison", "je sais je peux",
  ])
  func `clauses with the same subject are no restarts in French`(text: String) {
    #expect(french(.restart, text) == [])
  }

  @Test func `a word broken off and said again is one event`() {
    let words = SpokenWord.words(of: "I w- I was in sales")
    let found = SpokenWords.analyze(words: words, language: .english).disfluencies
    #expect(found.map(\.kind) == [.restart])
  }

  // Lengthenings

  /// Words of 0.2 s a syllable, one of them drawn out.
  private func drawnOut(to seconds: Double, word: String = "so") -> [SpokenWord] {
    var words = SpokenWord.words(of: "we had a lot of work in the first two years and a half")
    words.insert(SpokenWord(text: word), at: 6)
    var time = 0.0
    return words.map { spoken in
      let syllables = Double(SyllableCounter.count(spoken.text, in: .english))
      let length = spoken.text == word ? seconds : 0.2 * syllables
      defer { time += length }
      return SpokenWord(text: spoken.text, startSeconds: time, endSeconds: time + length)
    }
  }

  private func lengthenings(_ words: [SpokenWord], pauses: [DeliveryAnalysis.Span] = []) -> Int {
    SpokenWords.analyze(words: words, language: .english, pauses: pauses)
      .disfluencies.count { $0.kind == .lengthening }
  }

  @Test func `a word far slower than the speaker is drawn out`() {
    #expect(lengthenings(drawnOut(to: 0.62)) == 1)
    #expect(lengthenings(drawnOut(to: 0.55)) == 0)
    #expect(lengthenings(drawnOut(to: 0.9, word: "basically")) == 0)
    #expect(lengthenings(drawnOut(to: 0.9, word: "2024")) == 0)
  }

  @Test func `a pause that a recognizer gave to a word is no lengthening`() {
    let words = drawnOut(to: 0.9)
    let start = words[6].span?.startSeconds ?? 0
    let pause = DeliveryAnalysis.Span(startSeconds: start + 0.3, endSeconds: start + 0.9)
    #expect(lengthenings(words, pauses: [pause]) == 0)
  }

  @Test func `a few words do not tell how fast somebody speaks`() {
    let words = Array(drawnOut(to: 2).prefix(9))
    #expect(lengthenings(words) == 0)
    let measures = SpokenWords.analyze(words: words, language: .english).measures
    #expect(measures.lengtheningsPer100Words == nil)
  }
}
