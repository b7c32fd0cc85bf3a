import Speech
import TestKit
import Testing

@testable import VoiceEngine

/// Whole interviews in virtual time in which everything that is heard, worded and spoken comes over
/// the wire, through the real adapters, from providers that fail.
///
/// One after another: each has four servers, and threads for them.
@Suite(.serialized) struct WireInterviewTests {
  /// Of four requests in a row three fail: a first attempt and its repetition, and a first attempt.
  private static let often: @Sendable (Int) -> Bool = { $0 % 4 < 3 }

  @Test(arguments: WireAdapter.allCases, ProviderFault.allCases)
  func `with a fallback nothing that was said is lost, whatever the first provider does`(
    adapter: WireAdapter,
    fault: ProviderFault
  ) async throws {
    guard let first = try WireProvider(adapter, fault, fails: WireInterviewTests.often) else {
      return
    }
    let interview = try WireInterview(adapter, at: first, fault, hasFallback: true)
    let said = try await interview.run()
    check(interview.simulation)
    #expect(interview.understood == said)
    checkPlayout(interview.simulation)
    #expect(!interview.simulation.warnings.contains("speech_unavailable"))
  }

  @Test(arguments: WireAdapter.allCases, ProviderFault.allCases.filter { $0.error != nil })
  func `without a fallback an interview comes to its end all the same`(
    adapter: WireAdapter,
    fault: ProviderFault
  ) async throws {
    guard let first = try WireProvider(adapter, fault) else { return }
    let interview = try WireInterview(adapter, at: first, fault, hasFallback: false)
    let said = try await interview.run()
    check(interview.simulation)
    if adapter.stage == .recognition {
      // Words may be missing; none is made up, and none moves.
      var rest = said[...]
      for word in interview.understood {
        guard let place = rest.firstIndex(of: word) else {
          Issue.record("\(word) was not said there")
          break
        }
        rest = rest[(place + 1)...]
      }
    } else {
      #expect(interview.understood == said)
    }
    if adapter.stage == .synthesis {
      #expect(interview.simulation.warnings.contains("speech_unavailable"))
    } else {
      checkPlayout(interview.simulation)
    }
  }

  private func check(_ interview: InterviewSimulation) {
    #expect(interview.ending == .completed)
    #expect(interview.violations == [])
    #expect(interview.now < SampleTime(milliseconds: 120_000))
    let core = interview.asked.filter { $0.kind == .core }
    #expect(core.map(\.questionID) == ["outage", "team"])
    for (asked, planned) in zip(core, InterviewPlan.forTests().questions) {
      #expect(asked.text.hasSuffix(planned.ask))
    }
  }

  /// What the transcript says of the interviewer is what was played: whole, and once.
  private func checkPlayout(_ interview: InterviewSimulation) {
    var texts: [UInt16: String] = [:]
    var heard: [String] = []
    for event in interview.events {
      if case .utteranceStarted(let started) = event { texts[started.utterance] = started.text }
      guard case .utteranceFinished(let finished) = event else { continue }
      #expect(!finished.truncated && finished.heardText == texts[finished.utterance])
      heard.append(finished.heardText)
      let packets = interview.outputs.count {
        if case .interviewerPacket(let packet) = $0 {
          packet.utterance == finished.utterance
        } else {
          false
        }
      }
      let spoken = 100 * finished.heardText.split(separator: " ").count
      #expect((spoken - 20...spoken + 200).contains(packets * 20), "\(finished.heardText)")
    }
    #expect(interview.asked.map(\.text).allSatisfy(heard.contains))
  }
}

/// One interview, its providers, and a candidate who speaks in tones.
final class WireInterview {
  let simulation: InterviewSimulation
  /// Servers end with the interview.
  private let providers: [WireProvider]

  init(
    _ adapter: WireAdapter,
    at first: WireProvider,
    _ fault: ProviderFault,
    hasFallback: Bool
  ) throws {
    var providers = [first]
    /// The providers of a stage, best first, each with the deadlines that it is given.
    func lineUp(
      _ stage: WireAdapter.Stage,
      _ standard: WireAdapter
    ) throws -> [(adapter: WireAdapter, at: WireProvider, deadlines: HTTPStreamRequest.Deadlines?)]
    {
      let isTested = adapter.stage == stage
      let tested = (adapter, first, fault.error == nil ? nil : fault.deadlines)
      guard !isTested || hasFallback, let sound = try WireProvider(isTested ? adapter : standard)
      else { return [tested] }
      providers.append(sound)
      return (isTested ? [tested] : []) + [(isTested ? adapter : standard, sound, nil)]
    }
    let recognizers = try lineUp(.recognition, .http(.openAITranscription))
    let models = try lineUp(.wording, .http(.openAIChat))
    let speakers = try lineUp(.synthesis, .http(.openAISpeechPCM))
    simulation = try InterviewSimulation(
      .forTests(),
      recognizer: WireInterview.recognizer(recognizers),
      synthesizer: FallbackSynthesizer(
        WireInterview.list(speakers.map { $0.at.speaker($0.adapter, $0.deadlines) })
      ),
      interviewer: LanguageModelInterviewer(
        WireInterview.list(models.map { $0.at.model($0.adapter, $0.deadlines) })
      )
    )
    self.providers = providers
  }

  private static func recognizer(
    _ lineUp: [(adapter: WireAdapter, at: WireProvider, deadlines: HTTPStreamRequest.Deadlines?)]
  ) -> any SpeechRecognizer {
    guard case .webSocket(let dialect)? = lineUp.first?.adapter else {
      return UtteranceRecognizer(list(lineUp.map { $0.at.transcriber($0.adapter, $0.deadlines) }))
    }
    var policy = ProviderPolicy.streamingRecognizer
    policy.rest = .zero
    return FallbackRecognizer(
      lineUp.enumerated().map { number, entry in
        let client = entry.at.sockets
        let recognizer = dialect.recognizer(
          entry.at.address,
          client,
          .continuous,
          deadlines: entry.deadlines
        )
        return .init(name: "\(number)", provider: recognizer)
      },
      policy: policy,
      clock: VirtualClock().provider
    )
  }

  /// Nobody rests for long, so that faults keep coming.
  private static func list<Provider: Sendable>(_ providers: [Provider]) -> FallbackList<Provider> {
    FallbackList(
      providers.enumerated().map { .init(name: "\($0.offset)", provider: $0.element) },
      policy: ProviderPolicy(attempt: .patient, total: .seconds(3_600), rest: .zero),
      clock: VirtualClock().provider
    )
  }

  /// Answers everything that is asked; gives what was said.
  func run() async throws -> [String] {
    await simulation.start()
    var said = 0
    for _ in 0..<12 where simulation.ending == nil {
      try await simulation.waitForFloor()
      guard simulation.ending == nil else { break }
      await simulation.play(try ToneSpeech.packets(of: said..<said + 13))
      said += 13
      for _ in 0..<25 {
        try await simulation.play(".")
        try await waitForWords()
      }
    }
    return (0..<said).map(ToneSpeech.text)
  }

  /// Lets the interview's time stand until every utterance that is over has its words, or none: the
  /// providers answer in real time.
  private func waitForWords() async throws {
    for _ in 0..<5_000 {
      guard isAwaitingWords else { return }
      try await Task.sleep(for: .milliseconds(2))
      await simulation.takeReports()
    }
  }

  private var isAwaitingWords: Bool {
    simulation.pipeline.assumeIsolated { pipeline in
      [pipeline.transcript, pipeline.conclusion?.transcript].contains { transcript in
        pipeline.awaited.keys.contains { transcript?.isSettled($0) == false }
      }
    }
  }

  /// The words of the candidate's transcript.
  var understood: [String] {
    simulation.events.flatMap { event -> [String] in
      guard case .transcriptFinal(let transcript) = event else { return [] }
      return transcript.text.split(whereSeparator: { " ,".contains($0) }).map { $0.lowercased() }
    }
  }
}

extension WireProvider {
  private var client: HTTPStreamClient {
    var settings = HTTPStreamClient.Settings.direct
    settings.certificates = certificates
    return HTTPStreamClient(settings: settings)
  }

  fileprivate var sockets: WebSocketStreamClient {
    guard let certificates else { return .shared }
    var settings = WebSocketStreamClient.Settings.direct
    settings.certificates = certificates
    return WebSocketStreamClient(settings: settings)
  }

  private var endpoint: ProviderEndpoint { ProviderEndpoint(address: address, model: "m") }

  fileprivate func transcriber(
    _ adapter: WireAdapter,
    _ deadlines: HTTPStreamRequest.Deadlines?
  ) -> any Transcriber {
    Hurried(
      provider: HTTPTranscriber(OpenAITranscription(endpoint), client: client),
      deadlines: deadlines
    )
  }

  fileprivate func model(
    _ adapter: WireAdapter,
    _ deadlines: HTTPStreamRequest.Deadlines?
  ) -> any LanguageModel {
    let api: any ChatAPI =
      switch adapter {
      case .http(.anthropic): AnthropicMessages(endpoint)
      case .http(.gemini): GeminiContent(endpoint)
      default: OpenAIChat(endpoint)
      }
    return Hurried(provider: HTTPLanguageModel(api, client: client), deadlines: deadlines)
  }

  fileprivate func speaker(
    _ adapter: WireAdapter,
    _ deadlines: HTTPStreamRequest.Deadlines?
  ) -> any SentenceSpeaker {
    let voices = VoiceChoice(standard: "v")
    let api: any SpeechAPI =
      switch adapter {
      case .http(.piper): PiperSpeech(endpoint, voices: voices)
      case .http(.elevenLabs): ElevenLabsSpeech(endpoint, voices: voices)
      case .http(.openAISpeechWAV): OpenAISpeech(endpoint, voices: voices, format: .wav)
      default: OpenAISpeech(endpoint, voices: voices)
      }
    return Hurried(provider: HTTPSpeaker(api, client: client), deadlines: deadlines)
  }
}

/// A provider with deadlines of its own, so that those of a fault do not hurry its fallback.
private struct Hurried<Provider: Sendable>: Sendable {
  var provider: Provider
  var deadlines: HTTPStreamRequest.Deadlines?
}

extension Hurried: Transcriber where Provider: Transcriber {
  func transcribes(language: String) -> Bool { provider.transcribes(language: language) }

  func words(
    of speech: RecordedSpeech,
    deadlines: HTTPStreamRequest.Deadlines
  ) async throws(ProviderError) -> [WordTiming] {
    try await provider.words(of: speech, deadlines: self.deadlines ?? deadlines)
  }
}

extension Hurried: LanguageModel where Provider: LanguageModel {
  func reply(
    to prompt: ModelPrompt,
    deadlines: HTTPStreamRequest.Deadlines,
    take: @Sendable (String) -> Bool
  ) async throws(ProviderError) -> String {
    try await provider.reply(to: prompt, deadlines: self.deadlines ?? deadlines, take: take)
  }
}

extension Hurried: SentenceSpeaker where Provider: SentenceSpeaker {
  func speech(
    for request: SynthesisRequest,
    deadlines: HTTPStreamRequest.Deadlines
  ) async throws(ProviderError) -> SynthesizedSpeech {
    try await provider.speech(for: request, deadlines: self.deadlines ?? deadlines)
  }
}
