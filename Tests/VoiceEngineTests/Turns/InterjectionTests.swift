import Testing
import VoiceEngine

@Suite struct InterjectionTests {
  @Test(arguments: [
    ("", "en", Interjection.unheard), (" … ", "en", .unheard), ("Mhm.", "en", .backchannel),
    ("Okay, okay.", "en", .backchannel), ("I see, all right", "en", .backchannel),
    ("uh huh yes", "en", .backchannel), ("Yes, I was", "en", .claim), ("no", "en", .claim),
    ("I seem to", "en", .claim), ("Wait!", "en", .halt), ("okay hold on a bit", "en", .halt),
    ("Sorry?", "en", .halt), ("waiting", "en", .claim), ("the bus stop", "en", .claim),
    ("D'accord.", "fr", .backchannel), ("d’accord, oui", "fr", .backchannel),
    ("Mhm, très bien, c'est ça", "fr", .backchannel), ("Oui, j'étais", "fr", .claim),
    ("Attendez", "fr", .halt), ("ah pardon", "fr", .halt), ("Excusez-moi", "fr", .halt),
    ("s'il vous plaît", "fr", .halt), ("non", "fr", .claim), ("okay", "de", .claim),
    ("Wait", "en-GB", .halt), ("oui", "en", .claim),
  ])
  func `words over the interviewer are weighed`(
    transcript: String,
    language: String,
    expected: Interjection
  ) {
    #expect(Interjection(transcript, language: language) == expected)
  }

  @Test func `the interviewer's own words are an echo, and one word more is none`() {
    let echo: Set = ["please", "wait", "for", "the", "outage"]
    #expect(Interjection("the outage", language: "en", echo: echo) == .backchannel)
    #expect(Interjection("please wait", language: "en", echo: echo) == .backchannel)
    #expect(Interjection("the outage was", language: "en", echo: echo) == .claim)
    #expect(Interjection("", language: "en", echo: echo) == .unheard)
  }
}
