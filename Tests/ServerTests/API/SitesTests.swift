import Synchronization
import TestKit
import Testing

@testable import Server

@Suite(.blocking) struct SitesTests {
  private func publicSite(
    readiness: Readiness = Readiness(),
    metrics: ServerMetrics,
    origins: [String] = []
  ) -> PublicSite {
    PublicSite(
      pages: StaticPages(folder: nil),
      router: Router(),
      origins: OriginPolicy(allowed: origins),
      readiness: readiness,
      metrics: metrics,
      log: Log(write: { _ in }),
      accept: { _, _ in .accept(EchoHandler(greets: { _ in })) }
    )
  }

  private func connect(_ running: RunningSites, headers: [String] = []) throws -> Int {
    do {
      _ = try RawWebSocket(
        port: running.transport.publicPort,
        path: "/ws/interview",
        headers: headers
      )
      return 101
    } catch let refused as RawWebSocket.Refused {
      return Answer(Array(refused.answer.utf8)).status
    }
  }

  @Test func `pages of other origins may not connect`() throws {
    let metrics = ServerMetrics(version: "1")
    let site = publicSite(metrics: metrics, origins: ["https://ok.example"])
    let running = try RunningSites(public: site)
    let transport = running.transport
    #expect(try connect(running) == 101)
    let own = "Origin: http://127.0.0.1:\(transport.publicPort)"
    #expect(try connect(running, headers: [own]) == 101)
    #expect(try connect(running, headers: ["Origin: https://ok.example"]) == 101)
    #expect(try connect(running, headers: ["Origin: https://evil.example"]) == 403)
    #expect(try connect(running, headers: ["Origin: null"]) == 403)
    #expect(metrics.connectionsRefused.value("origin_not_allowed") == 2)
  }

  @Test func `while draining new interviews are turned away and pages are still served`() throws {
    let readiness = Readiness()
    let site = publicSite(
      readiness: readiness,
      metrics: ServerMetrics(version: "1")
    )
    let running = try RunningSites(public: site)
    let transport = running.transport
    let client = try RawWebSocket(port: transport.publicPort, path: "/ws/interview")
    readiness.beginDraining()
    #expect(try connect(running) == 503)
    let url = "http://127.0.0.1:\(transport.publicPort)/nothing"
    #expect(try HTTPClient.get(url).status == 404)
    client.send(text: "still")
    #expect(try client.next() == .text("still"))
  }

  @Test func `the private listener tells health, version and metrics`() throws {
    let readiness = Readiness()
    let metrics = ServerMetrics(version: "0.1.0")
    let alive = Mutex(true)
    let storeFault = Mutex<String?>(nil)
    readiness.require { storeFault.withLock { $0 } }
    let privateSite = PrivateSite(
      readiness: readiness,
      metrics: metrics,
      version: BuildVersion(version: "0.1.0"),
      details: { ["recognizer 1 openai: last failed, disconnected"] },
      isAlive: { alive.withLock { $0 } }
    )
    let running = try RunningSites(
      public: publicSite(readiness: readiness, metrics: metrics),
      private: privateSite
    )
    let transport = running.transport
    metrics.add(transport.metrics)
    func get(_ path: String) throws -> HTTPClient.Answer {
      try HTTPClient.get("http://127.0.0.1:\(transport.privatePort)\(path)")
    }
    #expect(try get("/livez").status == 200)
    #expect(try get("/readyz").status == 200)
    #expect(
      String(decoding: try get("/version").body, as: UTF8.self)
        == "{\"version\":\"0.1.0\"}\n"
    )
    let client = try RawWebSocket(port: transport.publicPort, path: "/ws/interview")
    let text = String(decoding: try get("/metrics").body, as: UTF8.self)
    #expect(text.contains("\nvivavoce_websocket_connections 1\n"))
    #expect(text.contains("\nvivavoce_lane_delay_seconds 0"))
    _ = client
    storeFault.withLock { $0 = "the disk is full" }
    let unready = try get("/readyz")
    #expect(unready.status == 503)
    let detail = "recognizer 1 openai: last failed, disconnected\n"
    #expect(String(decoding: unready.body, as: UTF8.self) == "the disk is full\n" + detail)
    storeFault.withLock { $0 = nil }
    readiness.beginDraining()
    #expect(try get("/readyz").status == 503)
    #expect(try get("/livez").status == 200)
    alive.withLock { $0 = false }
    #expect(try get("/livez").status == 503)
    #expect(try get("/nothing").status == 404)
  }
}

/// Two sites on ephemeral ports.
private final class RunningSites {
  let transport: Transport

  init(public publicSite: any Site, private privateSite: any Site = TestSite()) throws {
    var settings = Transport.Settings()
    settings.publicAddress = HostPort(host: "127.0.0.1", port: 0)
    settings.privateAddress = HostPort(host: "127.0.0.1", port: 0)
    transport = try Transport(settings: settings)
    try transport.start(public: publicSite, private: privateSite)
  }

  deinit { transport.stop() }
}
