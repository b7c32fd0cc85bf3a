internal import CLws
import Dispatch
import Foundation
import Synchronization

/// The one thread on which all WebSockets to providers run.
///
/// Others only leave wishes and wake it. It ends, and every stream with it, when it is told to.
final class WebSocketThread: Sendable {
  /// What others want of the thread.
  enum Wish: Sendable {
    case open(after: Duration)
    case write
    /// The numeric addresses of a stream's host.
    case resolved([String])
  }

  private struct Inbox {
    var wishes: [(stream: WebSocketStream, wish: Wish)] = []
    /// `nil` before the thread runs and after it ended.
    var alarm: Alarm?
    var isClosed = false
  }

  // Safety: only `lws_cancel_service` is called through it by other threads, which libwebsockets
  // allows, and only under the inbox's lock, which the thread takes before it frees the context.
  private struct Alarm: @unchecked Sendable {
    let context: OpaquePointer

    func ring() { lws_cancel_service(context) }
  }

  /// How often deadlines are looked at, and streams ticked, while there is any.
  private static let sweep = Duration.milliseconds(50)

  private let settings: WebSocketStreamClient.Settings
  private let names = NameResolver()
  private let inbox = Mutex(Inbox())

  init(settings: WebSocketStreamClient.Settings) { self.settings = settings }

  /// Starts the thread.
  func start() {
    let thread = Thread { [self] in run() }
    thread.name = "provider-ws"
    thread.start()
  }

  /// Ends the thread and every stream.
  func close() {
    inbox.withLock { inbox in
      inbox.isClosed = true
      inbox.alarm?.ring()
    }
  }

  /// Leaves a wish.
  func wish(_ wish: Wish, _ stream: WebSocketStream) {
    let isClosed = inbox.withLock { inbox in
      guard !inbox.isClosed else { return true }
      inbox.wishes.append((stream, wish))
      // Who comes second finds the alarm ringing.
      if inbox.wishes.count == 1 { inbox.alarm?.ring() }
      return false
    }
    // Not from here: the caller may hold what hearing of it wants.
    if isClosed { DispatchQueue.global().async { stream.tell(.failed(.cancelled)) } }
  }

  private func run() {
    guard let context = WebSocketContext(settings: settings) else { return end([:]) }
    inbox.withLock { $0.alarm = Alarm(context: context.raw) }
    var peers: [ObjectIdentifier: WebSocketPeer] = [:]
    var lastSweep = ContinuousClock.now
    while true {
      let (wishes, isClosed) = inbox.withLock { inbox in
        defer { if !inbox.isClosed { inbox.wishes = [] } }
        return (inbox.wishes, inbox.isClosed)
      }
      if isClosed { break }
      for (stream, wish) in wishes { grant(wish, stream, context, &peers) }
      let now = ContinuousClock.now
      if now - lastSweep >= WebSocketThread.sweep {
        lastSweep = now
        sweep(&peers, context, at: now)
      }
      guard context.serve(atMost: peers.isEmpty ? nil : WebSocketThread.sweep) else { break }
    }
    inbox.withLock { $0.alarm = nil }
    end(peers)
    context.destroy()
  }

  private func end(_ peers: [ObjectIdentifier: WebSocketPeer]) {
    let left = inbox.withLock { inbox in
      inbox.isClosed = true
      defer { inbox.wishes = [] }
      return inbox.wishes
    }
    for (stream, _) in left { stream.tell(.failed(.cancelled)) }
    for peer in peers.values { peer.stream.tell(.failed(.cancelled)) }
  }

  private func grant(
    _ wish: Wish,
    _ stream: WebSocketStream,
    _ context: WebSocketContext,
    _ peers: inout [ObjectIdentifier: WebSocketPeer]
  ) {
    let id = ObjectIdentifier(stream)
    switch wish {
    case .open(let delay):
      guard peers.count < settings.streamLimit else { return stream.tell(.failed(.busy)) }
      guard let address = WebSocketAddress(stream.request.address),
        stream.request.headers.allSatisfy({ WebSocketPeer.isSendable($0.name, $0.value) }),
        let way = WebSocketProxy.way(
          to: address,
          setting: settings.proxy,
          environment: ProcessInfo.processInfo.environment
        )
      else { return stream.tell(.failed(.invalidRequest)) }
      let peer = WebSocketPeer(stream, address, way, startingAt: .now + delay)
      peers[id] = peer
      if delay <= .zero { start(peer, context, at: .now) }
    case .resolved(let addresses): peers[id]?.resolved(addresses, context)
    case .write: peers[id]?.requestWrite()
    }
    if peers[id]?.isOver == true { peers[id] = nil }
  }

  private func sweep(
    _ peers: inout [ObjectIdentifier: WebSocketPeer],
    _ context: WebSocketContext,
    at now: ContinuousClock.Instant
  ) {
    for (id, peer) in peers {
      start(peer, context, at: now)
      peer.tick(at: now, context)
      if peer.isOver { peers[id] = nil }
    }
  }

  private func start(
    _ peer: WebSocketPeer,
    _ context: WebSocketContext,
    at now: ContinuousClock.Instant
  ) {
    guard peer.isStarting(at: now) else { return }
    // A name behind a proxy is the proxy's to resolve.
    if case .through = peer.way { return peer.resolved([peer.address.host], context) }
    names.resolve(peer.address.host) { [weak self, stream = peer.stream] addresses in
      self?.wish(.resolved(addresses), stream)
    }
  }
}
