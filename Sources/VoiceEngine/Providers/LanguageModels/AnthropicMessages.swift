/// Anthropic's `POST /v1/messages` with `stream`.
public struct AnthropicMessages: ChatAPI {
  private static let version = "2023-06-01"

  private let endpoint: ProviderEndpoint

  /// Creates the adapter; the address is usually `https://api.anthropic.com`.
  public init(_ endpoint: ProviderEndpoint) { self.endpoint = endpoint }

  /// JSON with the instructions apart from the one message; the key travels in `x-api-key`.
  public func request(for prompt: ModelPrompt) throws(ProviderError) -> HTTPStreamRequest {
    struct Message: Encodable {
      var role = "user"
      var content: String
    }
    struct Body: Encodable {
      var model: String
      var max_tokens: Int
      var system: String
      var messages: [Message]
      var stream = true
    }
    let body = Body(
      model: endpoint.model,
      max_tokens: prompt.tokenLimit,
      system: prompt.instructions,
      messages: [Message(content: prompt.message)]
    )
    return HTTPStreamRequest(
      address: endpoint.address + "/v1/messages",
      headers: (endpoint.key.map { [("x-api-key", $0.header())] } ?? []) + [
        ("anthropic-version", AnthropicMessages.version), ("Content-Type", "application/json"),
      ],
      body: try JSONBody.write(body)
    )
  }

  /// Text deltas; `ping` and events that are not known are skipped.
  public func pieces(of event: ServerSentEvent) throws(ProviderError) -> [ModelPiece] {
    switch event.name {
    case "content_block_delta":
      let delta = try JSONBody.read(Delta.self, from: event.data.utf8).delta
      return delta.text.map { [.text($0)] } ?? []
    case "message_delta":
      let reason = try JSONBody.read(Ending.self, from: event.data.utf8).delta?.stop_reason
      if reason == "refusal" { throw .declined }
      return []
    case "message_stop": return [.end]
    case "error":
      let failure = try JSONBody.read(Failure.self, from: event.data.utf8).error.type
      throw AnthropicMessages.error(failure)
    default: return []
    }
  }

  private static func error(_ type: String) -> ProviderError {
    switch type {
    case "overloaded_error": .unavailable(status: 529, retryAfter: nil)
    case "rate_limit_error": .rateLimited(retryAfter: nil)
    case "authentication_error", "permission_error": .unauthorized(status: 401)
    case "invalid_request_error", "not_found_error", "request_too_large": .rejected(status: 400)
    default: .unavailable(status: 500, retryAfter: nil)
    }
  }

  private struct Delta: Decodable {
    struct Text: Decodable {
      var text: String?
    }
    var delta: Text
  }

  private struct Ending: Decodable {
    struct Reason: Decodable {
      var stop_reason: String?
    }
    var delta: Reason?
  }

  private struct Failure: Decodable {
    struct Kind: Decodable {
      var type: String
    }
    var error: Kind
  }
}
