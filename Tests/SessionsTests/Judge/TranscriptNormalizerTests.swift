import Testing

@testable import Sessions

@Suite struct TranscriptNormalizerTests {
  private func words(_ text: String, _ language: LexiconLanguage? = .english) -> String {
    TranscriptNormalizer.normalize(.evenly(text), language: language).kept.map(\.text)
      .joined(separator: " ")
  }

  @Test(arguments: [
    ("Um, we uh fixed it.", "we fixed it"),
    ("We we fixed fixed it", "we fixed it"),
    ("I went to I went to the shop", "I went to the shop"),
    ("We used a kind of queue and it was sort of slow", "We used a kind of queue and it was slow"),
    ("I think that maybe we should stop", "we should stop"),
    ("We im- implemented it", "We implemented it"),
    ("We sent it Monday I mean we kept it", "we kept it"),
    ("We we we fixed it", "we fixed it"),
    ("on and on and on and on", "on and on"),
    ("I was sorry about that", "I was sorry about that"),
    ("They had had enough", "They had had enough"),
    ("It failed. It failed.", "It failed It failed"),
    ("", ""),
    ("um uh", ""),
    ("— ! …", ""),
  ])
  func `what is no content goes, in English`(said: String, kept: String) {
    #expect(words(said) == kept)
  }

  @Test(arguments: [
    ("Euh nous avons, euh, corrigé", "nous avons corrigé"),
    ("Je crois que l'équipe est est prête", "l'équipe est prête"),
    ("Nous nous sommes levés", "Nous nous sommes levés"),
    ("C'était peut-être lundi", "C'était lundi"),
    ("Cela peut être fait", "Cela peut être fait"),
    ("On a envoyé je veux dire on a gardé le colis", "on a gardé le colis"),
    ("Pas un peu, mais un peu lent", "Pas un peu mais lent"),
  ])
  func `what is no content goes, in French`(said: String, kept: String) {
    #expect(words(said, .french) == kept)
  }

  @Test func `every word is kept or its removal is known, in order`() {
    for answer in LabelledAnswer.all {
      for twin in AnswerTwin.allCases {
        let transcript = AnswerTranscript.evenly(twin.text(of: answer))
        let result = TranscriptNormalizer.normalize(
          transcript,
          language: LexiconLanguage(tag: answer.question.language)
        )
        let kept = result.kept.map(\.source)
        #expect(kept == kept.sorted() && Set(kept).count == kept.count)
        #expect(Set(kept).isDisjoint(with: result.removed.keys))
        #expect(kept.count + result.removed.count == transcript.words.count, "\(answer)")
      }
    }
  }

  @Test func `normalizing what is normal changes nothing`() {
    for answer in LabelledAnswer.all {
      let language = LexiconLanguage(tag: answer.question.language)
      let once = words(AnswerTwin.fillers.text(of: answer), language)
      #expect(words(once, language) == once)
    }
  }

  @Test func `a sentence that ends with a filler still ends`() {
    let result = TranscriptNormalizer.normalize(
      .evenly("We fixed it um. Then we left you know."),
      language: .english
    )
    #expect(result.kept.filter(\.endsSentence).map(\.text) == ["it", "left"])
  }

  @Test func `an answer of nothing but fillers takes no longer than another`() {
    let text = Array(repeating: "um uh um um we we", count: 4_000).joined(separator: " ")
    let result = TranscriptNormalizer.normalize(.evenly(text), language: .english)
    #expect(result.kept.map(\.text) == ["we"])
    #expect(result.removed.count == 23_999)
  }

  @Test func `nothing is joined across turns`() {
    var transcript = AnswerTranscript()
    for turn in 1...2 {
      transcript.add("we won", timings: [], turn: turn, startMilliseconds: 0, endMilliseconds: 9)
    }
    let result = TranscriptNormalizer.normalize(transcript, language: .english)
    #expect(result.kept.count == 4)
    #expect(result.kept.filter(\.endsSentence).count == 2)
  }
}
