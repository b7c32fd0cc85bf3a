import Synchronization

/// What was asked of a provider.
public struct ProviderUsage: Equatable, Sendable {
  /// Requests that were sent, failed ones included.
  public var requests = 0
  /// Tokens of prompts.
  public var inputTokens = 0
  /// Tokens of replies.
  public var outputTokens = 0
  /// Seconds of audio, heard or spoken.
  public var audioSeconds = 0.0
  /// Characters that were spoken.
  public var characters = 0

  /// Creates an empty count.
  public init() {}

  static func += (sum: inout ProviderUsage, more: ProviderUsage) {
    sum.requests += more.requests
    sum.inputTokens += more.inputTokens
    sum.outputTokens += more.outputTokens
    sum.audioSeconds += more.audioSeconds
    sum.characters += more.characters
  }
}

/// What a provider's contract says, in any one currency.
public struct ProviderPrices: Equatable, Sendable {
  /// A request.
  public var request = 0.0
  /// A million tokens of prompts.
  public var millionInputTokens = 0.0
  /// A million tokens of replies.
  public var millionOutputTokens = 0.0
  /// A minute of audio, heard or spoken.
  public var audioMinute = 0.0
  /// A million characters that are spoken.
  public var millionCharacters = 0.0

  /// Creates prices of nothing.
  public init() {}

  /// What a use costs.
  public func cost(of usage: ProviderUsage) -> Double {
    let millions =
      millionInputTokens * Double(usage.inputTokens)
      + millionOutputTokens * Double(usage.outputTokens)
      + millionCharacters * Double(usage.characters)
    return millions / 1_000_000 + request * Double(usage.requests)
      + audioMinute * usage.audioSeconds / 60
  }
}

/// What one session used of its providers, and what that costs.
///
/// Providers find the ledger of the session that they work for in the task that asks them. A
/// sentence that several sessions share is on the ledger of the one that asked first.
public final class ProviderLedger: Sendable {
  /// One provider's line.
  public struct Entry: Equatable, Sendable {
    /// The provider's name in the configuration.
    public var name: String
    /// What it was asked for.
    public var usage: ProviderUsage
    /// What that costs.
    public var cost: Double
  }

  /// The ledger of the session that a task works for.
  @TaskLocal public static var current: ProviderLedger?

  /// Cost at which a session should come to its end; `nil` for no limit.
  public let limit: Double?
  private let lines = Mutex<[String: Entry]>([:])

  /// Opens an empty ledger.
  public init(limit: Double? = nil) { self.limit = limit }

  /// The providers that were used, by name.
  public var entries: [Entry] {
    lines.withLock { $0.values.sorted { $0.name < $1.name } }
  }

  /// What all of it costs.
  public var cost: Double { lines.withLock { $0.values.reduce(0) { $0 + $1.cost } } }

  /// Whether the session should come to its end.
  public var isSpent: Bool { limit.map { cost >= $0 } ?? false }

  /// Adds a use.
  public func add(_ usage: ProviderUsage, of name: String, at prices: ProviderPrices) {
    lines.withLock { lines in
      var entry = lines[name] ?? Entry(name: name, usage: ProviderUsage(), cost: 0)
      entry.usage += usage
      entry.cost += prices.cost(of: usage)
      lines[name] = entry
    }
  }

  /// Refuses what is far beyond the limit.
  ///
  /// A session that has reached its limit may still say good-bye; one that has used twice as much
  /// is not ending.
  func admit() throws(ProviderError) {
    if let limit, cost >= 2 * limit { throw .overBudget }
  }
}

/// Writes what a provider is used for on the ledger of whoever uses it.
public struct ProviderMeter: Sendable {
  private let name: String
  private let prices: ProviderPrices

  /// Creates a meter.
  ///
  /// - Parameter name: the provider's name in the configuration.
  public init(name: String, prices: ProviderPrices = ProviderPrices()) {
    self.name = name
    self.prices = prices
  }

  /// Counts a request that is about to be sent.
  ///
  /// - Parameter ledger: of the session that the request is for.
  /// - Throws: `ProviderError.overBudget`.
  func begin(on ledger: ProviderLedger? = .current) throws(ProviderError) {
    try ledger?.admit()
    note(on: ledger) { $0.requests = 1 }
  }

  /// Counts something else.
  func note(
    on ledger: ProviderLedger? = .current,
    _ change: (inout ProviderUsage) -> Void
  ) {
    guard let ledger else { return }
    var usage = ProviderUsage()
    change(&usage)
    ledger.add(usage, of: name, at: prices)
  }
}
