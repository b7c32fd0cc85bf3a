import Testing
import VoiceEngine

@Suite struct EvidenceMatcherTests {
  private func heard(_ phrases: [String], _ transcript: String) -> Bool {
    EvidenceMatcher.heard(EvidencePoint(id: "p", phrases: phrases), in: transcript)
  }

  @Test(arguments: [
    ("the team", "I led THE TEAM.", true),
    ("team", "a teammate", false),
    ("cause", "because", false),
    ("root cause", "the root of the cause", false),
    ("root cause", "The root-cause was clear", true),
    ("équipe", "L'équipe, c'était nous", true),
    ("equipe", "l’ÉQUIPE", true),
    ("cœur", "au coeur du projet", true),
    ("coeur", "au cœur du projet", true),
    ("don't know", "I don’t know why", true),
    ("3 days", "it took 3 days", true),
    ("", "anything", false),
    ("...", "anything", false),
    ("last", "the very last", true),
    ("a b", "a", false),
  ])
  func `a phrase is heard as whole words, whatever its marks`(
    phrase: String,
    transcript: String,
    isHeard: Bool
  ) {
    #expect(heard([phrase], transcript) == isHeard)
  }

  @Test func `any one of the phrases is enough`() {
    #expect(heard(["x", "y"], "only y"))
    #expect(!heard(["x", "y"], "neither"))
    #expect(!heard([], "nothing asked"))
  }

  @Test func `words are compared in lower case and without accents`() {
    #expect(
      EvidenceMatcher.normalizedWords(of: "Été, NOËL; e\u{301}te\u{301}") == ["ete", "noel", "ete"]
    )
    #expect(EvidenceMatcher.normalizedWords(of: " – … ").isEmpty)
  }
}
