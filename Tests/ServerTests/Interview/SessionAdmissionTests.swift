import Sessions
import Testing
import VoiceEngine

@testable import Server

@Suite struct SessionAdmissionTests {
  private let admission: SessionAdmission
  private let start: SessionStart

  init() throws {
    let text = """
      schema: 1
      id: short-en
      revision: 1
      title: Short
      language: en-GB
      purposes: [practice]
      persona: {name: Ada}
      questions:
        - {id: one, ask: "One?", turn_taking: {profile: quick}}
      closing: "Thanks."
      """
    let parsed = ScenarioParser.parse(text, file: "short-en.scenario.yaml")
    let scenario = try #require(parsed.scenario)
    admission = SessionAdmission(
      scenarios: ScenarioLibrary(scenarios: [scenario]),
      noticeVersion: "7"
    )
    start = SessionStart(
      scenario: "short-en",
      language: "en",
      purpose: .practice,
      candidateName: nil,
      consent: SessionStart.Consent(noticeVersion: "7", recording: true),
      codec: .opus,
      sampleRate: 48_000,
      patience: nil,
      resumeToken: nil
    )
  }

  private func refusal(_ change: (inout SessionStart) -> Void) -> Refusal? {
    var changed = start
    change(&changed)
    do throws(Refusal) {
      _ = try admission.admit(changed, hasBinary: true)
      return nil
    } catch {
      return error
    }
  }

  @Test func `what is in order is admitted`() throws {
    let admitted = try admission.admit(start, hasBinary: true)
    #expect(admitted.format == .opus)
    #expect(admitted.plan.questions.map(\.endpointing) == [.quick])
    #expect(try admission.admit(start, hasBinary: false).format == .none)
  }

  @Test func `each thing that is not in order has its own refusal`() {
    #expect(refusal { $0.consent = nil } == .consentMissing)
    #expect(refusal { $0.consent?.recording = false } == .consentMissing)
    #expect(refusal { $0.consent?.noticeVersion = "6" } == .noticeOutdated)
    #expect(refusal { $0.scenario = "other" } == .unknownScenario)
    #expect(refusal { $0.purpose = .hiring } == .purposeNotAllowed)
    #expect(refusal { $0.language = "fr" } == .languageMismatch)
  }

  @Test func `consent is asked for before anything is said about scenarios`() {
    #expect(
      refusal {
        $0.consent = nil
        $0.scenario = "other"
      } == .consentMissing
    )
  }

  @Test func `time to think is given, and never taken away`() throws {
    var patient = start
    patient.patience = .think
    let question = try admission.admit(patient, hasBinary: true).plan.questions[0]
    #expect(question.endpointing == .think)
    #expect(question.thinkTime == .seconds(15))
    patient.patience = .quick
    #expect(try admission.admit(patient, hasBinary: true).plan.questions[0].thinkTime == .zero)
  }

  @Test func `what a scenario leaves open is filled in, or the session is refused`() throws {
    let text = """
      schema: 1
      id: named
      revision: 1
      title: Named
      languages: [en, fr]
      purposes: [practice]
      variables: {candidate_name: {required: true}, product: {default: router}}
      persona: {name: {en: Ada, fr: Ada}}
      questions:
        - id: one
          ask:
            en: "{{candidate_name}}, why a {{product}}?"
            fr: "{{candidate_name}}, pourquoi un {{product}} ?"
      closing: {en: "Thanks.", fr: "Merci."}
      """
    let parsed = ScenarioParser.parse(text, file: "named.scenario.yaml")
    let library = ScenarioLibrary(scenarios: [try #require(parsed.scenario)])
    let admission = SessionAdmission(scenarios: library, noticeVersion: "7")
    var start = start
    start.scenario = "named"
    #expect(throws: Refusal.variablesMissing) { try admission.admit(start, hasBinary: true) }
    start.candidateName = "Zoë"
    let english = try admission.admit(start, hasBinary: true)
    #expect(english.plan.questions[0].ask == "Zoë, why a router?")
    start.language = "fr-CA"
    start.variables = ["product": "robot", "unknown": "nothing"]
    let french = try admission.admit(start, hasBinary: true)
    #expect(french.plan.language == "fr")
    #expect(french.plan.questions[0].ask == "Zoë, pourquoi un robot ?")
    start.language = "de"
    #expect(throws: Refusal.languageMismatch) { try admission.admit(start, hasBinary: true) }
  }
}
