import Foundation
import Sessions
import TestKit
import Testing

@testable import Server

/// A whole server in this process: real ports, real store, real network, in a folder of its own.
final class House: Sendable {
  let server: InterviewServer
  let folder: URL

  /// Opens a server on ephemeral ports, lets a test use it, and closes it.
  ///
  /// - Parameter limits: makes the configuration smaller than its defaults.
  static func run(
    _ limits: (inout ServerConfiguration) -> Void = { _ in },
    _ body: (House) async throws -> Void
  ) async throws {
    let house = try await House(limits)
    do {
      try await body(house)
    } catch {
      await house.close()
      throw error
    }
    await house.close()
  }

  /// The same with a candidate who talks all the while and of whom nothing may be lost.
  static func runBeside(
    _ limits: (inout ServerConfiguration) -> Void = { _ in },
    _ body: (House) async throws -> Void
  ) async throws {
    try await run(limits) { house in
      let companion = LiveCandidate(
        start: StartMessage(scenario: TestScenario.endless).text,
        voice: .always(TestVoice.packets)
      )
      try companion.connect(to: house.address)
      try #require(eventually { companion.sessionID != nil }, "the companion's session")
      try await body(house)
      try await house.expectNothingLost(of: companion)
    }
  }

  private init(_ limits: (inout ServerConfiguration) -> Void) async throws {
    folder = try TestFolder.make()
    try TestScenario.writeAll(to: folder)
    let resolved = try ConfigurationResolver.resolve(
      arguments: [
        "--listen", "127.0.0.1:0", "--private-listen", "127.0.0.1:0",
        "--data", folder.appendingPathComponent("data").path,
        "--scenarios", folder.appendingPathComponent("scenarios").path,
        "--session-limit", "20", "--connection-limit", "20",
      ],
      environment: ["VIVAVOCE_OPERATOR_TOKEN": House.operatorToken]
    )
    var configuration = ServerConfiguration(resolved)
    limits(&configuration)
    server = try await InterviewServer.start(configuration, log: Log(minimum: .error))
  }

  private func close() async {
    await server.close()
    try? FileManager.default.removeItem(at: folder)
  }

  /// Opens the list of sessions.
  static let operatorToken = "the-operator-of-the-tests"

  var port: UInt16 { server.transport.publicPort }
  var address: String { "http://127.0.0.1:\(port)" }
  var privateAddress: String { "http://127.0.0.1:\(server.transport.privatePort)" }
  var store: SessionStore { server.store }

  /// Ends a candidate's session and compares its recording with what was sent, byte by byte.
  func expectNothingLost(of candidate: LiveCandidate) async throws {
    let soFar = candidate.sent.count
    #expect(eventually { candidate.sent.count > soFar + 25 }, "half a second more must get through")
    candidate.end()
    #expect(eventually { candidate.isClosed }, "the session must end when its candidate says so")
    let id = try #require(candidate.sessionID)
    let sent = candidate.sentPackets
    let recorded = try RecordedTrack.voice(in: store.folder(id).candidateTrack)
    RecordedTrack.expect(recorded, equals: sent)
    #expect(candidate.problems == [])
    #expect(store.health.lostPackets == 0)
    #expect(store.health.lostEvents == 0)
    #expect(try store.session(id)?.status == .ended)
  }
}
