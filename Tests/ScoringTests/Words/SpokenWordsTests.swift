import Foundation
import TestKit
import Testing

@testable import Scoring

@Suite struct SpokenWordsTests {
  /// Words of 0.1 s and 0.15 s for each syllable, one after the other.
  private func timed(_ text: String, _ language: SpokenLanguage, from start: Double = 0)
    -> [SpokenWord]
  {
    var time = start
    return SpokenWord.words(of: text).map { word in
      let length = 0.1 + 0.15 * Double(SyllableCounter.count(word.text, in: language))
      defer { time += length }
      return SpokenWord(text: word.text, startSeconds: time, endSeconds: time + length)
    }
  }

  private static let twins: [(SpokenLanguage, String, String)] = [
    (
      .english,
      "So I started out in retail, and after two years I moved to the warehouse. We had a customer "
        + "who'd been waiting for an hour, so I called the supplier, and they sent it the same day.",
      "So, um, I started out in, uh, retail, and after um two years I moved to the, er, warehouse. "
        + "Uh, we had a customer who'd been waiting for uhm an hour, so I called the hmm supplier, "
        + "and they sent it the same day, um."
    ),
    (
      .french,
      "Alors j'ai commencé dans la vente, et puis on m'a confié le planning. Ce que j'aime, c'est "
        + "qu'on apprend tous les jours, même quand les clients s'énervent un peu.",
      "Alors euh j'ai commencé dans la, euh, vente, et puis ben euh on m'a confié le heu planning. "
        + "Hum, ce que j'aime, c'est euh qu'on apprend tous les jours, même quand euuuh les "
        + "clients s'énervent un peu, euh."
    ),
  ]

  @Test(arguments: SpokenWordsTests.twins)
  func `filled pauses move only the measures of filled pauses`(
    language: SpokenLanguage,
    plain: String,
    filled: String
  ) {
    func measures(_ text: String) -> WordMeasures {
      let words = SpokenWord.words(of: text)
      return SpokenWords.analyze(words: words, language: language, answerSeconds: 20).measures
    }
    var (without, with) = (measures(plain), measures(filled))
    #expect(without.filledPauseCount == 0)
    #expect(without.filledPausesPerMinute == 0)
    #expect(with.filledPauseCount == 8)
    #expect(with.filledPausesPerMinute == 24)
    #expect(with.filledPausesPer100Words == 800 / Double(with.wordCount))
    for path in [\WordMeasures.filledPausesPerMinute, \.filledPausesPer100Words] {
      without[keyPath: path] = nil
      with[keyPath: path] = nil
    }
    without.filledPauseCount = nil
    with.filledPauseCount = nil
    #expect(without == with)
  }

  @Test(arguments: SpokenWordsTests.twins)
  func `words with times are articulated as fast with filled pauses as without`(
    language: SpokenLanguage,
    plain: String,
    filled: String
  ) throws {
    func rate(_ text: String) throws -> Double {
      let words = timed(text, language)
      let measures = SpokenWords.analyze(words: words, language: language).measures
      return try #require(measures.articulationRateSyllablesPerSecond)
    }
    #expect(abs(try rate(plain) / rate(filled) - 1) < 1e-9)
  }

  @Test func `rates follow their formulas`() {
    let words = timed("we had to wait", .english) + timed("for the van", .english, from: 2)
    let measures = SpokenWords.analyze(
      words: words,
      language: .english,
      pauses: [DeliveryAnalysis.Span(startSeconds: 1, endSeconds: 2)],
      answerSeconds: 3.5
    ).measures
    #expect(measures.wordCount == 7)
    #expect(measures.syllableCount == 7)
    #expect(measures.speechRateWordsPerMinute == 120)
    #expect(measures.speechRateSyllablesPerSecond == 2)
    #expect(measures.articulationRateSyllablesPerSecond.map { ($0 * 10).rounded() } == 40)
    #expect(measures.boundaryPauseCount == 0)
    #expect(measures.midClausePauseCount == 1)
    #expect(measures.repetitionsPer100Words == 0)
  }

  @Test func `French has no rate of words`() {
    let words = timed("on a dû attendre le camion", .french)
    let measures = SpokenWords.analyze(words: words, language: .french).measures
    #expect(measures.speechRateWordsPerMinute == nil)
    #expect(measures.speechRateSyllablesPerSecond != nil)
  }

  @Test func `without times and length there are counts and no rates`() {
    let words = SpokenWord.words(of: "um we had we had to wait")
    let measures = SpokenWords.analyze(words: words, language: .english).measures
    #expect(measures.wordCount == 6)
    #expect(measures.filledPauseCount == 1)
    #expect(measures.repetitionsPer100Words == 100 / 6.0)
    #expect(measures.filledPausesPerMinute == nil)
    #expect(measures.speechRateSyllablesPerSecond == nil)
    #expect(measures.articulationRateSyllablesPerSecond == nil)
    #expect(measures.lengtheningsPer100Words == nil)
    #expect(measures.boundaryPauseCount == nil)
  }

  @Test func `a recognizer that leaves um out does not show that there was none`() {
    func count(_ text: String, sounded: [Disfluency]? = nil) -> Int? {
      SpokenWords.analyze(
        words: SpokenWord.words(of: text),
        language: .english,
        keepsFilledPauses: false,
        soundedFilledPauses: sounded
      ).measures.filledPauseCount
    }
    #expect(count("we had to wait") == nil)
    #expect(count("we had um to wait") == 1)
    #expect(count("we had to wait", sounded: []) == 0)
  }

  @Test func `no words are measures of nothing`() {
    for language in SpokenLanguage.allCases {
      let result = SpokenWords.analyze(words: [], language: language)
      #expect(result.measures.wordCount == 0)
      #expect(result.measures.filledPausesPer100Words == nil)
      #expect(result.disfluencies == [])
      #expect(
        SpokenWords.analyze(words: [SpokenWord(text: "…")], language: language)
          == result
      )
    }
  }

  @Test func `times that are no times leave the word`() {
    #expect(SpokenWord(text: "a", startSeconds: .nan, endSeconds: 1).span == nil)
    #expect(SpokenWord(text: "a", startSeconds: 0, endSeconds: .infinity).span == nil)
    #expect(SpokenWord(text: "a", startSeconds: 2, endSeconds: 1) == SpokenWord(text: "a"))
  }

  @Test func `every measure is defined once, under the key it is written with`() throws {
    var measures = SpokenWords.analyze(
      words: timed("we had um to wait for it and it was late in the day", .english),
      language: .english
    ).measures
    measures.boundaryPauseCount = 1
    measures.midClausePauseCount = 1
    let written = try JSONDecoder().decode(
      [String: Double].self,
      from: JSONEncoder().encode(measures)
    )
    #expect(FeatureSet.wordMeasures.map(\.key).sorted() == written.keys.sorted())
    let others = Set(FeatureSet.measures.map(\.key))
    #expect(FeatureSet.wordMeasures.allSatisfy { !$0.definition.isEmpty && !$0.source.isEmpty })
    #expect(FeatureSet.wordMeasures.count { others.contains($0.key) } <= 13)
  }

  // Any input

  /// Words of any text with times in any order, overlapping, negative, empty.
  private func anyWords(_ dice: inout ScoringDice) -> [SpokenWord] {
    let usual = ["um", "euh", "the", "the", "I", "I'm", "th-", "—", "and", "je", "j'ai", "c'est"]
    return (0..<Int.random(in: 0...40, using: &dice)).map { _ in
      let isUsual = Bool.random(using: &dice)
      let text = (isUsual ? usual.randomElement(using: &dice) : nil) ?? dice.text(upTo: 8)
      let start = Double.random(in: -5...60, using: &dice)
      let length = Double.random(in: -1...2, using: &dice)
      return Int.random(in: 0...4, using: &dice) == 0
        ? SpokenWord(text: text)
        : SpokenWord(text: text, startSeconds: start, endSeconds: start + length)
    }
  }

  @Test func `any words give finite measures and events that lie among them`() {
    var dice = ScoringDice(seed: 31)
    for _ in 0..<400 {
      let words = anyWords(&dice)
      let pauses = (0..<Int.random(in: 0...6, using: &dice)).map { _ in
        let start = Double.random(in: -5...60, using: &dice)
        let end = start + Double.random(in: 0...3, using: &dice)
        return DeliveryAnalysis.Span(startSeconds: start, endSeconds: end)
      }
      for language in SpokenLanguage.allCases {
        let result = SpokenWords.analyze(words: words, language: language, pauses: pauses)
        #expect(result.pausePlaces.count == pauses.count)
        #expect(result.measures.wordCount <= words.count)
        for event in result.disfluencies {
          #expect(event.words.lowerBound >= 0 && event.words.upperBound <= words.count)
          #expect(!event.words.isEmpty && (0...1).contains(event.certainty))
          if let span = event.span { #expect(span.startSeconds <= span.endSeconds) }
        }
        let measures = result.measures
        let rates = [
          measures.speechRateSyllablesPerSecond, measures.articulationRateSyllablesPerSecond,
          measures.filledPausesPerMinute, measures.filledPausesPer100Words,
          measures.lengtheningsPer100Words, measures.restartsPer100Words,
        ]
        #expect(rates.compactMap { $0 }.allSatisfy { $0.isFinite && $0 >= 0 })
      }
    }
  }

  @Test func `ten thousand words are read`() {
    let text = String(
      repeating: "I I was um in the in the shop and th- the van was late, ",
      count: 667
    )
    let words = timed(text, .english)
    let result = SpokenWords.analyze(words: words, language: .english)
    #expect(result.measures.filledPauseCount == 667)
    #expect(result.disfluencies.count { $0.kind == .repetition } == 2 * 667)
    #expect(result.disfluencies.count { $0.kind == .restart } == 667)
  }
}
