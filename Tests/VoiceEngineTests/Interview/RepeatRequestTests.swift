import TestKit
import Testing
import VoiceEngine

@Suite struct RepeatRequestTests {
  @Test(arguments: [
    ("Could you repeat that, please?", "en"), ("Sorry, can you repeat the question?", "en"),
    ("Pardon?", "en"), ("um, say that again please", "en"), ("I didn't catch that", "en"),
    ("Sorry, what was the question?", "en"), ("could you say it again", "en-GB"),
    ("Vous pouvez répéter ?", "fr"), ("Pouvez-vous répéter la question s'il vous plaît ?", "fr"),
    ("Pardon ?", "fr"), ("Excusez-moi, je n'ai pas entendu", "fr"), ("Répétez", "fr"),
    ("je n'ai pas compris la question", "fr-CA"),
  ])
  func `a request is one`(text: String, language: String) {
    #expect(RepeatRequest.isOnly(text, language: language))
  }

  @Test(arguments: [
    ("", "en"), ("I had to repeat the test", "en"), ("please", "en"), ("I did it again", "en"),
    ("He asked me to say that again and I left the company", "en"), ("no", "en"), ("oui", "fr"),
    ("J'ai dû répéter le test", "fr"), ("comment dire c'était un projet", "fr"),
    ("Pardon?", "de"), ("la question était difficile", "fr"),
  ])
  func `an answer is none`(text: String, language: String) {
    #expect(!RepeatRequest.isOnly(text, language: language))
  }

  @Test func `the question is repeated at once, and that was no answer`() async throws {
    let interview = try InterviewSimulation(
      .forTests(),
      hears: ["could you repeat that", "in the end the result was that all went well for us"]
    )
    await interview.start()
    try await interview.waitForFloor()
    try await interview.play("..SSSSSSSS......")
    #expect(interview.asked.map(\.kind) == [.core, .reprompt], "\(interview.diagram())")
    #expect(interview.turns.isEmpty)
    try await interview.waitForFloor()
    try await interview.play(String(repeating: "S", count: 25) + String(repeating: ".", count: 40))
    #expect(interview.turns.count == 1)
    #expect(interview.asked.last?.questionID == "team")
    #expect(interview.violations.isEmpty)
  }

  @Test func `one whose words come late is none either`() async throws {
    let interview = try InterviewSimulation(
      .forTests(),
      recognizer: ScriptedRecognizer(["pardon"])
    )
    await interview.start()
    try await interview.waitForFloor()
    try await interview.play("SSSSS")
    await interview.send(.answerDone)
    try await interview.waitForFloor()
    #expect(interview.asked.map(\.kind) == [.core, .reprompt])
    #expect(interview.asked.last?.questionID == "outage")
  }
}
