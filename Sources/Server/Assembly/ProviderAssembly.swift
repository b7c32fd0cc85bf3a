import Foundation
import Scoring
import Sessions
import VoiceEngine

/// A provider that cannot be used as it is configured.
struct ProviderSetupError: Error, Equatable, CustomStringConvertible {
  /// A sentence to act on; holds no key.
  var description: String
}

/// The engine's ports and the judges as the configuration wants them, and what can be said of them.
struct ProviderAssembly: Sendable {
  /// Who hears, words and speaks.
  let ports: EnginePorts
  /// How long the engine waits for each of them.
  let engine: EngineConfiguration
  /// Who rates answers, best first; empty where nobody does.
  let judges: [any AnswerJudge]
  /// A line for each provider over the network: whether it works.
  let health: @Sendable () -> [String]
  /// What candidates are told of them.
  let disclosure: ProviderDisclosure

  /// Makes the ports.
  ///
  /// - Parameters:
  ///   - environment: where `key_variable` is looked up.
  /// - Throws: `ProviderSetupError` for a key that cannot be read; `EngineError` where the embedded
  ///   synthesizer is wanted and missing.
  init(
    _ configuration: ServerConfiguration,
    environment: [String: String],
    log: Log
  ) throws {
    let keys = ProviderKeys(
      environment: environment,
      stored: configuration.masterKey.map { KeyStore(data: configuration.data, box: $0) }
    )
    let maker = Maker(configuration: configuration, keys: keys, log: log)
    let recognizer = try maker.recognizer()
    let interviewer = try maker.interviewer()
    let synthesizer = try maker.synthesizer()
    ports = EnginePorts(
      recognizer: recognizer.port,
      interviewer: interviewer.port,
      speech: SpeechCache(synthesizer: synthesizer.port),
      makeDetector: { ScoringVoiceDetector(language: SpokenLanguage(tag: $0)) }
    )
    judges = try maker.judges()
    engine = ProviderAssembly.engine(configuration)
    disclosure = ProviderDisclosure(configuration)
    health = { recognizer.health() + interviewer.health() + synthesizer.health() }
  }

  /// The engine waits a little longer than the providers may take: it is there for ports that break
  /// their word.
  private static func engine(_ configuration: ServerConfiguration) -> EngineConfiguration {
    let slack = Duration.milliseconds(500)
    var engine = EngineConfiguration()
    engine.recognizerDeadline = configuration.recognizerDeadline + slack
    engine.interviewerDeadline = configuration.languageModelDeadline + slack
    engine.synthesizerDeadline = configuration.synthesizerDeadline + slack
    return engine
  }
}

/// What candidates are told of who processes what they say.
struct ProviderDisclosure: Equatable, Sendable {
  /// Who writes answers down, best first: the model's name, or `embedded`.
  var recognizers: [String]
  /// Whether the embedded recognizer alone does, which mishears a lot.
  var recognizerIsDemonstration: Bool
  /// Hosts to which the candidate's voice is sent; empty where it stays on this machine.
  var recognizerHosts: [String]
  /// Hosts to which the candidate's words are sent, to word lines and to rate answers.
  var interviewerHosts: [String]

  /// Tells what a configuration means.
  init(_ configuration: ServerConfiguration) {
    recognizers = configuration.recognizers.map { line in
      line.fields["model"].map { "\($0) (\(line.kind))" } ?? line.kind
    }
    recognizerIsDemonstration = configuration.recognizers.map(\.kind) == [ProviderLine.embedded]
    recognizerHosts = ProviderDisclosure.hosts(configuration.recognizers)
    interviewerHosts = ProviderDisclosure.hosts(
      configuration.languageModels + configuration.judgeModels
    )
  }

  private static func hosts(_ lines: [ProviderLine]) -> [String] {
    var seen: Set<String> = []
    return lines.map(\.host).filter { host in
      !["", "127.0.0.1", "localhost", "::1"].contains(host) && seen.insert(host).inserted
    }
  }
}

/// A port and how its providers are.
private struct Assembled<Port: Sendable>: Sendable {
  var port: Port
  var health: @Sendable () -> [String] = { [] }
}

/// Puts the ports together; one network thread serves them all.
private struct Maker {
  let configuration: ServerConfiguration
  let keys: ProviderKeys
  let log: Log
  private let client: HTTPStreamClient

  init(configuration: ServerConfiguration, keys: ProviderKeys, log: Log) {
    self.configuration = configuration
    self.keys = keys
    self.log = log
    var settings = HTTPStreamClient.Settings()
    settings.certificates = configuration.providerCertificates
    client = HTTPStreamClient(settings: settings)
  }

  func recognizer() throws -> Assembled<(any SpeechRecognizer)?> {
    let lines = configuration.recognizers
    if hasStub(lines) { return Assembled(port: StubRecognizer()) }
    if lines.allSatisfy({ $0.kind == ProviderLine.embedded }) {
      return Assembled(port: lines.isEmpty ? nil : embeddedRecognizer())
    }
    let named = named(lines, "recognizer")
    if lines.contains(where: isStreaming) { return try streamingRecognizer(named) }
    let list = try transcribers(named)
    return Assembled(port: UtteranceRecognizer(list)) { list.health }
  }

  private func isStreaming(_ line: ProviderLine) -> Bool {
    if case .streamingRecognizer? = adapter(line, .recognizer) { true } else { false }
  }

  /// Recognizers of which at least one streams; those that do not stand in the same list.
  private func streamingRecognizer(
    _ lines: [(name: String, line: ProviderLine)]
  ) throws -> Assembled<(any SpeechRecognizer)?> {
    var settings = WebSocketStreamClient.Settings()
    settings.certificates = configuration.providerCertificates
    let sockets = WebSocketStreamClient(settings: settings)
    var policy = ProviderPolicy.streamingRecognizer
    policy.total = configuration.recognizerDeadline
    var entries: [FallbackList<any SpeechRecognizer>.Entry] = []
    for (name, line) in lines {
      if case .streamingRecognizer(let make)? = adapter(line, .recognizer) {
        let recognizer = MeteredRecognizer(
          make(try endpoint(line), sockets, line.languages, policy),
          meter: ProviderMeter(name: name, prices: line.prices)
        )
        entries.append(.init(name: name, provider: recognizer))
      } else if line.kind == ProviderLine.embedded {
        guard let embedded = embeddedRecognizer() else { continue }
        entries.append(.init(name: name, provider: embedded))
      } else {
        let list = try transcribers([(name, line)])
        entries.append(.init(name: name, provider: UtteranceRecognizer(list)))
      }
    }
    let recognizer = FallbackRecognizer(entries, policy: policy)
    return Assembled(port: recognizer) { recognizer.health }
  }

  private func transcribers(
    _ lines: [(name: String, line: ProviderLine)]
  ) throws -> FallbackList<any Transcriber> {
    var entries: [FallbackList<any Transcriber>.Entry] = []
    for (name, line) in lines {
      if line.kind == ProviderLine.embedded {
        guard let embedded = embeddedRecognizer() else { continue }
        entries.append(.init(name: name, provider: StreamingTranscriber(embedded)))
      } else if case .recognizer(let make)? = adapter(line, .recognizer) {
        let api = make(try endpoint(line))
        let transcriber = MeteredTranscriber(
          HTTPTranscriber(api, client: client, languages: line.languages),
          meter: ProviderMeter(name: name, prices: line.prices)
        )
        entries.append(.init(name: name, provider: transcriber, attempt: line.attempt))
      }
    }
    var policy = ProviderPolicy.recognizer
    policy.total = configuration.recognizerDeadline
    return FallbackList(entries, policy: policy)
  }

  func interviewer() throws -> Assembled<any Interviewer> {
    if hasStub(configuration.languageModels) { return Assembled(port: StubInterviewer()) }
    var entries: [FallbackList<any LanguageModel>.Entry] = []
    for (name, line) in named(configuration.languageModels, "language model") {
      guard let model = try languageModel(line, name) else { continue }
      entries.append(.init(name: name, provider: model, attempt: line.attempt))
    }
    guard !entries.isEmpty else { return Assembled(port: ScriptedInterviewer()) }
    var policy = ProviderPolicy.languageModel
    policy.total = configuration.languageModelDeadline
    let list = FallbackList(entries, policy: policy)
    return Assembled(port: LanguageModelInterviewer(list)) { list.health }
  }

  /// Each judge is one model, since a rating must not depend on which of several was at hand.
  func judges() throws -> [any AnswerJudge] {
    if configuration.judgeModels.contains(where: { $0.kind == ProviderLine.stub }) {
      log.write(.warning, "a stub cannot judge", [])
    }
    return try named(configuration.judgeModels, "judge").compactMap { name, line in
      guard let model = try languageModel(line, name) else { return nil }
      return ModelJudge(model: StreamedJudgeModel(model, name: line.fields["model"] ?? name))
    }
  }

  private func languageModel(_ line: ProviderLine, _ name: String) throws -> HTTPLanguageModel? {
    guard case .languageModel(let make)? = adapter(line, .languageModel) else { return nil }
    return HTTPLanguageModel(
      make(try endpoint(line)),
      client: client,
      meter: ProviderMeter(name: name, prices: line.prices)
    )
  }

  func synthesizer() throws -> Assembled<any SpeechSynthesizer> {
    let lines = configuration.synthesizers
    if hasStub(lines) { return Assembled(port: StubSynthesizer()) }
    if lines.allSatisfy({ $0.kind == ProviderLine.embedded }) {
      return Assembled(port: try EspeakSynthesizer(executable: configuration.espeakWorker))
    }
    var entries: [FallbackList<any SentenceSpeaker>.Entry] = []
    for (name, line) in named(lines, "synthesizer") {
      if line.kind == ProviderLine.embedded {
        let embedded = try EspeakSynthesizer(executable: configuration.espeakWorker)
        entries.append(.init(name: name, provider: EmbeddedSpeaker(embedded)))
      } else if case .synthesizer(let make)? = adapter(line, .synthesizer) {
        let voices = VoiceChoice(standard: line.fields["voice"] ?? "", voices: line.voices)
        let format = line.fields["format"].flatMap(OpenAISpeech.Format.init(rawValue:)) ?? .pcm
        let speaker = MeteredSpeaker(
          HTTPSpeaker(make(try endpoint(line), voices, format), client: client),
          meter: ProviderMeter(name: name, prices: line.prices)
        )
        entries.append(.init(name: name, provider: speaker, attempt: line.attempt))
      }
    }
    var policy = ProviderPolicy.synthesizer
    policy.total = configuration.synthesizerDeadline
    let list = FallbackList(entries, policy: policy)
    return Assembled(port: FallbackSynthesizer(list)) { list.health }
  }

  private func hasStub(_ lines: [ProviderLine]) -> Bool {
    guard lines.contains(where: { $0.kind == ProviderLine.stub }) else { return false }
    log.write(.warning, "a stub stands in for a provider: for load tests only", [])
    return true
  }

  /// Without its model the server still works: turns by silence, typed answers.
  private func embeddedRecognizer() -> (any SpeechRecognizer)? {
    do {
      return try PocketSphinxRecognizer(workers: configuration.recognizerWorkers)
    } catch {
      log.write(.warning, "no recognizer", [("code", .text(error.code.description))])
      return nil
    }
  }

  /// Names for health and ledger: the role, the place in the list and the kind.
  private func named(
    _ lines: [ProviderLine],
    _ role: String
  ) -> [(name: String, line: ProviderLine)] {
    lines.enumerated().map { ("\(role) \($0.offset + 1) \($0.element.kind)", $0.element) }
  }

  private func adapter(_ line: ProviderLine, _ role: ProviderRole) -> ProviderKind.Adapter? {
    ProviderKind.kinds(of: role).first { $0.name == line.kind }?.adapter
  }

  private func endpoint(_ line: ProviderLine) throws(ProviderSetupError) -> ProviderEndpoint {
    ProviderEndpoint(
      address: line.address,
      key: try keys.key(for: line).map { ProviderKey($0) },
      model: line.fields["model"] ?? ""
    )
  }
}
