import Testing
import VoiceEngine

@Suite struct EndpointingTests {
  @Test(arguments: [EndpointingProfile.quick, .normal, .think])
  func `the delay lies within the profile and grows with doubt`(profile: EndpointingProfile) {
    let closed = Endpointing.delay(profile: profile, evidence: .closed)
    let unknown = Endpointing.delay(profile: profile, evidence: .unknown)
    let open = Endpointing.delay(profile: profile, evidence: .open)
    #expect(profile.minimumDelay <= closed)
    #expect(closed < unknown && unknown < open)
    #expect(open == profile.maximumDelay)
  }

  @Test(arguments: [
    ("It broke because", true), ("It broke.", false), ("and then I uh", true), ("", false),
    ("the", true), ("We were five", false), ("I went TO", true), ("that was it, so…", true),
  ])
  func `an English answer that ends in a function word goes on`(text: String, isOpen: Bool) {
    #expect(OpenEnding.isOpen(text, language: "en-GB") == isOpen)
  }

  @Test(arguments: [
    ("parce que", true), ("C'était la panne", false), ("et euh", true), ("jusqu'à", true),
    ("nous étions cinq", false), ("avec l'équipe de", true),
  ])
  func `a French one too`(text: String, isOpen: Bool) {
    #expect(OpenEnding.isOpen(text, language: "fr") == isOpen)
  }

  @Test func `in a language without a list every ending is closed`() {
    #expect(!OpenEnding.isOpen("und", language: "de"))
    #expect(!OpenEnding.isOpen("and", language: ""))
  }

  @Test(arguments: [("fr-CA", "fr"), ("EN_us", "en"), ("en", "en"), ("", ""), ("-x", "x")])
  func `the primary subtag is the first part in lower case`(tag: String, primary: String) {
    #expect(LanguageTag.primary(of: tag) == primary)
  }
}
