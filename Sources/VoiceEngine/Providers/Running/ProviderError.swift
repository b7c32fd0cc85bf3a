/// Why a provider did not do what it was asked.
///
/// Holds nothing that was sent or received: no key, no text, no address.
public enum ProviderError: Error, Equatable, Hashable, Sendable {
  /// A stage of a request that has a deadline of its own.
  public enum Stage: String, Sendable {
    /// Name, connection and TLS.
    case connect
    /// From the request to the first byte of the answer.
    case firstByte = "first_byte"
    /// Between two bytes of the answer.
    case stall
    /// The whole request.
    case total
  }

  /// The request itself cannot be made: its address or a header is malformed.
  case invalidRequest
  /// No such host, or nobody listens there.
  case unreachable
  /// The host's certificate is not to be trusted.
  case untrusted
  /// A deadline passed.
  case timedOut(Stage)
  /// The connection broke before the answer was whole.
  case disconnected
  /// The key is missing or wrong: 401 or 403.
  case unauthorized(status: Int)
  /// Too much was asked: 429.
  case rateLimited(retryAfter: Duration?)
  /// The provider refused the request: any other status that is not a success.
  case rejected(status: Int)
  /// The provider cannot answer at the moment: 408 or 5xx.
  case unavailable(status: Int, retryAfter: Duration?)
  /// The answer does not follow the provider's protocol.
  case malformed
  /// The answer is longer than it may be.
  case tooLarge
  /// The provider declined to answer, or gave nothing that can be used.
  case declined
  /// Too many requests run here at the same time, or every provider rests after failures.
  case busy
  /// The session may spend no more.
  case overBudget
  /// Nobody wants the answer any more.
  case cancelled

  /// A stable name for logs and metrics.
  public var code: String {
    switch self {
    case .invalidRequest: "invalid_request"
    case .unreachable: "unreachable"
    case .untrusted: "untrusted"
    case .timedOut(let stage): "timed_out_\(stage.rawValue)"
    case .disconnected: "disconnected"
    case .unauthorized: "unauthorized"
    case .rateLimited: "rate_limited"
    case .rejected: "rejected"
    case .unavailable: "unavailable"
    case .malformed: "malformed"
    case .tooLarge: "too_large"
    case .declined: "declined"
    case .busy: "busy"
    case .overBudget: "over_budget"
    case .cancelled: "cancelled"
    }
  }

  /// Whether the same request may succeed a moment later.
  public var isTransient: Bool {
    switch self {
    case .unreachable, .timedOut, .disconnected, .rateLimited, .unavailable, .busy: true
    default: false
    }
  }

  /// How long the provider asks to be left alone.
  public var retryAfter: Duration? {
    switch self {
    case .rateLimited(let wait), .unavailable(_, let wait): wait
    default: nil
    }
  }

  /// What a status says, or `nil` for a success.
  public init?(status: Int, retryAfter: Duration?) {
    switch status {
    case 200..<300: return nil
    case 401, 403: self = .unauthorized(status: status)
    case 429: self = .rateLimited(retryAfter: retryAfter)
    case 408, 500...599: self = .unavailable(status: status, retryAfter: retryAfter)
    default: self = .rejected(status: status)
    }
  }
}
