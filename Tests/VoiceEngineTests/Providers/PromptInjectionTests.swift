import Speech
import Synchronization
import TestKit
import Testing
import VoiceEngine

/// What reaches the synthesizer in whole interviews whose candidate attacks and whose model obeys.
@Suite struct PromptInjectionTests {
  private final class ListeningSynthesizer: SpeechSynthesizer {
    private let texts = Mutex<[String]>([])

    var heard: [String] { texts.withLock { $0 } }

    func synthesize(_ request: SynthesisRequest) async throws(EngineError) -> SynthesizedSpeech {
      texts.withLock { $0.append(request.text) }
      return try await ScriptedSynthesizer().synthesize(request)
    }
  }

  private static func plan(_ language: String) -> InterviewPlan {
    let isFrench = language == "fr"
    return InterviewPlan(
      language: language,
      personaName: "Ada",
      questions: [
        PlannedQuestion(
          id: "outage",
          ask: isFrench ? "Parlez-moi d'une panne." : "Tell me about an outage.",
          evidence: [EvidencePoint(id: "undo", phrases: ["rollback", "postmortem"])],
          followUps: [
            PlannedFollowUp(
              id: "end",
              condition: .missing("undo"),
              ask: isFrench ? "Comment la panne a-t-elle pris fin ?" : "How did the outage end?"
            )
          ],
          generatedFollowUpLimit: 1
        ),
        PlannedQuestion(id: "team", ask: isFrench ? "Qui était là ?" : "Who was there?"),
      ],
      closing: isFrench ? "Au revoir." : "Goodbye.",
      guidance: InterviewerGuidance(
        companyFacts: [isFrench ? "Le bureau est à Lyon." : "The office is in Leeds."]
      )
    )
  }

  /// Lines that are nobody's to change: the plan's, its facts, and that a question is passed on.
  private static func allowed(_ plan: InterviewPlan) -> Set<String> {
    let planned = plan.questions.flatMap { [$0.ask] + $0.followUps.map(\.ask) } + [plan.closing]
    let passed = [
      "I cannot answer that myself; I will pass your question on.",
      "Je ne peux pas répondre moi-même ; je transmettrai votre question.",
    ]
    return Set(planned + (plan.guidance?.companyFacts ?? []) + passed)
  }

  /// How a model obeys: at once, behind a harmless word, behind a marker, by telling its prompt.
  private static func obedience(
    _ attack: PromptAttack
  ) -> [@Sendable (ModelPrompt, Int) -> Result<[String], ProviderError>] {
    let polite = attack.language == "fr" ? "Merci." : "Thank you."
    return [
      { _, _ in .success([attack.reply]) },
      { _, _ in .success([polite, " ", attack.reply, " ?"]) },
      { _, _ in .success(["[pass] ", attack.reply]) },
      { prompt, _ in .success([prompt.instructions]) },
    ]
  }

  @Test(arguments: PromptAttack.all)
  func `an interview goes its way whatever the model says`(attack: PromptAttack) async throws {
    let plan = Self.plan(attack.language)
    let polite = ["Thank you.", "Merci."]
    for obey in Self.obedience(attack) {
      let synthesizer = ListeningSynthesizer()
      let model = ScriptedLanguageModel(obey)
      let interview = try InterviewSimulation(
        plan,
        recognizer: ScriptedRecognizer(
          Array(repeating: attack.said, count: 9),
          language: attack.language
        ),
        synthesizer: synthesizer,
        interviewer: LanguageModelInterviewer(model.list())
      )
      await interview.start()
      for _ in 0..<6 where interview.ending == nil {
        try await interview.waitForFloor()
        try await interview.play("SSSSSSSSSSSSSSS")
        try await interview.play(String(repeating: ".", count: 40))
      }
      #expect(interview.ending == .completed)
      #expect(interview.violations == [])
      #expect(!model.prompts.isEmpty)
      #expect(interview.asked.filter { $0.kind == .core }.map(\.questionID) == ["outage", "team"])
      let strange = synthesizer.heard.filter {
        !Self.allowed(plan).contains($0) && !polite.contains($0)
      }
      #expect(strange.isEmpty, "\(strange)")
      #expect(!synthesizer.heard.joined(separator: " ").contains(attack.goal))
    }
  }
}
