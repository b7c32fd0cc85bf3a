import Foundation
import Testing

@testable import Sessions

@Suite struct ReportWordsTests {
  /// Beginnings of words that name a trait or a state of a person instead of a behaviour.
  static let traits = [
    "confiden", "insecur", "shy", "timid", "nervous", "anxi", "stress", "calm", "relax", "tense",
    "passion", "enthusias", "motivat", "energ", "charis", "likeab", "friendl", "warm", "arrogan",
    "honest", "sincer", "trustw", "reliab", "lazy", "clever", "smart", "intellig", "brillian",
    "stupid", "weak", "talent", "gifted", "matur", "personalit", "attitud", "character", "emotion",
    "mood", "empath", "dominan", "submissi", "introver", "extrover", "extraver", "leader",
    "assurance", "assuré", "confian", "nerveu", "anxieu", "angoiss", "détendu", "tendu", "dynamiq",
    "motivé", "énergi", "sympath", "chaleur", "arrogant", "honnêt", "sincèr", "fiab", "paress",
    "intelligen", "brillant", "doué", "personnalit", "caractère", "émoti", "humeur",
    "empathi", "introverti", "extraverti", "médiocre", "mauvais", "excellent", "poor", "good ",
    "great",
  ]

  private func traits(in text: String) -> [String] {
    let words = text.lowercased().split { !$0.isLetter }
    return ReportWordsTests.traits.filter { trait in
      words.contains { $0.hasPrefix(trait.trimmingCharacters(in: .whitespaces)) }
    }
  }

  @Test(arguments: ReportSentence.allCases)
  func `every sentence has words in both languages, with the same places`(
    sentence: ReportSentence
  ) throws {
    let english = try #require(ReportSentence.english[sentence])
    let french = try #require(ReportSentence.french[sentence])
    func places(_ text: String) -> Set<String> {
      Set(text.matches(of: /\{\w+\}/).map { String($0.output) })
    }
    #expect(places(english) == places(french))
    #expect(!french.contains(#/ [;:!?»]|« /#), "\(french)")
    #expect(!english.contains("’") || !english.contains("'"))
  }

  @Test func `no sentence of a report names a trait`() {
    for words in [ReportSentence.english, ReportSentence.french] {
      for (sentence, text) in words {
        #expect(traits(in: text).isEmpty, "\(sentence): \(traits(in: text))")
      }
    }
  }

  @Test(arguments: ["en", "fr"])
  func `no word of the pages around a report names a trait`(language: String) throws {
    let pages = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Sources/Server/Pages/assets/words")
    let file = pages.appendingPathComponent("report.\(language).js")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    #expect(lines.count > 90)
    for line in lines {
      guard let text = line.firstMatch(of: /'[^']+': '(.*)',/)?.output.1 else { continue }
      #expect(traits(in: String(text)).isEmpty, "\(line)")
    }
  }

  @Test func `the test itself finds traits`() {
    for text in ["You sounded confident.", "Vous étiez nerveuse.", "A great answer!"] {
      #expect(!traits(in: text).isEmpty)
    }
    #expect(traits(in: "At 02:13 you said what came of it.").isEmpty)
  }

  @Test func `times and lengths are written for people`() {
    let english = ReportLanguage.english
    #expect(
      [0, 59_999, 133_000, 3_725_000, -5].map(english.clock)
        == ["00:00", "00:59", "02:13", "62:05", "00:00"]
    )
    #expect(english.length(48.4) == "48\u{a0}s")
    #expect(english.length(125) == "2\u{a0}min 05\u{a0}s")
    #expect(ReportLanguage.french.decimal(4.25) == "4,3")
    #expect(english.decimal(-0.04) == "0.0" && english.decimal(-1.26) == "−1.3")
    #expect(ReportLanguage(tag: "fr-CA") == .french && ReportLanguage(tag: "de") == .english)
  }
}
