import Synchronization
public import VoiceEngine

/// What happened on a stream, without the ticks.
public final class WebSocketLog: Sendable {
  private let state = Mutex<[WebSocketStreamEvent]>([])

  /// Creates an empty log.
  public init() {}

  /// Takes an event.
  public func take(_ event: WebSocketStreamEvent) {
    if event != .tick { state.withLock { $0.append(event) } }
  }

  /// What happened so far.
  public var events: [WebSocketStreamEvent] { state.withLock { $0 } }

  /// What happened until the end, for which is waited.
  public func untilEnd() -> [WebSocketStreamEvent] {
    _ = eventually {
      switch events.last {
      case .closed, .failed: true
      default: false
      }
    }
    return events
  }
}

extension WebSocketStreamClient.Settings {
  /// For tests: whatever proxy the machine has, the loopback interface is reached directly.
  public static var direct: WebSocketStreamClient.Settings {
    var settings = WebSocketStreamClient.Settings()
    settings.proxy = ""
    return settings
  }
}
