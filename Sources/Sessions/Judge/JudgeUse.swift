public import VoiceEngine

/// What a judge was asked while it evaluated a session, and what that costs.
///
/// Kept with the evaluation, since it comes after the session has ended. As JSON `{"provider",
/// "requests", "input_tokens", "output_tokens", "cost"}`.
public struct JudgeUse: Codable, Equatable, Sendable {
  /// The provider's name in the configuration.
  public var provider: String
  /// Requests that were sent, failed ones included.
  public var requests: Int
  /// Tokens of prompts.
  public var inputTokens: Int
  /// Tokens of replies.
  public var outputTokens: Int
  /// In the currency of the configuration's prices.
  public var cost: Double

  private enum CodingKeys: String, CodingKey {
    case provider, requests
    case inputTokens = "input_tokens"
    case outputTokens = "output_tokens"
    case cost
  }

  /// Takes over a line of a ledger.
  public init(_ entry: ProviderLedger.Entry) {
    provider = entry.name
    requests = entry.usage.requests
    inputTokens = entry.usage.inputTokens
    outputTokens = entry.usage.outputTokens
    cost = entry.cost
  }
}
