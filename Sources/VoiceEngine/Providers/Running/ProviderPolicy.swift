/// How patiently and how often a role's providers are asked.
public struct ProviderPolicy: Equatable, Sendable {
  /// Deadlines of one attempt.
  public var attempt: HTTPStreamRequest.Deadlines
  /// Longest time for all attempts at all providers of one request.
  public var total: Duration
  /// Attempts at one provider, the first included.
  public var attempts: Int
  /// The pause before the second attempt; each further one is twice as long.
  public var backoff: Duration
  /// The longest pause that is waited; a provider that asks for more is passed over.
  public var patience: Duration
  /// Failures in a row after which a provider rests.
  public var failureLimit: Int
  /// How long it rests before one request may try it again.
  public var rest: Duration

  /// Creates a policy.
  public init(
    attempt: HTTPStreamRequest.Deadlines = HTTPStreamRequest.Deadlines(),
    total: Duration = .seconds(10),
    attempts: Int = 2,
    backoff: Duration = .milliseconds(200),
    patience: Duration = .seconds(2),
    failureLimit: Int = 3,
    rest: Duration = .seconds(20)
  ) {
    self.attempt = attempt
    self.total = total
    self.attempts = attempts
    self.backoff = backoff
    self.patience = patience
    self.failureLimit = failureLimit
    self.rest = rest
  }

  /// For recognizers: the engine waits 10 s for the words of a turn.
  public static let recognizer = ProviderPolicy(
    attempt: .init(
      connect: .seconds(2),
      firstByte: .seconds(6),
      stall: .seconds(3),
      total: .seconds(7)
    ),
    total: .milliseconds(9_500)
  )
  /// For language models: the engine waits 5 s for a wording.
  public static let languageModel = ProviderPolicy(
    attempt: .init(
      connect: .seconds(1),
      firstByte: .milliseconds(2_500),
      stall: .milliseconds(1_500),
      total: .seconds(4)
    ),
    total: .milliseconds(4_500),
    patience: .milliseconds(500)
  )
  /// For synthesizers: the engine waits 5 s for a sentence.
  public static let synthesizer = ProviderPolicy(
    attempt: .init(
      connect: .seconds(1),
      firstByte: .milliseconds(2_500),
      stall: .milliseconds(1_500),
      total: .seconds(4)
    ),
    total: .milliseconds(4_500),
    patience: .milliseconds(500)
  )
}
