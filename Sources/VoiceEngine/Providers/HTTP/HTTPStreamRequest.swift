/// A request to a provider.
public struct HTTPStreamRequest: Equatable, Sendable {
  /// The methods that providers use.
  public enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
  }

  /// How long each stage may take.
  public struct Deadlines: Equatable, Sendable {
    /// Name, connection and TLS.
    public var connect: Duration
    /// From the request to the first byte of the body.
    public var firstByte: Duration
    /// Between two bytes of the body.
    public var stall: Duration
    /// All of it.
    public var total: Duration

    /// Creates deadlines.
    public init(
      connect: Duration = .seconds(3),
      firstByte: Duration = .seconds(5),
      stall: Duration = .seconds(3),
      total: Duration = .seconds(10)
    ) {
      self.connect = connect
      self.firstByte = firstByte
      self.stall = stall
      self.total = total
    }
  }

  /// GET or POST.
  public var method: Method
  /// Absolute, `http` or `https`.
  public var address: String
  /// Names and values; keys travel here and nowhere else.
  public var headers: [(name: String, value: String)]
  /// The body of a POST.
  public var body: [UInt8]
  /// How long each stage may take.
  public var deadlines: Deadlines
  /// Longest body of the answer, in bytes.
  public var answerLimit: Int

  /// Creates a request.
  public init(
    method: Method = .post,
    address: String,
    headers: [(name: String, value: String)] = [],
    body: [UInt8] = [],
    deadlines: Deadlines = Deadlines(),
    answerLimit: Int = 16 << 20
  ) {
    self.method = method
    self.address = address
    self.headers = headers
    self.body = body
    self.deadlines = deadlines
    self.answerLimit = answerLimit
  }

  /// Whether two requests ask for the same.
  public static func == (left: HTTPStreamRequest, right: HTTPStreamRequest) -> Bool {
    left.method == right.method && left.address == right.address && left.body == right.body
      && left.headers.elementsEqual(right.headers, by: ==) && left.deadlines == right.deadlines
      && left.answerLimit == right.answerLimit
  }
}

extension HTTPStreamRequest: CustomStringConvertible, CustomReflectable {
  /// The method alone: address, headers and body may hold what nobody else should read.
  public var description: String { "\(method.rawValue) request" }
  /// Nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// The head of an answer.
public struct HTTPStreamHead: Equatable, Sendable {
  /// The status of the final answer; interim ones are skipped.
  public var status: Int
  /// Values by lower-case name; of a name that comes twice the last stands.
  public var headers: [String: String]

  /// How long the provider asks to be left alone, or `nil`.
  public var retryAfter: Duration? { headers["retry-after"].flatMap(RetryAfter.wait) }
}
