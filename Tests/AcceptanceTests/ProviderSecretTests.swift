import Foundation
import TestKit
import Testing

@testable import Server

/// A server whose voice, words and ratings come over the network, and what it writes of them.
@Suite(
  .serialized,
  .blocking,
  .enabled(if: Program.isBuilt, "needs the executable beside the tests")
) struct ProviderSecretTests {
  private static let canary = "Zanzibar8Quetzal"
  private static let masterKey = String(repeating: "5c", count: 32)
  private static let keys = ["model", "voice", "judge"].map { "key-\(canary)-\($0)" }

  /// Refuses every third request with all that it knows in the error, and else answers.
  private func provider(
    _ answer: @escaping @Sendable (ProtocolServer.Request) -> [ProtocolServer.Step]
  ) throws -> ProtocolServer {
    try ProtocolServer { request, number in
      guard number % 3 == 0 else { return answer(request) }
      let key = request.headers["authorization"] ?? ""
      return ProtocolServer.answer(500, [], "{\"error\":\"\(key) \(Self.canary)\"}")
    }
  }

  private func arguments(_ model: ProtocolServer, _ voice: ProtocolServer) -> [String] {
    [
      "--log-level", "debug", "--drain-timeout", "0s", "--session-cost-limit", "1000",
      "--language-models", "openai \(model.address)/v1 model=m key_variable=K1 price_request=1",
      "--judge-models", "openai \(model.address)/v1 model=j key_name=acme/judge",
      "--synthesizers",
      "openai \(voice.address)/v1 model=t voice=v key_variable=K2 price_minute=1,embedded",
    ]
  }

  @Test func `providers get their keys, and nobody else gets those or what was said`() throws {
    let folder = try TestFolder.make()
    defer { try? FileManager.default.removeItem(at: folder) }
    let data = folder.appendingPathComponent("data")
    try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
    let box = try #require(SecretBox(hexadecimal: Self.masterKey))
    try KeyStore(data: data.path, box: box).add(Self.keys[2], as: "acme/judge")
    let model = try provider { _ in
      let text = #"data: {"choices":[{"index":0,"delta":{"content":"Thank you."}}]}"#
      return ProtocolServer.stream(["\(text)\n\n", "data: [DONE]\n\n"])
    }
    defer { model.close() }
    let voice = try provider { _ in
      ProtocolServer.answer(200, [], [UInt8](repeating: 0, count: 9_600))
    }
    defer { voice.close() }
    let server = try ServerProcess(
      in: folder,
      arguments: arguments(model, voice),
      environment: [
        "K1": Self.keys[0], "K2": Self.keys[1], "VIVAVOCE_MASTER_KEY": Self.masterKey,
      ]
    )
    let caller = try holdInterview(server)
    #expect(eventually { model.requests.contains { $0.text.contains(#""model":"j""#) } })
    let used = model.requests + voice.requests
    for key in Self.keys {
      #expect(used.contains { $0.headers["authorization"] == "Bearer \(key)" }, "\(key.suffix(5))")
    }
    let answers = try answers(server, to: caller)
    try check(server)
    // What was said is in the journal, and whoever may read it gets it; keys are nowhere.
    let files = try files(in: data)
    #expect(files.contains { $0.bytes.contains(Array("\(Self.canary)Answer".utf8)) })
    for (place, bytes) in answers + files {
      for key in Self.keys + [Self.masterKey] {
        #expect(!bytes.contains(Array(key.utf8)), "\(key.suffix(5)) is in \(place)")
      }
    }
  }

  /// What the candidate's client is told, errors included.
  private func answers(
    _ server: ServerProcess,
    to caller: Caller
  ) throws -> [(place: String, bytes: [UInt8])] {
    let id = try #require(caller.created?.session_id)
    let token = try #require(caller.created?.access_token)
    let paths = ["\(id)", "\(id)/report", "\(id)/journal", "\(id)/nothing", "unknown/report"]
    return [("a message", Array(caller.notes.map { "\($0)" }.joined().utf8))]
      + (try paths.flatMap { path in
        let address = "\(server.address)/api/v1/sessions/\(path)"
        return try [token, Self.canary].map { bearer in
          (path, try HTTPClient.get(address, bearer: bearer).body)
        }
      })
  }

  private func files(in folder: URL) throws -> [(place: String, bytes: [UInt8])] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    return paths.compactMap { path in
      (try? Data(contentsOf: folder.appendingPathComponent(path))).map { (path, Array($0)) }
    }
  }

  /// What it may not tell when it does not even start.
  @Test func `a key that cannot be used is not repeated`() throws {
    let folder = try TestFolder.make()
    defer { try? FileManager.default.removeItem(at: folder) }
    try TestScenario.writeAll(to: folder)
    let data = folder.appendingPathComponent("data")
    let scenarios = folder.appendingPathComponent("scenarios")
    let key = folder.appendingPathComponent("two-lines")
    try Data("\(Self.keys[0])\n\(Self.keys[1])\n".utf8).write(to: key)
    for line in [
      "openai http://127.0.0.1:1/v1 model=m key_file=\(key.path)",
      "openai http://127.0.0.1:1/v1 model=m \(Self.keys[2])",
      "openai http://127.0.0.1:1/v1 model=m api_key=\(Self.keys[2])",
      "openai http://127.0.0.1:1/v1 model=m key_variable=K1",
    ] {
      let environment = ["K1": "\(Self.keys[0])\n\(Self.keys[1])"]
      let run = try Program.run(
        [
          "serve", "--data", data.path, "--scenarios", scenarios.path, "--listen", "127.0.0.1:0",
          "--private-listen", "127.0.0.1:0", "--language-models", line,
        ],
        environment: environment
      )
      #expect(run.status != 0)
      #expect(!run.output.isEmpty && !run.output.contains(Self.canary), "\(run.output)")
    }
  }

  private func holdInterview(_ server: ServerProcess) throws -> Caller {
    let caller = try Caller(server.port)
    var start = StartMessage(scenario: TestScenario.hiring, name: "\(Self.canary)Name")
    start.purpose = "hiring"
    try caller.begin(start)
    try caller.reach("interviewer_speaking", within: 15)
    caller.type("\(Self.canary)Answer because I want to find the cause of things, and I did.")
    #expect(try caller.next("session.ended", within: 20).reason == "completed")
    _ = try caller.next("report.ready", within: 10)
    let asked = caller.notes.filter { $0.type == "question.asked" }.compactMap(\.text)
    #expect(asked.first == "Why here?")
    #expect(asked.last?.hasSuffix("Thank you.") == true)
    return caller
  }

  private func check(_ server: ServerProcess) throws {
    func text(_ address: String) throws -> String {
      String(decoding: try HTTPClient.get(address).body, as: UTF8.self)
    }
    let metrics = try text("\(server.privateAddress)/metrics")
    let ready = try text("\(server.privateAddress)/readyz")
    let notice = try text("\(server.address)/api/v1/notice")
    server.kill(SIGTERM)
    #expect(server.exitStatus(within: 10) == 0)
    let log = server.log
    #expect(log.contains("a session used a provider"))
    #expect(log.contains(#""provider":"language model 1 openai""#))
    #expect(metrics.contains(#"vivavoce_provider_requests_total{provider="synthesizer 1 openai"}"#))
    #expect(ready.hasPrefix("ready\n") && ready.contains("synthesizer 1 openai: "))
    #expect(notice.contains(#""interviewer_hosts":[]"#))
    for (place, text) in [
      ("log", log), ("metrics", metrics), ("readyz", ready), ("notice", notice),
    ] {
      for secret in [Self.canary, Self.masterKey] {
        #expect(!text.contains(secret), "\(secret.prefix(4))… is in \(place)")
      }
    }
  }
}
