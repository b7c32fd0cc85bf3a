import Synchronization

/// Stops the server in order: first no new sessions, then the running ones, then what they wrote,
/// then the sockets.
final class Drain: Sendable {
  /// What a drain needs of the server.
  struct Steps: Sendable {
    /// Tells the running sessions that the server is about to stop.
    var tellSessions: @Sendable () async -> Void = {}
    /// How many sessions still run.
    var runningSessions: @Sendable () -> Int = { 0 }
    /// Ends the sessions that still run when the time is up.
    var endSessions: @Sendable () async -> Void = {}
    /// Writes everything down.
    var flush: @Sendable () async -> Void = {}
    /// Closes the sockets with a code.
    var closeSockets: @Sendable (_ code: UInt16, _ reason: String) async -> Void = { _, _ in }
  }

  private let readiness: Readiness
  private let timeout: Duration
  private let log: Log
  private let steps: Steps
  private let pollInterval: Duration
  private let isForced = Atomic<Bool>(false)

  /// Creates a drain.
  ///
  /// - Parameter timeout: how long running sessions may go on.
  init(
    readiness: Readiness,
    timeout: Duration,
    log: Log,
    pollInterval: Duration = .milliseconds(100),
    steps: Steps
  ) {
    self.readiness = readiness
    self.timeout = timeout
    self.log = log
    self.pollInterval = pollInterval
    self.steps = steps
  }

  /// Stops waiting for running sessions; what they wrote is still flushed.
  func force() { isForced.store(true, ordering: .releasing) }

  /// Drains; returns when everything is closed.
  func run() async {
    readiness.beginDraining()
    log.write(
      .info,
      "draining",
      [("running_sessions", .integer(Int64(steps.runningSessions())))]
    )
    await steps.tellSessions()
    await waitForSessions()
    let left = steps.runningSessions()
    if left > 0 {
      log.write(.warning, "ending sessions that still run", [("sessions", .integer(Int64(left)))])
      await steps.endSessions()
    }
    await steps.flush()
    // Whoever was cut short may go on elsewhere; whoever had finished need not.
    if left > 0 {
      await steps.closeSockets(CloseCode.restarting, "the server restarts")
    } else {
      await steps.closeSockets(CloseCode.goingAway, "the server stops")
    }
    await steps.flush()
    log.write(.info, "drained")
  }

  private func waitForSessions() async {
    let end = MonotonicClock.now + timeout
    while steps.runningSessions() > 0, MonotonicClock.now < end,
      !isForced.load(ordering: .acquiring)
    {
      try? await Task.sleep(for: pollInterval)
    }
  }
}

extension Drain {
  /// Waits for the first signal, drains, and lets a second one cut the waiting short.
  ///
  /// - Returns: the exit status, 0.
  func runAtSignal(_ signals: StopSignals) async -> Int32 {
    await withTaskGroup(of: Void.self) { group in
      var counts = signals.counts.makeAsyncIterator()
      _ = await counts.next()
      let rest = signals.counts
      group.addTask {
        for await _ in rest { self.force() }
      }
      await run()
      group.cancelAll()
    }
    return 0
  }
}
