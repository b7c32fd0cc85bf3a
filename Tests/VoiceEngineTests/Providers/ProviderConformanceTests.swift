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

  @Test(arguments: ProviderDialect.allCases)
  func `a normal answer is understood`(dialect: ProviderDialect) async throws {
    let whole = ProtocolServer.answer(200, [], dialect.body)
    #expect(try await outcome(dialect, whole) == .success(dialect.expected))
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
    let single = body.map { ProtocolServer.Step.chunk([$0]) }
    let all = [ProtocolServer.head()] + single + [.lastChunk]
    #expect(try await outcome(dialect, all) == .success(dialect.expected))
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
  func `every failure of a provider is told apart`(dialect: ProviderDialect) async throws {
    let body = dialect.body
    let half = ProtocolServer.Step.chunk(Array(body[..<(body.count / 2)]))
    let head = ProtocolServer.head()
    var slow = HTTPStreamRequest.Deadlines.patient
    slow.firstByte = .milliseconds(80)
    #expect(try await outcome(dialect, [.stall], slow) == .failure(.timedOut(.firstByte)))
    slow = .patient
    slow.stall = .milliseconds(80)
    let stalled = try await outcome(dialect, [head, half, .stall], slow)
    #expect(stalled == .failure(.timedOut(.stall)))
    let cut = try await outcome(dialect, [head, half, .disconnect])
    #expect(cut == .failure(.disconnected))
    let error = "{\"error\":{\"message\":\"canary-83\",\"type\":\"x\"}}"
    let wrongKey = try await outcome(dialect, ProtocolServer.answer(401, [], error))
    #expect(wrongKey == .failure(.unauthorized(status: 401)))
    let limited = ProtocolServer.answer(429, ["Retry-After: 3"], error)
    let refused = try await outcome(dialect, limited)
    #expect(refused == .failure(.rateLimited(retryAfter: .seconds(3))))
    let broken = try await outcome(dialect, ProtocolServer.answer(500, [], error))
    #expect(broken == .failure(.unavailable(status: 500, retryAfter: nil)))
    if let malformed = dialect.malformed {
      let garbage = try await outcome(dialect, ProtocolServer.answer(200, [], malformed))
      #expect(garbage == .failure(.malformed))
    }
    // Nothing at all is no answer either.
    let nothing = try await outcome(dialect, ProtocolServer.answer(200, [], ""))
    #expect(throws: ProviderError.self) { try nothing.get() }
  }

  @Test(arguments: ProviderDialect.allCases)
  func `a certificate that nobody vouches for gets no key`(dialect: ProviderDialect) async throws {
    guard let server = TLSServer() else { return }
    defer { server.stop() }
    await #expect(throws: ProviderError.untrusted) {
      try await dialect.ask(server.address, client)
    }
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
