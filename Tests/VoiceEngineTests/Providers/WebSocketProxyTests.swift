import Testing

@testable import VoiceEngine

@Suite struct WebSocketProxyTests {
  private func way(
    _ address: String,
    _ environment: [String: String],
    setting: String? = nil
  ) throws -> WebSocketProxy.Way? {
    let address = try #require(WebSocketAddress(address))
    return WebSocketProxy.way(to: address, setting: setting, environment: environment)
  }

  @Test func `the environment's proxies are respected as curl respects them`() throws {
    let secure = ["https_proxy": "http://p.example:3128/", "http_proxy": "http://q.example:80"]
    #expect(try way("wss://a.example/", secure) == .through("p.example:3128"))
    #expect(try way("ws://a.example/", secure) == .through("q.example:80"))
    #expect(try way("wss://a.example/", [:]) == .direct)
    #expect(try way("wss://a.example/", ["HTTPS_PROXY": "p:1"]) == .through("p:1"))
    #expect(try way("ws://a.example/", ["HTTP_PROXY": "p:1"]) == .direct)
    #expect(try way("ws://a.example/", ["ALL_PROXY": "p"]) == .through("p:1080"))
    let user = ["https_proxy": "http://me:pass@p.example:3128"]
    #expect(try way("wss://a.example/", user) == .through("me:pass@p.example:3128"))
    #expect(try way("wss://a.example/", ["https_proxy": "http://[::1]"]) == .through("[::1]:1080"))
  }

  @Test func `hosts that are exempt are reached directly`() throws {
    let all = ["all_proxy": "p:1"]
    for list in ["a.example", ".example", "b.net, EXAMPLE", "*"] {
      let environment = all.merging(["no_proxy": list]) { $1 }
      #expect(try way("wss://A.example/", environment) == .direct, "\(list)")
    }
    for list in ["b.example", "ple", "xa.example"] {
      let environment = all.merging(["NO_PROXY": list]) { $1 }
      #expect(try way("wss://a.example/", environment) == .through("p:1"), "\(list)")
    }
  }

  @Test func `a setting stands before the environment, and an empty one is none`() throws {
    #expect(try way("wss://a/", ["all_proxy": "p:1"], setting: "") == .direct)
    #expect(try way("wss://a/", ["no_proxy": "*"], setting: "http://q:2") == .through("q:2"))
  }

  @Test func `a proxy of another kind is not gone round`() throws {
    for proxy in ["socks5://p:1", "https://p:1", "http://"] {
      #expect(try way("wss://a/", ["all_proxy": proxy]) == nil, "\(proxy)")
    }
  }

  @Test func `an address has its parts`() throws {
    let address = try #require(WebSocketAddress("WSS://[::1]:8443/a%20b?c=d&e"))
    #expect(address.host == "::1")
    #expect(address.port == 8_443)
    #expect(address.path == "/a%20b?c=d&e")
    #expect(address.authority == "[::1]:8443")
    #expect(WebSocketAddress("ws://a.example")?.path == "/")
    #expect(WebSocketAddress("wss://a.example?x")?.authority == "a.example")
  }
}
