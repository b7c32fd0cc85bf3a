import Foundation
import Simulation
import TestKit
import Testing

@testable import Server

/// The load generator against a whole server: what it counts is there.
@Suite(.blocking) struct LoadTestTests {
  private func run(_ house: House, sessions: Int, seconds: Int) throws -> LoadRun {
    LoadRun(
      server: house.address,
      manner: LoadCandidate.Manner(
        start: try CandidateRun(
          server: house.address,
          scenario: TestScenario.endless,
          answers: []
        ).startMessage(),
        answer: (0..<100).compactMap { CandidateVoice.packet(.speech, $0) },
        silence: try AnswerAudio.silence()
      ),
      sessions: sessions,
      duration: .seconds(seconds),
      pid: Int(getpid()),
      metrics: "\(house.privateAddress)/metrics"
    )
  }

  private func stubs(_ configuration: inout ServerConfiguration) {
    let stub = ProviderLine(kind: ProviderLine.stub, address: "", fields: [:])
    configuration.recognizers = [stub]
    configuration.synthesizers = [stub]
  }

  @Test func `candidates speak, hear, and lose nothing`() async throws {
    try await House.run(stubs) { house in
      let report = try run(house, sessions: 3, seconds: 4).hold()
      #expect(report.lost_packets == 0)
      #expect(report.sent_packets > 300)
      #expect(report.received_packets > 0)
      #expect(report.endings == [:])
      #expect(report.server_rss_mb ?? 0 > 1)
      #expect(report.server_descriptors ?? 0 > 3)
      #expect(report.lane_lateness_p99_ms != nil)
    }
  }

  @Test func `a server that is full is an ending, not a crash`() async throws {
    try await House.run({ configuration in
      stubs(&configuration)
      configuration.sessionLimit = 1
    }) { house in
      let report = try run(house, sessions: 2, seconds: 1).hold()
      #expect(report.endings.keys.contains { $0 == "closed 1013" })
    }
  }

  @Test func `nobody at the address is an error with a sentence`() throws {
    let target = try ClientTarget("ws://127.0.0.1:9", subprotocol: "vivavoce.v1")
    #expect(throws: TransportError.self) { _ = try LoadSocket(target) }
  }
}
