import Foundation
import TestKit
import Testing

@testable import Server

/// Names, answers and tokens, searched for where they must not be.
@Suite(
  .serialized,
  .blocking,
  .enabled(if: Program.isBuilt, "needs the executable beside the tests")
) struct SecretTests {
  @Test func `no name, answer or token is in the log, the metrics or an error`() throws {
    let folder = try TestFolder.make()
    defer { try? FileManager.default.removeItem(at: folder) }
    let server = try ServerProcess(
      in: folder,
      arguments: ["--log-level", "debug", "--drain-timeout", "0s"],
      environment: ["VIVAVOCE_OPERATOR_TOKEN": House.operatorToken]
    )
    let canary = "Zanzibar7Quetzal"
    let caller = try Caller(server.port)
    try caller.begin(
      StartMessage(scenario: TestScenario.five, name: "\(canary)Name")
    )
    let created = try #require(caller.created)
    let tokens = [created.access_token, created.resume_token].compactMap(\.self)
    #expect(tokens.count == 2)
    try caller.reach("listening")
    caller.type("\(canary)Answer")
    #expect(try caller.next("transcript.final").text == "\(canary)Answer")
    var errors = try spoil(caller, canary)
    errors += try resume(created, canary, server)
    errors += try requests(created, canary, server)
    #expect(errors.count >= 12)

    let metrics = try HTTPClient.get("\(server.privateAddress)/metrics").body
    // A session in mid-air and one that cannot begin are logged as well.
    server.kill(SIGKILL)
    try #require(eventually { !server.process.isRunning })
    let again = try ServerProcess(in: folder, arguments: ["--log-level", "debug"])
    again.kill(SIGTERM)
    #expect(again.exitStatus(within: 5) == 0)
    let places = [
      ("log", server.log + again.log), ("metrics", String(decoding: metrics, as: UTF8.self)),
    ]
    for (place, text) in places + errors.map({ ("error", $0) }) {
      #expect(!text.isEmpty)
      for secret in tokens + [canary, House.operatorToken] {
        #expect(!text.contains(secret), "\(secret.prefix(4))… is in \(place): \(text.prefix(300))")
      }
    }
  }

  /// Messages that cannot be used, each with the canary in it.
  private func spoil(_ caller: Caller, _ canary: String) throws -> [String] {
    let before = caller.notes.count
    for message in [
      "\(canary) is not JSON", #"{"type":"\#(canary)"}"#, #"{"type":"answer.text","text":7}"#,
      #"{"type":"answer.text","text":{"\#(canary)":1}}"#,
      #"{"type":"playback.position","utterance":"\#(canary)"}"#,
    ] {
      caller.send(message)
      _ = try caller.next("error")
    }
    return caller.notes.dropFirst(before).compactMap { $0.type == "error" ? "\($0)" : nil }
  }

  /// Starts that are refused, each with a secret in it.
  private func resume(
    _ created: ServerNote,
    _ canary: String,
    _ server: ServerProcess
  ) throws -> [String] {
    try [
      StartMessage(scenario: canary, name: canary),
      StartMessage(scenario: TestScenario.five, notice: canary),
      StartMessage(scenario: TestScenario.five, resume: created.access_token),
    ].flatMap { start in
      let caller = try Caller(server.port)
      caller.send(start.text)
      _ = try caller.close()
      return caller.notes.map { "\($0)" }
    }
  }

  /// Requests that are refused, each with a secret in it.
  private func requests(
    _ created: ServerNote,
    _ canary: String,
    _ server: ServerProcess
  ) throws -> [String] {
    let id = try #require(created.session_id)
    let token = try #require(created.access_token)
    let base = "\(server.address)/api/v1/sessions"
    return try [
      HTTPClient.get("\(base)/\(canary)/report", bearer: token),
      HTTPClient.get("\(base)/\(id)/report", bearer: canary),
      HTTPClient.get("\(base)/\(id)/\(canary)", bearer: token),
      HTTPClient.get("\(base)/\(id)?token=\(token)"),
      HTTPClient.get(base, bearer: token),
      HTTPClient.get("\(server.address)/\(canary)?\(token)"),
      HTTPClient.post(base, bearer: House.operatorToken, body: Array(canary.utf8)),
    ].map { answer in
      #expect(answer.status >= 400)
      return String(decoding: answer.body, as: UTF8.self)
    }
  }
}
