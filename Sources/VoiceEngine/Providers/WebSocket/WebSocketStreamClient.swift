/// Speaks WebSocket to providers.
///
/// One libwebsockets context on one thread for all. TLS is verified, redirects are not followed,
/// and the proxies of the environment (`https_proxy`, `no_proxy`) are respected.
public final class WebSocketStreamClient: Sendable {
  /// What holds for all streams.
  public struct Settings: Equatable, Sendable {
    /// Streams at a time; one more is refused.
    public var streamLimit = 2_000
    /// A file of certificates to trust instead of the system's, in PEM.
    public var certificates: String?
    /// An HTTP proxy instead of the environment's; empty for none.
    public var proxy: String?
    /// Silence after which a stream is pinged, whole seconds.
    public var pingAfter = Duration.seconds(10)
    /// Silence after which a stream is given up, whole seconds.
    public var hangUpAfter = Duration.seconds(20)

    /// Creates the defaults.
    public init() {}
  }

  private let thread: WebSocketThread

  /// Starts the thread.
  public init(settings: Settings = Settings()) {
    thread = WebSocketThread(settings: settings)
    thread.start()
  }

  deinit { thread.close() }

  /// Opens a stream.
  ///
  /// - Parameters:
  ///   - delay: waited before anything is done.
  ///   - onEvent: called on the client's thread, in order; must return soon.
  public func open(
    _ request: WebSocketStreamRequest,
    after delay: Duration = .zero,
    onEvent: @escaping @Sendable (WebSocketStreamEvent) -> Void
  ) -> WebSocketStream {
    let stream = WebSocketStream(request, onEvent: onEvent) { [thread] stream in
      thread.wish(.write, stream)
    }
    thread.wish(.open(after: delay), stream)
    return stream
  }
}
