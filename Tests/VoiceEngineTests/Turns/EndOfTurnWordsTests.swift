import Testing
import VoiceEngine

@Suite struct EndOfTurnWordsTests {
  @Test(arguments: [
    ("It broke because", TranscriptEnding.open), ("the", .open), ("I went TO", .open),
    ("We use Swift and", .open), ("so we had, first of all,", .open), ("that was it, so…", .open),
    ("and then I uh", .hesitation), ("well, let me think", .hesitation), ("Um.", .hesitation),
    ("It broke.", .clause), ("we rewrote the parser", .clause), ("I think so", .clause),
    ("it went well", .clause), ("I am twenty five", .clause),
    ("five years", .fragment), ("mostly databases", .fragment),
    ("my number is zero three", .listing), ("it is 0 7 3", .listing),
    ("first the database", .listing), ("first the database then the cache", .fragment),
    ("Yes.", .shortAnswer), ("of course!", .shortAnswer), ("No, I don't.", .shortAnswer),
    ("yes and it broke", .clause), ("two point", .open), ("the ER", .hesitation),
  ])
  func `an English answer breaks off where its last words say`(
    text: String,
    ending: TranscriptEnding
  ) {
    #expect(TranscriptEnding(text, language: "en-GB") == ending)
  }

  @Test(arguments: [
    ("parce que", TranscriptEnding.open), ("jusqu'à", .open), ("avec l'équipe de", .open),
    ("nous avons travaillé avec nous", .clause), ("et euh", .hesitation),
    ("laissez-moi réfléchir", .hesitation), ("C'était la panne", .clause),
    ("on a tout réécrit", .clause), ("cinq ans", .fragment), ("zéro six", .listing),
    ("Premièrement, la base", .listing), ("Oui.", .shortAnswer), ("bien sûr", .shortAnswer),
    ("Je ne sais pas.", .shortAnswer), ("Oui, mais", .open),
    ("d'abord la base puis le cache", .fragment),
  ])
  func `a French one too`(text: String, ending: TranscriptEnding) {
    #expect(TranscriptEnding(text, language: "fr") == ending)
  }

  @Test(arguments: ["", " ", "…", "?!", "—"])
  func `without a word there is no ending`(text: String) {
    #expect(TranscriptEnding(text, language: "en") == nil)
  }

  @Test func `in a language without lists only marks and digits tell`() {
    #expect(TranscriptEnding("und", language: "de") == .clause)
    #expect(TranscriptEnding("und,", language: "de") == .open)
    #expect(TranscriptEnding("3 4", language: "") == .listing)
  }

  @Test func `what a long answer began with does not matter, and does not cost`() {
    let long = String(repeating: "we said yes and no. ", count: 50_000)
    #expect(TranscriptEnding(long + "because", language: "en") == .open)
    #expect(TranscriptEnding(long + "Yes.", language: "en") != .shortAnswer)
  }

  @Test(arguments: [("fr-CA", "fr"), ("EN_us", "en"), ("en", "en"), ("", ""), ("-x", "x")])
  func `the primary subtag is the first part in lower case`(tag: String, primary: String) {
    #expect(LanguageTag.primary(of: tag) == primary)
  }
}
