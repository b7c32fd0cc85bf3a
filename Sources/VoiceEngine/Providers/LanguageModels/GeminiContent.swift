/// Gemini's `POST /v1beta/models/MODEL:streamGenerateContent?alt=sse`.
public struct GeminiContent: ChatAPI {
  private let endpoint: ProviderEndpoint

  /// Creates the adapter; the address is usually `https://generativelanguage.googleapis.com`.
  public init(_ endpoint: ProviderEndpoint) { self.endpoint = endpoint }

  /// JSON with the instructions apart from the one content; the key travels in `x-goog-api-key`.
  public func request(for prompt: ModelPrompt) throws(ProviderError) -> HTTPStreamRequest {
    struct Part: Encodable {
      var text: String
    }
    struct Content: Encodable {
      var role: String?
      var parts: [Part]
    }
    struct Thinking: Encodable {
      var thinkingBudget: Int
    }
    struct Generation: Encodable {
      var maxOutputTokens: Int
      var thinkingConfig: Thinking?
    }
    struct Body: Encodable {
      var systemInstruction: Content
      var contents: [Content]
      var generationConfig: Generation
    }
    let allowed = endpoint.model.allSatisfy { character in
      character.isASCII && (character.isLetter || character.isNumber || "-._".contains(character))
    }
    guard allowed, !endpoint.model.isEmpty else { throw .invalidRequest }
    // Thoughts count as output and would use up what a line may take.
    let thinking = endpoint.model.hasPrefix("gemini-2.5-flash") ? Thinking(thinkingBudget: 0) : nil
    let body = Body(
      systemInstruction: Content(parts: [Part(text: prompt.instructions)]),
      contents: [Content(role: "user", parts: [Part(text: prompt.message)])],
      generationConfig: Generation(
        maxOutputTokens: prompt.tokenLimit,
        thinkingConfig: thinking
      )
    )
    let path = "/v1beta/models/\(endpoint.model):streamGenerateContent?alt=sse"
    return HTTPStreamRequest(
      address: endpoint.address + path,
      headers: (endpoint.key.map { [("x-goog-api-key", $0.header())] } ?? [])
        + [("Content-Type", "application/json")],
      body: try JSONBody.write(body)
    )
  }

  /// Text of the first candidate's parts, thoughts left out.
  public func pieces(of event: ServerSentEvent) throws(ProviderError) -> [ModelPiece] {
    let chunk = try JSONBody.read(Chunk.self, from: event.data.utf8)
    if let error = chunk.error {
      throw ProviderError(status: error.code ?? 500, retryAfter: nil) ?? .malformed
    }
    if chunk.promptFeedback?.blockReason != nil { throw .declined }
    guard let candidate = chunk.candidates?.first else { return [] }
    var pieces: [ModelPiece] = (candidate.content?.parts ?? []).compactMap { part in
      guard part.thought != true, let text = part.text, !text.isEmpty else { return nil }
      return .text(text)
    }
    switch candidate.finishReason {
    case nil: break
    case "STOP", "MAX_TOKENS": pieces.append(.end)
    default: throw .declined
    }
    return pieces
  }

  private struct Chunk: Decodable {
    struct Candidate: Decodable {
      var content: Content?
      var finishReason: String?
    }
    struct Content: Decodable {
      var parts: [Part]?
    }
    struct Part: Decodable {
      var text: String?
      var thought: Bool?
    }
    struct Feedback: Decodable {
      var blockReason: String?
    }
    struct Failure: Decodable {
      var code: Int?
    }
    var candidates: [Candidate]?
    var promptFeedback: Feedback?
    var error: Failure?
  }
}
