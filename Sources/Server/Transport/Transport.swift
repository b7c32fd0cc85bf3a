import Dispatch
import Glibc
import Synchronization

/// The server's network: lanes for the public listener, one lane of its own for the private one.
///
/// The private listener answers even while a public lane is stuck, and can say so.
// Safety: the lists are written in `init` and `start` only, before anything is shared.
final class Transport: @unchecked Sendable {
  /// Where to listen and how many lanes to run.
  struct Settings: Sendable {
    /// The public address; port 0 lets the system choose.
    var publicAddress = HostPort(host: "127.0.0.1", port: 8_080)
    /// The private address.
    var privateAddress = HostPort(host: "127.0.0.1", port: 8_081)
    /// Lanes of the public listener, at least 1.
    var lanes = 1
    /// WebSocket subprotocols of the public listener.
    var subprotocols = ["vivavoce.v1"]
    /// Every bound.
    var limits = TransportLimits()

    /// The defaults.
    init() {}
  }

  /// The lanes of the public listener.
  let lanes: [Lane]
  /// What the lanes count together.
  let counters = TransportCounters()
  private let privateLane: Lane
  private let settings: Settings
  private let ports = Mutex<(public: UInt16, private: UInt16)>((0, 0))
  private let listeners = Mutex<[(lane: Lane, descriptor: Int32)]>([])

  /// Creates the lanes; nothing runs yet.
  ///
  /// - Parameter onTick: called on each public lane every 20 ms with the lane's index and the
  ///   monotonic time.
  /// - Throws: `TransportError.tooFewFiles` or `.libraryRefused`.
  init(
    settings: Settings,
    onTick: @escaping @Sendable (_ lane: Int, _ now: Duration) -> Void = { _, _ in }
  ) throws {
    self.settings = settings
    try DescriptorLimit.prepare(for: settings.limits.webSockets + settings.limits.spareSockets)
    lanes = try (0..<max(1, settings.lanes)).map { index in
      try Lane(
        name: "lane-\(index)",
        subprotocols: settings.subprotocols,
        limits: settings.limits,
        onTick: { onTick(index, $0) }
      )
    }
    privateLane = try Lane(name: "lane-private", limits: settings.limits)
  }

  /// Starts the lanes, then listens.
  ///
  /// - Throws: `TransportError.cannotListen` or `.libraryRefused`; nothing runs then.
  func start(public publicSite: any Site, private privateSite: any Site) throws {
    var started: [Lane] = []
    do {
      for lane in lanes + [privateLane] {
        try lane.start()
        started.append(lane)
      }
      let publicPort = try listen(settings.publicAddress, on: lanes, site: publicSite)
      let privatePort = try listen(settings.privateAddress, on: [privateLane], site: privateSite)
      ports.withLock { $0 = (publicPort, privatePort) }
    } catch {
      for lane in started { lane.stop() }
      throw error
    }
  }

  /// The port of the public listener.
  var publicPort: UInt16 { ports.withLock { $0.public } }

  /// The port of the private listener.
  var privatePort: UInt16 { ports.withLock { $0.private } }

  /// WebSockets that are open.
  var webSocketCount: Int { counters.webSockets.load(ordering: .relaxed) }

  /// The longest time since a public lane last ticked; seconds mean that it is stuck.
  var slowestLane: Duration { lanes.map(\.timeSinceTick).max() ?? .zero }

  /// Stops listening on the public address; what is connected stays.
  func stopListening() {
    let publicListeners = listeners.withLock { all in
      defer { all.removeAll { $0.lane !== privateLane } }
      return all.filter { $0.lane !== privateLane }
    }
    for (lane, descriptor) in publicListeners { lane.async { lane.unlisten(descriptor) } }
  }

  /// Begins to close every WebSocket with a code and a reason.
  func closeWebSockets(code: UInt16, reason: String) {
    for lane in lanes {
      lane.async { for socket in lane.liveSockets { socket.shutDown(code: code, reason: reason) } }
    }
  }

  /// Stops listening, closes every WebSocket with a code, waits for clients to take it, then ends.
  func shutDown(code: UInt16, reason: String) async {
    stopListening()
    closeWebSockets(code: code, reason: reason)
    let end = MonotonicClock.now + settings.limits.closeTimeout
    while webSocketCount > 0, MonotonicClock.now < end {
      try? await Task.sleep(for: Lane.tickInterval)
    }
    await withCheckedContinuation { continuation in
      // On a thread that may block, since the lanes' threads are waited for.
      DispatchQueue.global().async {
        self.stop()
        continuation.resume()
      }
    }
  }

  /// Ends all lanes and cuts what is still connected; must not be called on a lane.
  func stop() { for lane in lanes + [privateLane] { lane.stop() } }

  private func listen(_ address: HostPort, on lanes: [Lane], site: any Site) throws -> UInt16 {
    var address = address
    for lane in lanes {
      let opened = try ListeningSocket.open(address, isShared: lanes.count > 1)
      address.port = opened.port
      listeners.withLock { $0.append((lane, opened.descriptor)) }
      let acceptor = Acceptor(
        descriptor: opened.descriptor,
        lane: lane,
        site: site,
        counters: counters
      )
      lane.async { lane.listen(opened.descriptor) { acceptor.acceptWaiting() } }
    }
    return address.port
  }
}
