/// Speaks HTTP to providers: every request streams, every stage has a deadline.
///
/// One libcurl multi thread for all. TLS is verified, redirects are not followed, and the proxies
/// of the environment (`https_proxy`, `no_proxy`) are respected.
public final class HTTPStreamClient: Sendable {
  /// What holds for all requests.
  public struct Settings: Equatable, Sendable {
    /// Requests at a time; one more is refused.
    public var requestLimit = 2_000
    /// Idle connections that are kept for the next request.
    public var keptConnections = 256
    /// A file of certificates to trust instead of the system's, in PEM.
    public var certificates: String?
    /// A proxy instead of the environment's; empty for none.
    public var proxy: String?

    /// Creates the defaults.
    public init() {}
  }

  private let thread: HTTPStreamThread

  /// Starts the thread.
  public init(settings: Settings = Settings()) {
    thread = HTTPStreamThread(settings: settings)
    thread.start()
  }

  deinit { thread.close() }

  /// Sends a request.
  ///
  /// - Returns: the answer on its way; letting go of it, like cancelling the task that reads it,
  ///   ends the request.
  public func send(_ request: HTTPStreamRequest) -> HTTPStream {
    let transfer = HTTPTransfer(request) { [thread] transfer, wish in
      thread.wish(wish, transfer)
    }
    thread.wish(.start, transfer)
    return HTTPStream(transfer)
  }

  /// Sends a request and waits for all of its answer.
  ///
  /// - Returns: the body of a success.
  /// - Throws: `ProviderError`, also for every status that is not a success; its body is dropped.
  public func answer(to request: HTTPStreamRequest) async throws(ProviderError) -> [UInt8] {
    let stream = try await open(request)
    var body: [UInt8] = []
    while let piece = try await stream.next() { body += piece }
    return body
  }

  /// Sends a request and waits for the head of a success.
  ///
  /// - Throws: `ProviderError`, also for every status that is not a success.
  public func open(_ request: HTTPStreamRequest) async throws(ProviderError) -> HTTPStream {
    let stream = send(request)
    let head = try await stream.head()
    if let error = ProviderError(status: head.status, retryAfter: head.retryAfter) { throw error }
    return stream
  }
}

/// An answer on its way; read by one task at a time.
public final class HTTPStream: Sendable {
  private let transfer: HTTPTransfer

  init(_ transfer: HTTPTransfer) { self.transfer = transfer }

  deinit { transfer.cancel() }

  /// Waits for the head.
  public func head() async throws(ProviderError) -> HTTPStreamHead { try await transfer.head() }

  /// Waits for more of the body; `nil` at its end.
  public func next() async throws(ProviderError) -> [UInt8]? { try await transfer.next() }
}
