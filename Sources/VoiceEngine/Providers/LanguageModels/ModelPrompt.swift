/// What a language model is asked: instructions of ours, then one message.
public struct ModelPrompt: Equatable, Sendable {
  /// The instructions; nothing of what the candidate said stands here.
  public var instructions: String
  /// The message, in which what the candidate said is fenced.
  public var message: String
  /// Longest reply, in tokens.
  public var tokenLimit: Int

  /// Creates a prompt.
  public init(instructions: String, message: String, tokenLimit: Int = 120) {
    self.instructions = instructions
    self.message = message
    self.tokenLimit = tokenLimit
  }
}

/// Tokens that a reply took.
public struct ModelUsage: Equatable, Sendable {
  /// Tokens of the prompt.
  public var input: Int
  /// Tokens of the reply.
  public var output: Int

  /// Creates a count.
  public init(input: Int = 0, output: Int = 0) {
    self.input = input
    self.output = output
  }
}

/// A piece of a reply on its way.
public enum ModelPiece: Equatable, Sendable {
  /// More of the text.
  case text(String)
  /// Tokens so far.
  case usage(ModelUsage)
  /// The reply is whole, though the stream may go on.
  case end
}

/// A provider's protocol for streamed replies, without the network: one file an adapter.
public protocol ChatAPI: Sendable {
  /// The request for a reply; the deadlines are set by whoever sends it.
  func request(for prompt: ModelPrompt) throws(ProviderError) -> HTTPStreamRequest

  /// What an event of the stream says.
  ///
  /// - Throws: `ProviderError` for an event that reports an error, or that breaks the protocol.
  func pieces(of event: ServerSentEvent) throws(ProviderError) -> [ModelPiece]
}

/// Replies to prompts, piece by piece.
public protocol LanguageModel: Sendable {
  /// Asks for a reply.
  ///
  /// - Parameter take: gets the text so far after each piece; `false` ends the reply there.
  /// - Returns: the text so far when it ended.
  /// - Throws: `ProviderError`, also where the stream ends before the reply does.
  func reply(
    to prompt: ModelPrompt,
    deadlines: HTTPStreamRequest.Deadlines,
    take: @Sendable (String) -> Bool
  ) async throws(ProviderError) -> String
}

/// A language model over HTTP.
public struct HTTPLanguageModel: LanguageModel {
  /// Longest reply, in characters; what comes beyond is not asked for.
  static let characterLimit = 4_000

  private let api: any ChatAPI
  private let client: HTTPStreamClient
  private let meter: ProviderMeter?

  /// Creates a model.
  public init(_ api: any ChatAPI, client: HTTPStreamClient, meter: ProviderMeter? = nil) {
    self.api = api
    self.client = client
    self.meter = meter
  }

  /// Streams a reply.
  public func reply(
    to prompt: ModelPrompt,
    deadlines: HTTPStreamRequest.Deadlines,
    take: @Sendable (String) -> Bool
  ) async throws(ProviderError) -> String {
    try meter?.begin()
    var request = try api.request(for: prompt)
    request.deadlines = deadlines
    let stream = try await client.open(request)
    var parser = EventStreamParser()
    var text = ""
    var usage = ModelUsage()
    defer { note(usage, prompt, text) }
    while let bytes = try await stream.next() {
      for event in try parser.take(bytes) {
        for piece in try api.pieces(of: event) {
          switch piece {
          case .text(let more):
            text += more
            guard text.count <= HTTPLanguageModel.characterLimit else { throw .tooLarge }
            guard take(text) else { return text }
          case .usage(let tokens): usage = tokens
          case .end: return text
          }
        }
      }
    }
    // A stream that ends without saying so was cut.
    throw .disconnected
  }

  /// Counts tokens; those that the provider did not tell, as of a reply that was not read to its
  /// end, at four characters each.
  private func note(_ usage: ModelUsage, _ prompt: ModelPrompt, _ reply: String) {
    let asked = prompt.instructions.count + prompt.message.count
    meter?.note {
      $0.inputTokens = usage.input > 0 ? usage.input : (asked + 3) / 4
      $0.outputTokens = usage.output > 0 ? usage.output : (reply.count + 3) / 4
    }
  }
}
