import Foundation
import VoiceEngine

/// A provider that cannot be used as it is configured.
struct ProviderSetupError: Error, Equatable, CustomStringConvertible {
  /// A sentence to act on; holds no key.
  var description: String
}

/// The engine's ports as the configuration wants them, and what can be said of them.
struct ProviderAssembly: Sendable {
  /// Who hears, words and speaks.
  let ports: EnginePorts
  /// Whether answers are written down by the embedded recognizer, which mishears a lot.
  let recognizerIsDemonstration: Bool
  /// Hosts to which the candidate's voice is sent; empty where it stays on this machine.
  let recognizerHosts: [String]
  /// Hosts to which the candidate's words are sent.
  let interviewerHosts: [String]
  /// A line for each provider over the network: whether it works.
  let health: @Sendable () -> [String]

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
    let maker = Maker(configuration: configuration, environment: environment, log: log)
    let recognizer = try maker.recognizer()
    let interviewer = try maker.interviewer()
    let synthesizer = try maker.synthesizer()
    ports = EnginePorts(
      recognizer: recognizer.port,
      interviewer: interviewer.port,
      speech: SpeechCache(synthesizer: synthesizer.port),
      makeDetector: { ScoringVoiceDetector() }
    )
    recognizerIsDemonstration =
      configuration.recognizers.contains { $0.kind == ProviderLine.embedded }
      && configuration.recognizers.count == 1
    recognizerHosts = ProviderAssembly.hosts(configuration.recognizers)
    interviewerHosts = ProviderAssembly.hosts(configuration.languageModels)
    health = { recognizer.health() + interviewer.health() + synthesizer.health() }
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
  let environment: [String: String]
  let log: Log
  private let client: HTTPStreamClient

  init(configuration: ServerConfiguration, environment: [String: String], log: Log) {
    self.configuration = configuration
    self.environment = environment
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
    var entries: [FallbackList<any Transcriber>.Entry] = []
    for (name, line) in named(lines) {
      if line.kind == ProviderLine.embedded {
        guard let embedded = embeddedRecognizer() else { continue }
        entries.append(.init(name: name, provider: StreamingTranscriber(embedded)))
      } else if case .recognizer(let make)? = adapter(line, .recognizer) {
        let api = make(try endpoint(line))
        let transcriber = HTTPTranscriber(api, client: client, languages: line.languages)
        entries.append(.init(name: name, provider: transcriber))
      }
    }
    let list = FallbackList(entries, policy: .recognizer)
    return Assembled(port: UtteranceRecognizer(list)) { list.health.map { "recognizer " + $0 } }
  }

  func interviewer() throws -> Assembled<any Interviewer> {
    var entries: [FallbackList<any LanguageModel>.Entry] = []
    for (name, line) in named(configuration.languageModels) {
      guard case .languageModel(let make)? = adapter(line, .languageModel) else { continue }
      let model = HTTPLanguageModel(make(try endpoint(line)), client: client)
      entries.append(.init(name: name, provider: model))
    }
    guard !entries.isEmpty else { return Assembled(port: ScriptedInterviewer()) }
    let list = FallbackList(entries, policy: .languageModel)
    return Assembled(port: LanguageModelInterviewer(list)) {
      list.health.map { "language model " + $0 }
    }
  }

  func synthesizer() throws -> Assembled<any SpeechSynthesizer> {
    let lines = configuration.synthesizers
    if hasStub(lines) { return Assembled(port: StubSynthesizer()) }
    if lines.allSatisfy({ $0.kind == ProviderLine.embedded }) {
      return Assembled(port: try EspeakSynthesizer(executable: configuration.espeakWorker))
    }
    var entries: [FallbackList<any SentenceSpeaker>.Entry] = []
    for (name, line) in named(lines) {
      if line.kind == ProviderLine.embedded {
        let embedded = try EspeakSynthesizer(executable: configuration.espeakWorker)
        entries.append(.init(name: name, provider: EmbeddedSpeaker(embedded)))
      } else if case .synthesizer(let make)? = adapter(line, .synthesizer) {
        let voices = VoiceChoice(standard: line.fields["voice"] ?? "", voices: line.voices)
        let format = line.fields["format"].flatMap(OpenAISpeech.Format.init(rawValue:)) ?? .pcm
        let speaker = HTTPSpeaker(make(try endpoint(line), voices, format), client: client)
        entries.append(.init(name: name, provider: speaker))
      }
    }
    let list = FallbackList(entries, policy: .synthesizer)
    return Assembled(port: FallbackSynthesizer(list)) { list.health.map { "synthesizer " + $0 } }
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

  /// Names for health lines: the place in the list and the kind.
  private func named(_ lines: [ProviderLine]) -> [(name: String, line: ProviderLine)] {
    lines.enumerated().map { ("\($0.offset + 1) \($0.element.kind)", $0.element) }
  }

  private func adapter(_ line: ProviderLine, _ role: ProviderRole) -> ProviderKind.Adapter? {
    ProviderKind.kinds(of: role).first { $0.name == line.kind }?.adapter
  }

  private func endpoint(_ line: ProviderLine) throws(ProviderSetupError) -> ProviderEndpoint {
    ProviderEndpoint(
      address: line.address,
      key: try key(line).map { ProviderKey($0) },
      model: line.fields["model"] ?? ""
    )
  }

  private func key(_ line: ProviderLine) throws(ProviderSetupError) -> String? {
    let source: String
    let text: String?
    if let path = line.fields["key_file"] {
      source = "the file \(path)"
      text = try? String(contentsOfFile: path, encoding: .utf8)
    } else if let variable = line.fields["key_variable"] {
      source = "the environment variable \(variable)"
      text = environment[variable]
    } else {
      return nil
    }
    let key = text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    guard !key.isEmpty, !key.contains(where: \.isNewline) else {
      throw ProviderSetupError(description: "\(line.kind): no key can be read from \(source)")
    }
    return key
  }
}
