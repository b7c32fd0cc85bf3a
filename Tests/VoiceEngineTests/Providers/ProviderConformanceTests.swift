import Foundation
import TestKit
import Testing
import VoiceEngine

/// Every adapter against a server that speaks its provider's documented protocol, faults included.
@Suite(.blocking) struct ProviderConformanceTests {
  private let client = HTTPStreamClient(settings: .direct)

  private func outcome(
    _ dialect: ProviderDialect,
    _ steps: [ProtocolServer.Step],
    _ deadlines: HTTPStreamRequest.Deadlines = .patient
  ) async throws -> Result<String, ProviderError> {
    let server = try ProtocolServer { _, _ in steps }
    defer { server.close() }
    do throws(ProviderError) {
      return .success(try await dialect.ask(server.address, client, deadlines))
    } catch {
      return .failure(error)
    }
  }

  @Test(arguments: ProviderDialect.allCases, ProviderFault.allCases)
  func `every adapter tells every fault apart, and takes what is none`(
    dialect: ProviderDialect,
    fault: ProviderFault
  ) async throws {
    let expected = fault.error.map { Result.failure($0) } ?? .success(dialect.expected)
    guard let certificate = fault.certificate else {
      let steps = fault.steps(dialect.body, of: dialect)
      #expect(try await outcome(dialect, steps, fault.deadlines) == expected)
      return
    }
    guard let server = TLSServer(certificate) else { return }
    defer { server.stop() }
    var settings = HTTPStreamClient.Settings.direct
    if fault != .unknownAuthority { settings.certificates = server.certificate }
    await #expect(throws: ProviderError.untrusted) {
      try await dialect.ask(server.address, HTTPStreamClient(settings: settings))
    }
  }

  @Test(arguments: ProviderDialect.allCases)
  func `an answer may be cut anywhere`(dialect: ProviderDialect) async throws {
    let body = dialect.body
    let server = try ProtocolServer { _, number in
      let cut = 1 + number % (body.count - 1)
      let (first, second) = (Array(body[..<cut]), Array(body[cut...]))
      return [ProtocolServer.head(), .chunk(first), .chunk(second), .lastChunk]
    }
    defer { server.close() }
    for cut in 1..<body.count {
      let answer = try await dialect.ask(server.address, client)
      #expect(answer == dialect.expected, "cut at \(cut)")
    }
  }

  @Test(arguments: ProviderDialect.allCases)
  func `what is asked for goes out as documented`(dialect: ProviderDialect) async throws {
    let server = try ProtocolServer { _, _ in ProtocolServer.answer(200, [], dialect.body) }
    defer { server.close() }
    _ = try await dialect.ask(server.address, client)
    let request = try #require(server.requests.first)
    #expect(request.method == "POST")
    #expect(request.headers[dialect.keyHeader.name] == dialect.keyHeader.value)
    #expect(!request.path.contains("canary") && !request.text.contains(ProviderDialect.key))
    #expect(request.path == dialect.path)
    if dialect == .openAITranscription || dialect == .whisperCPP {
      for field in ["model-1", "verbose_json", "Kubernetes", "Um, uh", "RIFF", "audio/wav"] {
        #expect(request.text.contains(field), "\(field)")
      }
    } else {
      let json = try JSONSerialization.jsonObject(with: Data(request.body)) as? [String: Any]
      for (name, value) in dialect.fields {
        #expect((json?[name]).map { "\($0)" } == value, "\(name)")
      }
      #expect(request.text.contains(ProviderDialect.said))
    }
  }

  @Test(arguments: ProviderDialect.allCases)
  func `nothing at all is no answer`(dialect: ProviderDialect) async throws {
    let nothing = try await outcome(dialect, ProtocolServer.answer(200, [], ""))
    #expect(throws: ProviderError.self) { try nothing.get() }
  }

  @Test(arguments: ProviderDialect.allCases)
  func `any bytes at all are an answer or an error`(dialect: ProviderDialect) async throws {
    let body = dialect.body
    let server = try ProtocolServer { _, number in
      var random = SeededGenerator(seed: UInt64(number))
      var damaged = body
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        let place = Int.random(in: 0..<damaged.count, using: &random)
        damaged[place] = UInt8.random(in: .min ... .max, using: &random)
      }
      if number % 3 == 0 { damaged.removeLast(damaged.count / 3) }
      return ProtocolServer.answer(200, [], damaged)
    }
    defer { server.close() }
    for _ in 0..<200 { _ = try? await dialect.ask(server.address, client) }
    #expect(server.requests.count == 200)
  }

  @Test(arguments: [
    (ProviderDialect.openAIChat, "data: {\"error\":{\"message\":\"x\"}}\n\n", "unavailable"),
    (.openAIChat, "data: {\"choices\":[{\"finish_reason\":\"content_filter\"}]}\n\n", "declined"),
    (
      .anthropic, "event: error\ndata: {\"error\":{\"type\":\"overloaded_error\"}}\n\n",
      "unavailable"
    ),
    (
      .anthropic, "event: error\ndata: {\"error\":{\"type\":\"rate_limit_error\"}}\n\n",
      "rate_limited"
    ),
    (
      .anthropic, "event: message_delta\ndata: {\"delta\":{\"stop_reason\":\"refusal\"}}\n\n",
      "declined"
    ),
    (.gemini, "data: {\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}\n\n", "declined"),
    (.gemini, "data: {\"candidates\":[{\"finishReason\":\"SAFETY\"}]}\n\n", "declined"),
    (.gemini, "data: {\"error\":{\"code\":503,\"message\":\"x\"}}\n\n", "unavailable"),
  ])
  func `an error in mid-stream is an error`(
    dialect: ProviderDialect,
    event: String,
    code: String
  ) async throws {
    let steps = ProtocolServer.stream([event])
    let outcome = try await outcome(dialect, steps)
    guard case .failure(let error) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(error.code == code)
  }

  @Test func `a limit of tokens has the name that the server knows`() throws {
    func fields(_ address: String, _ field: OpenAIChat.TokenLimitField?) throws -> Set<String> {
      let api = OpenAIChat(ProviderEndpoint(address: address, model: "m"), limitField: field)
      let body = try api.request(for: ModelPrompt(instructions: "a", message: "b")).body
      let json = try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]
      return Set((json ?? [:]).keys).intersection(["max_tokens", "max_completion_tokens"])
    }
    #expect(try fields("http://127.0.0.1:11434/v1", nil) == ["max_tokens"])
    #expect(try fields("https://api.openai.com/v1", nil) == ["max_completion_tokens"])
    #expect(try fields("https://api.openai.com.example/v1", nil) == ["max_tokens"])
    for field in OpenAIChat.TokenLimitField.allCases {
      #expect(try fields("https://gateway.example/v1", field) == [field.rawValue])
    }
  }

  @Test(arguments: [ProviderDialect.openAIChat, .anthropic, .gemini])
  func `a stream that ends before its reply does is a broken one`(
    dialect: ProviderDialect
  ) async throws {
    let text = String(decoding: dialect.body, as: UTF8.self)
    let end = try #require(text.range(of: "I see."))
    let rest = text[end.upperBound...]
    let event = try #require(rest.range(of: "\n\n") ?? rest.range(of: "\r\n\r\n"))
    let cut = ProtocolServer.stream([String(text[..<event.upperBound])])
    #expect(try await outcome(dialect, cut) == .failure(.disconnected))
  }
}

extension ProviderDialect {
  /// The path and query of a request.
  fileprivate var path: String {
    switch self {
    case .openAITranscription, .whisperCPP: "/audio/transcriptions"
    case .openAISpeechPCM, .openAISpeechWAV: "/audio/speech"
    case .piper: "/"
    case .elevenLabs: "/v1/text-to-speech/v2/stream/with-timestamps?output_format=pcm_24000"
    case .openAIChat: "/chat/completions"
    case .anthropic: "/v1/messages"
    case .gemini: "/v1beta/models/model-1:streamGenerateContent?alt=sse"
    }
  }

  /// Some fields of the JSON of a request.
  fileprivate var fields: [(String, String)] {
    switch self {
    case .openAITranscription, .whisperCPP, .gemini: []
    case .openAISpeechPCM: [("voice", "v2"), ("response_format", "pcm"), ("model", "model-1")]
    case .openAISpeechWAV: [("voice", "v2"), ("response_format", "wav")]
    case .piper: [("voice", "v2")]
    case .elevenLabs: [("model_id", "model-1")]
    case .openAIChat: [("model", "model-1"), ("max_tokens", "120")]
    case .anthropic: [("max_tokens", "120"), ("system", "Be \"brief\".")]
    }
  }
}
