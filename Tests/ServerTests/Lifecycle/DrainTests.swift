import Glibc
import Synchronization
import TestKit
import Testing

@testable import Server

@Suite(.blocking) struct DrainTests {
  private final class Steps: Sendable {
    let order = Mutex<[String]>([])
    let running: Mutex<Int>
    init(running: Int) { self.running = Mutex(running) }

    func note(_ step: String) { order.withLock { $0.append(step) } }

    var steps: Drain.Steps {
      Drain.Steps(
        tellSessions: { self.note("tell") },
        runningSessions: { self.running.withLock { $0 } },
        endSessions: {
          self.note("end")
          self.running.withLock { $0 = 0 }
        },
        flush: { self.note("flush") },
        closeSockets: { code, _ in self.note("close \(code)") }
      )
    }
  }

  private func drain(
    _ steps: Steps,
    timeout: Duration = .seconds(5),
    readiness: Readiness = Readiness()
  ) -> Drain {
    Drain(
      readiness: readiness,
      timeout: timeout,
      log: Log(write: { _ in }),
      pollInterval: .milliseconds(2),
      steps: steps.steps
    )
  }

  @Test func `with nothing running the server stops at once, in order`() async {
    let steps = Steps(running: 0)
    let readiness = Readiness()
    await drain(steps, readiness: readiness).run()
    #expect(steps.order.withLock { $0 } == ["tell", "flush", "close 1001", "flush"])
    #expect(readiness.isDraining)
  }

  @Test func `running sessions are waited for`() async {
    let steps = Steps(running: 2)
    async let done: Void = drain(steps).run()
    #expect(eventually { steps.order.withLock { $0 } == ["tell"] })
    _ = eventually(within: 0.02) { false }
    #expect(steps.order.withLock { $0 } == ["tell"])
    steps.running.withLock { $0 = 0 }
    await done
    #expect(steps.order.withLock { $0 } == ["tell", "flush", "close 1001", "flush"])
  }

  @Test func `when the time is up, sessions are ended, flushed and told to resume elsewhere`() async
  {
    let steps = Steps(running: 1)
    await drain(steps, timeout: .milliseconds(20)).run()
    #expect(steps.order.withLock { $0 } == ["tell", "end", "flush", "close 1012", "flush"])
  }

  @Test func `forcing cuts the waiting short and still flushes`() async {
    let steps = Steps(running: 1)
    let drain = drain(steps)
    async let done: Void = drain.run()
    #expect(eventually { steps.order.withLock { $0 } == ["tell"] })
    drain.force()
    await done
    #expect(steps.order.withLock { $0 } == ["tell", "end", "flush", "close 1012", "flush"])
  }

  @Test func `the first signal drains and the second forces`() async {
    let steps = Steps(running: 1)
    let signals = StopSignals()
    let drain = drain(steps)
    async let status = drain.runAtSignal(signals)
    _ = eventually(within: 0.02) { false }
    #expect(steps.order.withLock { $0.isEmpty })
    kill(getpid(), SIGTERM)
    #expect(eventually { steps.order.withLock { $0 } == ["tell"] })
    kill(getpid(), SIGTERM)
    #expect(await status == 0)
    #expect(steps.order.withLock { $0 } == ["tell", "end", "flush", "close 1012", "flush"])
  }

  @Test func `closing a transport tells clients and waits for them`() async throws {
    let server = try TestServer(lanes: 2)
    let clients = try (0..<4).map { _ in try RawWebSocket(port: server.port) }
    async let done: Void = server.transport.shutDown(code: 1012, reason: "restarting")
    for client in clients {
      #expect(try client.next() == .close(code: 1012, reason: "restarting"))
      client.close(code: 1012)
    }
    await done
    #expect(server.transport.webSocketCount == 0)
    let closed = server.site.handlers.withLock { logs in
      logs.map { $0.closed.load(ordering: .relaxed) }
    }
    #expect(closed == [1, 1, 1, 1])
  }

  @Test func `a client that ignores the close does not hold the server up`() async throws {
    var limits = TransportLimits()
    limits.closeTimeout = .milliseconds(150)
    let server = try TestServer(limits: limits)
    let client = try RawWebSocket(port: server.port)
    await server.transport.shutDown(code: 1001, reason: "bye")
    #expect(try client.next() == .close(code: 1001, reason: "bye"))
  }
}
