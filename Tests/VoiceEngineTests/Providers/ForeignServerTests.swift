import Foundation
import Speech
import TestKit
import Testing
import VoiceEngine

/// A server that this project did not write, named in an environment variable.
struct ForeignServer: Sendable, CustomTestStringConvertible {
  var address: String
  var model: String
  var key: String?

  var testDescription: String { "\(address) \(model)" }

  var endpoint: ProviderEndpoint {
    ProviderEndpoint(address: address, key: key.map { ProviderKey($0) }, model: model)
  }

  /// The servers of a role: `ADDRESS [MODEL [KEY]]`, separated by commas.
  static func servers(_ role: String) -> [ForeignServer] {
    let text = ProcessInfo.processInfo.environment["VIVAVOCE_TRY_\(role)"] ?? ""
    return text.split(separator: ",").compactMap { entry in
      let parts = entry.split(separator: " ").map(String.init)
      guard let address = parts.first else { return nil }
      return ForeignServer(
        address: address,
        model: parts.count > 1 ? parts[1] : "",
        key: parts.count > 2 ? parts[2] : nil
      )
    }
  }

  static let chat = servers("CHAT")
  static let limited = servers("LIMITED")
  static let messages = servers("MESSAGES")
  static let piper = servers("PIPER")
  static let speech = servers("SPEECH")
  static let transcription = servers("TRANSCRIPTION")
  static let vosk = servers("VOSK")
  static let deepgram = servers("DEEPGRAM")
}

/// The adapters against servers that others wrote; `script/try-providers` starts what is installed.
@Suite(.blocking) struct ForeignServerTests {
  private let client = HTTPStreamClient(settings: .direct)
  private let sockets = WebSocketStreamClient()

  private func reply(_ api: any ChatAPI) async throws(ProviderError) -> String {
    let prompt = ModelPrompt(instructions: "Be brief.", message: "Say « hello ».", tokenLimit: 12)
    return try await HTTPLanguageModel(api, client: client)
      .reply(to: prompt, deadlines: .patient) { _ in true }
  }

  @Test(.enabled(if: !ForeignServer.chat.isEmpty), arguments: ForeignServer.chat)
  func `a chat server replies, by either name of the limit`(server: ForeignServer) async throws {
    for field in OpenAIChat.TokenLimitField.allCases {
      let reply = try await reply(OpenAIChat(server.endpoint, limitField: field))
      #expect(!reply.isEmpty)
    }
  }

  @Test(.enabled(if: !ForeignServer.limited.isEmpty), arguments: ForeignServer.limited)
  func `a server's refusals are told apart`(server: ForeignServer) async throws {
    await #expect(throws: ProviderError.rateLimited(retryAfter: nil)) {
      try await reply(OpenAIChat(server.endpoint))
    }
    var unknown = server
    unknown.model = "no-such-model"
    let missing = await #expect(throws: ProviderError.self) {
      try await reply(OpenAIChat(unknown.endpoint))
    }
    #expect(missing?.code == "rejected")
  }

  @Test(.enabled(if: !ForeignServer.messages.isEmpty), arguments: ForeignServer.messages)
  func `a server in Anthropic's form replies`(server: ForeignServer) async throws {
    let reply = try await reply(AnthropicMessages(server.endpoint))
    #expect(!reply.isEmpty)
  }

  @Test(.enabled(if: !ForeignServer.piper.isEmpty), arguments: ForeignServer.piper)
  func `Piper speaks`(server: ForeignServer) async throws {
    let voices = VoiceChoice(standard: server.model)
    try await listen(to: PiperSpeech(server.endpoint, voices: voices))
  }

  @Test(.enabled(if: !ForeignServer.speech.isEmpty), arguments: ForeignServer.speech)
  func `a speech server speaks, as PCM and as WAV`(server: ForeignServer) async throws {
    for format in OpenAISpeech.Format.allCases {
      let voices = VoiceChoice(standard: "alloy")
      try await listen(to: OpenAISpeech(server.endpoint, voices: voices, format: format))
    }
  }

  private func listen(to api: any SpeechAPI) async throws {
    let speaker = HTTPSpeaker(api, client: client)
    func seconds(_ text: String) async throws -> Double {
      let request = SynthesisRequest(text: text, language: "en", voice: nil)
      let speech = try await speaker.speech(for: request, deadlines: .patient)
      #expect(speech.samples.contains { abs($0) > 0.01 })
      return Double(speech.samples.count) / Double(speech.sampleRate)
    }
    let short = try await seconds("Hello.")
    let long = try await seconds("Hello, and thank you for being here with me today.")
    #expect(short > 0.05 && long > 2 * short && long < 30)
  }

  @Test(.enabled(if: !ForeignServer.transcription.isEmpty), arguments: ForeignServer.transcription)
  func `a transcription server writes down what is said`(server: ForeignServer) async throws {
    let speech = RecordedSpeech(samples: Array(repeating: 0, count: 32_000), language: "en")
    let words = try await HTTPTranscriber(OpenAITranscription(server.endpoint), client: client)
      .words(of: speech, deadlines: .patient)
    #expect(words.allSatisfy { $0.start <= $0.end && $0.end <= .zero + .seconds(2) })
  }

  @Test(.enabled(if: !ForeignServer.vosk.isEmpty), arguments: ForeignServer.vosk)
  func `Vosk's server hears`(server: ForeignServer) throws {
    try hear(VoskRecognizer(server.endpoint, client: sockets), .vosk, server)
  }

  @Test(.enabled(if: !ForeignServer.deepgram.isEmpty), arguments: ForeignServer.deepgram)
  func `Deepgram hears`(server: ForeignServer) throws {
    try hear(DeepgramRecognizer(server.endpoint, client: sockets), .deepgram, server)
  }

  /// A server with the stand-in for a model must find every word; what a real model makes of the
  /// same sound is its own affair, as long as it ends with words in place.
  private func hear(
    _ recognizer: any SpeechRecognizer,
    _ dialect: StreamingDialect,
    _ server: ForeignServer
  ) throws {
    let start = SampleTime(milliseconds: 3_000)
    for count in [0, 1, 30] {
      let log = RecognitionLog()
      let stream = recognizer.makeStream(language: "en", terms: []) { log.take($0) }
      for chunk in StreamingDialect.speech(words: count, from: start) { stream.append(chunk) }
      stream.finish()
      guard case .final(let words)? = log.untilSettled().last else {
        Issue.record("\(log.updates.suffix(1))")
        return
      }
      let end = start + .milliseconds(100 * count)
      #expect(words.allSatisfy { start <= $0.start && $0.start <= $0.end && $0.end <= end })
      if server.model == "stand-in" {
        #expect(words == dialect.expected(words: count, from: start))
      }
    }
  }
}
