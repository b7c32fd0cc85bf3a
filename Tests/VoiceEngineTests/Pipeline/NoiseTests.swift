import Speech
import TestKit
import Testing
import VoiceEngine

/// A short sound while an answer is awaited: a cough leaves the silence as it was, a word does not.
@Suite struct NoiseTests {
  /// Hears the level, and says of every phrase how it ended.
  private struct PhraseDetector: VoiceDetector {
    var level = LevelVoiceDetector()
    let phrase: PhraseEnding?

    mutating func process(_ samples: [Float]) -> VoiceVerdict { level.process(samples) }
    func phraseEnding(silence: Duration) -> PhraseEnding? { phrase }
    mutating func reset() {}
  }

  private static let voiceless = PhraseEnding(syllableCount: 0)
  private static let voiced = PhraseEnding(voicelessTailSeconds: 0.1, syllableCount: 1)
  private static let languages = ["en", "fr"]

  private func interview(
    _ language: String,
    hears recognizer: any SpeechRecognizer,
    profile: EndpointingProfile = .quick,
    phrase: PhraseEnding? = nil
  ) async throws -> InterviewSimulation {
    let interview = try InterviewSimulation(
      .forTests(language: language, endpointing: profile),
      recognizer: recognizer,
      detector: PhraseDetector(phrase: phrase)
    )
    await interview.start()
    try await interview.waitForFloor()
    return interview
  }

  private func silence(_ cells: Int) -> String { String(repeating: ".", count: cells) }

  private func finals(_ interview: InterviewSimulation) -> [String] {
    interview.events.compactMap {
      if case .transcriptFinal(let final) = $0 { final.text } else { nil }
    }
  }

  @Test(arguments: Self.languages)
  func `a cough is no turn, and listening goes on`(language: String) async throws {
    let interview = try await interview(
      language,
      hears: ScriptedRecognizer([], language: language)
    )
    let first = interview.cell
    try await interview.play(".....SSSS" + silence(31))
    #expect(
      interview.diagram(from: first)
        == TurnDiagram(".....<SSS>" + silence(30), silence(40))
    )
    #expect(interview.state == .listening)
    #expect(interview.asked.count == 1)
  }

  @Test(arguments: Self.languages)
  func `a room that coughs is as silent as a room`(language: String) async throws {
    let cough = "..........SSSS....SSS....................SSS........................."
    var lines: [String] = []
    for diagram in [silence(cough.count), cough] {
      let interview = try await interview(
        language,
        hears: ScriptedRecognizer([], language: language)
      )
      let first = interview.cell
      // Once before the reminder, and once before the question is asked again.
      try await interview.play(diagram + silence(45))
      try await interview.play(diagram + silence(600))
      #expect(interview.ending == .away)
      #expect(interview.violations.isEmpty, "\(interview.violations)")
      lines.append(interview.diagram(from: first).interviewer)
    }
    #expect(lines[0] == lines[1], "\n\(lines[0])\n\(lines[1])")
  }

  @Test(arguments: [("en", "yes."), ("en", "no"), ("fr", "oui."), ("fr", "non")])
  func `a word is a turn, however short it is`(language: String, word: String) async throws {
    let interview = try await interview(
      language,
      hears: ScriptedRecognizer([word], language: language)
    )
    let first = interview.cell
    try await interview.play(".....SSS............")
    #expect(
      interview.diagram(from: first).candidate.prefix(14) == ".....<SS>....C",
      "\(interview.diagram(from: first))"
    )
    #expect(finals(interview) == [word])
  }

  @Test(arguments: [("en", "yes."), ("fr", "oui.")])
  func `so it is where the words come late`(language: String, word: String) async throws {
    let recognizer = LateRecognizer([word])
    let interview = try await interview(language, hears: recognizer)
    let first = interview.cell
    try await interview.play(".....SSS.............")
    #expect(interview.state == .pausePending, "\(interview.diagram(from: first))")
    recognizer.tell()
    try await interview.play("..")
    #expect(interview.turns.map(\.reason) == [.endpoint], "\(interview.diagram(from: first))")
    #expect(finals(interview) == [word])
  }

  @Test(arguments: Self.languages)
  func `words that do not come are waited for no longer than the question's patience`(
    language: String
  ) async throws {
    let recognizer = LateRecognizer(["oui"])
    let interview = try await interview(language, hears: recognizer)
    let first = interview.cell
    try await interview.play(".....SSS" + silence(25))
    // 2 s after the voice.
    #expect(
      interview.diagram(from: first).candidate
        == ".....<SS>" + silence(19) + "C" + silence(4),
      "\(interview.diagram(from: first))"
    )
    recognizer.tell()
    try await interview.play("..")
    #expect(finals(interview) == ["oui"])
  }

  @Test(arguments: Self.languages)
  func `a cough of which one learns late is none the less no turn`(language: String) async throws {
    let recognizer = LateRecognizer()
    let interview = try await interview(language, hears: recognizer)
    try await interview.play(".....SSS..............")
    recognizer.tell()
    try await interview.play("..........")
    #expect(interview.turns.isEmpty && interview.state == .listening)
  }

  @Test(arguments: Self.languages, [nil, Self.voiced])
  func `without a recognizer a short voice is an answer`(
    language: String,
    phrase: PhraseEnding?
  ) async throws {
    let nobody = ScriptedRecognizer([], language: "none")
    let interview = try await interview(language, hears: nobody, phrase: phrase)
    try await interview.play(".....SSS" + silence(25))
    #expect(interview.turns.map(\.reason) == [.endpoint], "\(interview.diagram())")
    #expect(interview.asked.last?.kind != .reprompt)
  }

  @Test(arguments: Self.languages)
  func `without a recognizer a short sound without voice is none`(language: String) async throws {
    let nobody = ScriptedRecognizer([], language: "none")
    let interview = try await interview(language, hears: nobody, phrase: Self.voiceless)
    try await interview.play(".....SSS" + silence(25))
    #expect(interview.turns.isEmpty && interview.state == .listening, "\(interview.diagram())")
    // What is long is an answer even so: a detector may not hear a whisper as a voice.
    try await interview.play("SSSSSSSSSSSSSS" + silence(25))
    #expect(interview.turns.count == 1, "\(interview.diagram())")
  }

  @Test(arguments: Self.languages)
  func `a recognizer that fails has not said that there was no word`(language: String) async throws
  {
    let failing = ScriptedRecognizer([], language: language, behaviour: .fails)
    let interview = try await interview(language, hears: failing)
    try await interview.play(".....SSS" + silence(25))
    #expect(interview.turns.count == 1, "\(interview.diagram())")
  }

  @Test(arguments: [("en", "I was there"), ("fr", "j'étais là")])
  func `a cough after words belongs to their turn`(language: String, words: String) async throws {
    let interview = try await interview(
      language,
      hears: ScriptedRecognizer([words], language: language),
      profile: .think
    )
    try await interview.play("SSSSSSSSSS.......SSS" + silence(85))
    #expect(finals(interview) == [words], "\(interview.diagram())")
    #expect(interview.turns.count == 1)
  }
}
