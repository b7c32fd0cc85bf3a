import CLws
import Dispatch
import Glibc
import Speech
import Synchronization

/// One thread with one event loop, one libwebsockets context and the connections pinned to it.
///
/// A lane is a serial executor: an actor whose `unownedExecutor` is the lane runs on the lane's
/// thread, and code that is there already reaches the actor with `assumeIsolated`, without a hop.
// Safety: `inbox` is behind its mutex; `loop` may be woken from any thread while `inbox.isOpen`;
// everything else is written before the thread starts or touched on the lane's thread only.
final class Lane: SerialExecutor, @unchecked Sendable {
  /// Time between two ticks.
  static let tickInterval = Duration.milliseconds(20)

  private enum Job {
    case executor(UnownedJob)
    case closure(@Sendable () -> Void)
  }

  private struct Inbox {
    var jobs: [Job] = []
    var isOpen = false
  }

  /// Name of the lane's thread.
  let name: String
  let limits: TransportLimits
  private let inbox = Mutex(Inbox())
  private let lastTick = Atomic<UInt64>(0)
  private let afterwards: DispatchQueue
  private let subprotocols: [String]
  private let connectsSecurely: Bool
  private let onTick: @Sendable (Duration) -> Void
  private let loop: EventLoop
  /// The lane's thread while it runs, else 0: another thread may later get the same number.
  private let current = Atomic<UInt>(0)
  /// To join the thread once; `nil` before the start and after the end.
  private let thread = Mutex<pthread_t?>(nil)
  /// Lane only.
  private(set) var context: LwsContext?
  /// Lane only: every live server socket.
  private var sockets: [ObjectIdentifier: any TickedSocket] = [:]
  /// Lane only: what to do with a readable listening descriptor.
  private var acceptors: [Int32: () -> Void] = [:]
  private var ticks = 0

  /// Creates a lane that does nothing yet.
  ///
  /// - Parameters:
  ///   - subprotocols: WebSocket subprotocols that a server lane speaks.
  ///   - connectsSecurely: whether the lane makes `wss://` connections, for which it reads the
  ///     system's certificates.
  ///   - onTick: called on the lane every 20 ms with the monotonic time.
  /// - Throws: `TransportError.libraryRefused`.
  init(
    name: String,
    subprotocols: [String] = [],
    limits: TransportLimits = TransportLimits(),
    connectsSecurely: Bool = false,
    onTick: @escaping @Sendable (Duration) -> Void = { _ in }
  ) throws {
    guard let loop = EventLoop() else { throw TransportError.libraryRefused }
    self.loop = loop
    self.name = name
    self.subprotocols = subprotocols
    self.limits = limits
    self.connectsSecurely = connectsSecurely
    self.onTick = onTick
    afterwards = DispatchQueue(label: "\(name)-afterwards")
  }

  /// Starts the thread and returns when the lane is ready for work.
  ///
  /// - Throws: `TransportError.libraryRefused`.
  func start() throws {
    let ready = DispatchSemaphore(value: 0)
    inbox.withLock { $0.isOpen = true }
    let begin = Starter { starter in
      starter.isReady = self.prepare()
      ready.signal()
      if starter.isReady { self.runLoop() }
    }
    // Safety: retained for the new thread, which takes it over as its first act.
    let reference = Unmanaged.passRetained(begin)
    var thread = pthread_t()
    guard pthread_create(&thread, nil, startThread, reference.toOpaque()) == 0 else {
      reference.release()
      inbox.withLock { $0.isOpen = false }
      throw TransportError.libraryRefused
    }
    ready.wait()
    guard begin.isReady else {
      inbox.withLock { $0.isOpen = false }
      pthread_join(thread, nil)
      throw TransportError.libraryRefused
    }
    self.thread.withLock { $0 = thread }
  }

  /// Ends the lane: cuts what is still connected and waits for the thread.
  ///
  /// Must not be called on the lane. Jobs that come later run on a queue of their own, still one
  /// at a time, so that nothing waits for ever.
  func stop() {
    precondition(!isCurrent, "a lane cannot wait for itself")
    guard let thread = thread.withLock({ $0.take() }) else { return }
    async { self.loop.stop() }
    pthread_join(thread, nil)
  }

  /// Runs a closure on the lane, after what is queued already; any thread may call it.
  func async(_ body: @escaping @Sendable () -> Void) { post(.closure(body)) }

  /// Whether the caller is on the lane's thread.
  var isCurrent: Bool { current.load(ordering: .relaxed) == UInt(pthread_self()) }

  /// How long ago the lane last ticked; large when something blocks it.
  var timeSinceTick: Duration {
    let last = lastTick.load(ordering: .relaxed)
    return MonotonicClock.now - .milliseconds(Int64(last))
  }
}

// MARK: - Executor

extension Lane {
  /// Queues a job of an actor that is pinned to the lane.
  func enqueue(_ job: consuming ExecutorJob) { post(.executor(UnownedJob(job))) }

  /// Whether the caller is on the lane's thread.
  func isIsolatingCurrentContext() -> Bool? { isCurrent }

  /// Traps where the caller is not on the lane's thread.
  func checkIsolated() { precondition(isCurrent, "not on the lane \(name)") }

  private func post(_ job: Job) {
    let isPosted = inbox.withLock { inbox in
      guard inbox.isOpen else { return false }
      inbox.jobs.append(job)
      // Under the lock, since the loop may not be destroyed meanwhile.
      if inbox.jobs.count == 1 { loop.wake() }
      return true
    }
    if !isPosted { afterwards.async { self.perform(job) } }
  }

  private func perform(_ job: Job) {
    switch job {
    case .executor(let job): job.runSynchronously(on: asUnownedSerialExecutor())
    case .closure(let body): body()
    }
  }

  private func drain() {
    let jobs = inbox.withLock { inbox in
      defer { inbox.jobs.removeAll() }
      return inbox.jobs
    }
    for job in jobs { perform(job) }
  }
}

// MARK: - The thread

extension Lane {
  private func prepare() -> Bool {
    current.store(UInt(pthread_self()), ordering: .relaxed)
    nameThread()
    context = try? LwsContext(
      loop: loop,
      subprotocols: subprotocols,
      limits: limits,
      connectsSecurely: connectsSecurely
    )
    guard context != nil else {
      current.store(0, ordering: .relaxed)
      return false
    }
    noteTick(at: MonotonicClock.now)
    loop.prepare(
      tickInterval: Lane.tickInterval.inSeconds,
      onWake: { [unowned self] in drain() },
      onTick: { [unowned self] in tick() },
      onReadable: { [unowned self] descriptor in acceptors[descriptor]?() }
    )
    return true
  }

  private func runLoop() {
    loop.run()
    for descriptor in Array(acceptors.keys) { unlisten(descriptor) }
    context?.destroy()
    context = nil
    sockets.removeAll()
    while true {
      drain()
      let isDone = inbox.withLock { inbox in
        if inbox.jobs.isEmpty { inbox.isOpen = false }
        return !inbox.isOpen
      }
      if isDone { break }
    }
    loop.clear()
    current.store(0, ordering: .relaxed)
  }

  /// Shows the lane's name in `top -H`; `pthread_setname_np` is not imported.
  private func nameThread() {
    let descriptor = open("/proc/thread-self/comm", O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    let text = Array(name.utf8.prefix(15))
    _ = write(descriptor, text, text.count)
    close(descriptor)
  }

  private func tick() {
    let now = MonotonicClock.now
    noteTick(at: now)
    ticks += 1
    for descriptor in acceptors.keys { loop.watch(descriptor) }
    for socket in Array(sockets.values) { socket.tick(at: now) }
    onTick(now)
    // Ten ticks are a fifth of a second: see `LwsContext.nudge`.
    if ticks % 10 == 0 { context?.nudge() }
  }

  private func noteTick(at now: Duration) {
    lastTick.store(UInt64(now.inMilliseconds), ordering: .relaxed)
  }
}

// MARK: - Lane only

extension Lane {
  /// Calls `accept` whenever the listening descriptor has a connection.
  func listen(_ descriptor: Int32, accept: @escaping () -> Void) {
    acceptors[descriptor] = accept
    loop.watch(descriptor)
  }

  /// Leaves a listening descriptor alone until the next tick, when descriptors have run out.
  func rest(_ descriptor: Int32) { loop.unwatch(descriptor) }

  /// Stops listening and closes the descriptor.
  func unlisten(_ descriptor: Int32) {
    guard acceptors.removeValue(forKey: descriptor) != nil else { return }
    loop.unwatch(descriptor)
    close(descriptor)
  }

  /// Adds a socket that is to be ticked.
  func add(_ socket: any TickedSocket) { sockets[ObjectIdentifier(socket)] = socket }

  /// Removes a socket that is gone.
  func remove(_ socket: any TickedSocket) { sockets[ObjectIdentifier(socket)] = nil }

  /// Whether a server lane speaks a WebSocket subprotocol.
  func speaks(_ subprotocol: String) -> Bool { subprotocols.contains(subprotocol) }

  /// Every live socket.
  var liveSockets: [any TickedSocket] { Array(sockets.values) }
}

/// A socket that wants to be told the time.
protocol TickedSocket: AnyObject {
  /// Called every 20 ms on the lane.
  func tick(at now: Duration)
  /// Begins to close, with a WebSocket close code where the socket is one.
  func shutDown(code: UInt16, reason: String)
}

/// What a new thread does first; `isReady` is written before the starting thread is let go.
private final class Starter {
  let body: (Starter) -> Void
  var isReady = false

  init(_ body: @escaping (Starter) -> Void) { self.body = body }
}

private let startThread: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
  argument in
  guard let argument else { return nil }
  let starter = Unmanaged<Starter>.fromOpaque(argument).takeRetainedValue()
  starter.body(starter)
  return nil
}
