import CLws

/// A libev loop with the watchers that a lane needs: a wake-up, a tick, listening sockets.
///
/// All methods but `wake` belong to the thread that calls `run`.
final class EventLoop {
  // Safety: the loop and its watchers are made and freed by this one owner, on its lane.
  /// The loop, as libwebsockets wants it.
  // Safety: this object owns the loop and its watchers, and frees the loop before the watchers.
  let raw: OpaquePointer
  private let wakeWatcher: UnsafeMutablePointer<ev_async>
  private let tickWatcher: UnsafeMutablePointer<ev_timer>
  private var readWatchers: [Int32: UnsafeMutablePointer<ev_io>] = [:]
  fileprivate var onWake: () -> Void = {}
  fileprivate var onTick: () -> Void = {}
  fileprivate var onReadable: (Int32) -> Void = { _ in }

  /// Creates a loop, or returns `nil` where the system has no more descriptors.
  init?() {
    guard let raw = ev_loop_new(UInt32(EVFLAG_NOENV)) else { return nil }
    self.raw = raw
    wakeWatcher = .allocate(capacity: 1)
    tickWatcher = .allocate(capacity: 1)
    wakeWatcher.initialize(to: ev_async())
    tickWatcher.initialize(to: ev_timer())
  }

  deinit {
    ev_loop_destroy(raw)
    for watcher in readWatchers.values { watcher.deallocate() }
    wakeWatcher.deallocate()
    tickWatcher.deallocate()
  }

  /// Arms the wake-up and a tick every `interval` seconds.
  func prepare(
    tickInterval interval: Double,
    onWake: @escaping () -> Void,
    onTick: @escaping () -> Void,
    onReadable: @escaping (Int32) -> Void
  ) {
    self.onWake = onWake
    self.onTick = onTick
    self.onReadable = onReadable
    // Safety: unretained is enough, since the watchers are stopped with the loop in `deinit`.
    ev_set_userdata(raw, Unmanaged.passUnretained(self).toOpaque())
    vv_ev_async_init(wakeWatcher, wakeCallback)
    ev_async_start(raw, wakeWatcher)
    vv_ev_timer_init(tickWatcher, tickCallback, interval, interval)
    ev_timer_start(raw, tickWatcher)
  }

  /// Runs until `stop`.
  func run() { ev_run(raw, 0) }

  /// Makes `run` return after the events at hand.
  func stop() { ev_break(raw, Int32(EVBREAK_ALL)) }

  /// Has `onWake` called soon on the loop's thread; any thread may call it while the loop lives.
  func wake() { ev_async_send(raw, wakeWatcher) }

  /// Drops the closures, which may hold what holds the loop.
  func clear() {
    onWake = {}
    onTick = {}
    onReadable = { _ in }
  }

  /// Starts to watch a descriptor for reading.
  func watch(_ descriptor: Int32) {
    guard readWatchers[descriptor] == nil else { return }
    let watcher = UnsafeMutablePointer<ev_io>.allocate(capacity: 1)
    watcher.initialize(to: ev_io())
    vv_ev_io_init(watcher, readCallback, descriptor, Int32(EV_READ))
    ev_io_start(raw, watcher)
    readWatchers[descriptor] = watcher
  }

  /// Stops to watch a descriptor.
  func unwatch(_ descriptor: Int32) {
    guard let watcher = readWatchers.removeValue(forKey: descriptor) else { return }
    ev_io_stop(raw, watcher)
    watcher.deallocate()
  }
}

private func owner(of loop: OpaquePointer?) -> EventLoop? {
  guard let loop, let pointer = ev_userdata(loop) else { return nil }
  return Unmanaged<EventLoop>.fromOpaque(pointer).takeUnretainedValue()
}

private let wakeCallback:
  @convention(c) (OpaquePointer?, UnsafeMutablePointer<ev_async>?, Int32)
    -> Void = { loop, _, _ in owner(of: loop)?.onWake() }

private let tickCallback:
  @convention(c) (OpaquePointer?, UnsafeMutablePointer<ev_timer>?, Int32)
    -> Void = { loop, _, _ in owner(of: loop)?.onTick() }

private let readCallback:
  @convention(c) (OpaquePointer?, UnsafeMutablePointer<ev_io>?, Int32)
    -> Void = { loop, watcher, _ in
      guard let watcher else { return }
      owner(of: loop)?.onReadable(watcher.pointee.fd)
    }
