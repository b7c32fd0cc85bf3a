import Testing

@testable import Scoring

@Suite struct PausePlaceTests {
  /// Says a text at four words a second with half a second of silence at each `|`.
  private func places(
    _ text: String,
    _ language: SpokenLanguage
  ) -> [SpokenWords.PausePlace?] {
    var words: [SpokenWord] = []
    var pauses: [DeliveryAnalysis.Span] = []
    var time = 0.0
    for piece in text.split(separator: " ") {
      if piece == "|" {
        pauses.append(DeliveryAnalysis.Span(startSeconds: time, endSeconds: time + 0.5))
        time += 0.5
      } else {
        let word = SpokenWord(text: String(piece), startSeconds: time, endSeconds: time + 0.25)
        words.append(word)
        time += 0.25
      }
    }
    return SpokenWords.analyze(words: words, language: language, pauses: pauses).pausePlaces
  }

  @Test func `a pause at a punctuation mark is at a boundary`() {
    #expect(
      places("We won. | It was, | frankly, a | surprise.", .english)
        == [.boundary, .boundary, .midClause]
    )
    #expect(places("On a gagné ! | C'était | une surprise.", .french) == [.boundary, .midClause])
  }

  @Test func `a pause before a conjunction is at a boundary, after it inside the clause`() {
    #expect(
      places("we left | because | it was late | and dark", .english)
        == [.boundary, .midClause, .boundary]
    )
    #expect(
      places("on est partis | parce qu'il | était tard | mais content", .french)
        == [.boundary, .midClause, .boundary]
    )
    #expect(places("il est venu | lorsqu'on mangeait", .french) == [.boundary])
  }

  @Test func `without any mark a subject pronoun opens a clause`() {
    #expect(places("the shop closed | we went | home", .english) == [.boundary, .midClause])
    #expect(places("the shop that | we liked", .english) == [.midClause])
    #expect(places("le magasin a fermé | j'ai | cherché", .french) == [.boundary, .midClause])
    #expect(places("The shop | we liked closed, and that was that.", .english) == [.midClause])
  }

  @Test func `a filled pause or a cut-off word beside the pause is looked past`() {
    #expect(places("we left, um | it was late", .english) == [.boundary])
    #expect(places("we left | um because it was late", .english) == [.boundary])
    #expect(places("the sh- | shop", .english) == [.midClause])
  }

  @Test func `a pause before the first or after the last word has no place`() {
    #expect(places("| we left |", .english) == [nil, nil])
    #expect(places("|", .french) == [nil])
    let untimed = SpokenWords.analyze(
      words: SpokenWord.words(of: "we left, it was late"),
      language: .english,
      pauses: [DeliveryAnalysis.Span(startSeconds: 1, endSeconds: 2)]
    )
    #expect(untimed.pausePlaces == [nil])
    #expect(untimed.measures.boundaryPauseCount == nil)
    #expect(untimed.measures.midClausePauseCount == nil)
  }
}
