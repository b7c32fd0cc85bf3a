/// `POST /chat/completions` with `stream`, as OpenAI documents it and Mistral, Groq, Ollama, vLLM
/// and llama.cpp's server speak it.
public struct OpenAIChat: ChatAPI {
  /// The name under which a server takes the limit of tokens.
  public enum TokenLimitField: String, CaseIterable, Sendable {
    /// What every server but OpenAI's own takes.
    case maxTokens = "max_tokens"
    /// What OpenAI's newer models insist on, and older servers do not know.
    case maxCompletionTokens = "max_completion_tokens"
  }

  private let endpoint: ProviderEndpoint
  private let limitField: TokenLimitField

  /// Creates the adapter; the endpoint's address ends with the version, as in `…/v1`.
  ///
  /// - Parameter limitField: without one, the newer name for OpenAI itself and the older elsewhere.
  public init(_ endpoint: ProviderEndpoint, limitField: TokenLimitField? = nil) {
    self.endpoint = endpoint
    let isOpenAI = endpoint.address.hasPrefix("https://api.openai.com/")
    self.limitField = limitField ?? (isOpenAI ? .maxCompletionTokens : .maxTokens)
  }

  /// JSON with a system and a user message.
  public func request(for prompt: ModelPrompt) throws(ProviderError) -> HTTPStreamRequest {
    struct Message: Encodable {
      var role: String
      var content: String
    }
    struct Body: Encodable {
      var model: String
      var messages: [Message]
      var max_tokens: Int?
      var max_completion_tokens: Int?
      var stream = true
    }
    let body = Body(
      model: endpoint.model,
      messages: [
        Message(role: "system", content: prompt.instructions),
        Message(role: "user", content: prompt.message),
      ],
      max_tokens: limitField == .maxTokens ? prompt.tokenLimit : nil,
      max_completion_tokens: limitField == .maxCompletionTokens ? prompt.tokenLimit : nil
    )
    return HTTPStreamRequest(
      address: endpoint.address + "/chat/completions",
      headers: endpoint.bearer + [("Content-Type", "application/json")],
      body: try JSONBody.write(body)
    )
  }

  /// Text of the first choice; the reply ends with a reason or with `[DONE]`.
  public func pieces(of event: ServerSentEvent) throws(ProviderError) -> [ModelPiece] {
    if event.data == "[DONE]" { return [.end] }
    let chunk = try JSONBody.read(Chunk.self, from: event.data.utf8)
    if chunk.error != nil { throw .unavailable(status: 200, retryAfter: nil) }
    guard let choice = chunk.choices?.first else { return [] }
    var pieces: [ModelPiece] = []
    if let text = choice.delta?.content, !text.isEmpty { pieces.append(.text(text)) }
    switch choice.finish_reason {
    case nil: break
    case "content_filter": throw .declined
    default: pieces.append(.end)
    }
    return pieces
  }

  private struct Chunk: Decodable {
    struct Choice: Decodable {
      var delta: Delta?
      var finish_reason: String?
    }
    struct Delta: Decodable {
      var content: String?
    }
    struct Failure: Decodable {}
    var choices: [Choice]?
    var error: Failure?
  }
}
