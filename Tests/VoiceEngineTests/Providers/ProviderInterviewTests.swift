import Speech
import Synchronization
import TestKit
import Testing
import VoiceEngine

/// Whole interviews on providers that fail, each way at each stage of a turn.
@Suite struct ProviderInterviewTests {
  /// Where a provider fails.
  enum Stage: String, CaseIterable, Sendable {
    case recognizer, languageModel, synthesizer
  }

  static let errors: [ProviderError] = [
    .timedOut(.firstByte), .timedOut(.stall), .unauthorized(status: 401),
    .rateLimited(retryAfter: .seconds(5)), .unavailable(status: 500, retryAfter: nil), .malformed,
    .disconnected, .untrusted,
  ]

  /// Fails a request, given its number from 0, or lets it through.
  private final class Fault: Sendable {
    private let number = Mutex(0)
    private let error: ProviderError?
    private let fails: @Sendable (Int) -> Bool

    init(_ error: ProviderError?, where fails: @escaping @Sendable (Int) -> Bool) {
      self.error = error
      self.fails = fails
    }

    static let none = Fault(nil) { _ in false }

    func pass() throws(ProviderError) {
      let current = number.withLock { number in
        defer { number += 1 }
        return number
      }
      if let error, fails(current) { throw error }
    }
  }

  private struct Hearer: Transcriber {
    let fault: Fault

    func transcribes(language: String) -> Bool { true }

    func words(
      of speech: RecordedSpeech,
      deadlines: HTTPStreamRequest.Deadlines
    ) async throws(ProviderError) -> [WordTiming] {
      try fault.pass()
      return [WordTiming(text: "because", start: .zero, end: .zero + speech.duration)]
    }
  }

  private struct Speaker: SentenceSpeaker {
    let fault: Fault

    func speech(
      for request: SynthesisRequest,
      deadlines: HTTPStreamRequest.Deadlines
    ) async throws(ProviderError) -> SynthesizedSpeech {
      try fault.pass()
      let words = request.text.split(separator: " ").count
      let samples = SyntheticVoice.vowel(hertz: 120, seconds: 0.1 * Double(words))
      return SynthesizedSpeech(samples: samples, sampleRate: 16_000, words: [])
    }
  }

  private func list<Provider: Sendable>(
    _ providers: [Provider],
    _ policy: ProviderPolicy
  ) -> FallbackList<Provider> {
    FallbackList(
      providers.enumerated().map { .init(name: "\($0.offset)", provider: $0.element) },
      policy: policy,
      clock: VirtualClock().provider
    )
  }

  /// Runs an interview to its end; a second provider stands behind the first where told.
  private func interview(
    _ stage: Stage,
    _ fault: Fault,
    hasFallback: Bool
  ) async throws -> InterviewSimulation {
    func faults(_ own: Stage) -> [Fault] {
      let first = own == stage ? fault : Fault.none
      return hasFallback ? [first, Fault.none] : [first]
    }
    let hearers: [any Transcriber] = faults(.recognizer).map { Hearer(fault: $0) }
    let speakers: [any SentenceSpeaker] = faults(.synthesizer).map { Speaker(fault: $0) }
    let models: [any LanguageModel] = faults(.languageModel).map { fault in
      ScriptedLanguageModel { _, _ in
        do throws(ProviderError) {
          try fault.pass()
          return .success(["Thank you."])
        } catch {
          return .failure(error)
        }
      }
    }
    let interview = try InterviewSimulation(
      .forTests(),
      recognizer: UtteranceRecognizer(list(hearers, .recognizer)),
      synthesizer: FallbackSynthesizer(list(speakers, .synthesizer)),
      interviewer: LanguageModelInterviewer(list(models, .languageModel))
    )
    await interview.start()
    for _ in 0..<12 where interview.ending == nil {
      try await interview.waitForFloor()
      try await interview.play(String(repeating: "S", count: 30))
      try await interview.play(String(repeating: ".", count: 60))
    }
    return interview
  }

  private func check(_ interview: InterviewSimulation) {
    #expect(interview.ending == .completed)
    #expect(interview.violations == [])
    let core = interview.asked.filter { $0.kind == .core }
    #expect(core.map(\.questionID) == ["outage", "team"])
    for (asked, planned) in zip(core, InterviewPlan.forTests().questions) {
      // A line of the model may stand before it; the question itself is the plan's.
      #expect(asked.text.hasSuffix(planned.ask))
    }
  }

  @Test(arguments: Stage.allCases, ProviderInterviewTests.errors)
  func `an interview outlives a fault at any request`(
    stage: Stage,
    error: ProviderError
  ) async throws {
    for number in 0..<4 {
      let fault = Fault(error) { $0 == number }
      let interview = try await interview(stage, fault, hasFallback: true)
      check(interview)
      #expect(!interview.warnings.contains("speech_unavailable"))
    }
  }

  @Test(arguments: Stage.allCases, ProviderInterviewTests.errors)
  func `an interview without a fallback ends all the same`(
    stage: Stage,
    error: ProviderError
  ) async throws {
    check(try await interview(stage, Fault(error) { _ in true }, hasFallback: false))
  }

  @Test(arguments: ProviderInterviewTests.errors)
  func `a model that breaks off after a spoken sentence costs none and repeats none`(
    error: ProviderError
  ) async throws {
    let model = ScriptedLanguageModel(breaksOff: { _ in error }) { _, _ in
      .success(["I see the cause.", " How did it", " come to"])
    }
    let interview = try InterviewSimulation(
      .forTests(),
      hears: Array(repeating: "it broke because of the cause", count: 9),
      interviewer: LanguageModelInterviewer(model.list())
    )
    await interview.start()
    for _ in 0..<12 where interview.ending == nil {
      try await interview.waitForFloor()
      try await interview.play(String(repeating: "S", count: 30))
      try await interview.play(String(repeating: ".", count: 60))
    }
    check(interview)
    let followUps = interview.asked.filter { $0.kind == .followUp }.map(\.text)
    #expect(followUps == ["I see the cause. How did it end?"])
  }

  @Test func `what was asked is what was heard, whatever failed`() async throws {
    for stage in Stage.allCases {
      let fault = Fault(.disconnected) { $0 % 2 == 0 }
      let interview = try await interview(stage, fault, hasFallback: true)
      let heard = interview.events.compactMap {
        if case .utteranceFinished(let finished) = $0 { finished.heardText } else { nil }
      }
      let asked = interview.asked.map(\.text)
      #expect(heard.filter { asked.contains($0) } == asked)
    }
  }
}
