import Sessions
import Synchronization
import TestKit
import Testing
import VoiceEngine

@testable import Server

/// Two interviews, held at the same time on one server in real time: five read sentences for
/// practice, one for hiring.
struct HeldInterview: Sendable {
  /// One of the two.
  struct Party: Sendable {
    var outcome: CandidateClient.Outcome
    var reports: [CandidateClient.Report]

    var sent: [[UInt8]] {
      reports.compactMap { if case .sent(let packet) = $0 { packet } else { nil } }
    }
    var received: [[UInt8]] {
      reports.compactMap { if case .received(let packet) = $0 { packet } else { nil } }
    }
    var events: [EngineEvent] {
      reports.compactMap { if case .event(let event) = $0 { event } else { nil } }
    }
    var finals: [TranscriptFinal] {
      events.compactMap { if case .transcriptFinal(let final) = $0 { final } else { nil } }
    }

    /// What was recognized of each file, in the order in which they were spoken.
    var heard: [(file: String, text: String)] {
      var heard: [(file: String, text: String)] = []
      for report in reports {
        switch report {
        case .answering(let file): heard.append((file, ""))
        case .event(.transcriptFinal(let final)):
          guard var last = heard.popLast() else { continue }
          last.text += " " + final.text
          heard.append(last)
        default: break
        }
      }
      return heard
    }
  }

  var house: House
  var practice: Party
  var hiring: Party

  /// The interview of the suite that runs.
  @TaskLocal static var current: HeldInterview?

  static func require() throws -> HeldInterview { try #require(current) }

  func url(_ party: KeyPath<HeldInterview, Party>, _ path: String = "") throws -> String {
    let id = try #require(self[keyPath: party].outcome.sessionID)
    return "\(house.address)/api/v1/sessions/\(id)\(path)"
  }

  /// Fetches something of a session with its token.
  func get(
    _ party: KeyPath<HeldInterview, Party>,
    _ path: String,
    headers: [String: String] = [:]
  ) throws -> HTTPClient.Answer {
    try HTTPClient.get(
      try url(party, path),
      bearer: self[keyPath: party].outcome.accessToken,
      headers: headers
    )
  }

  func folder(_ party: KeyPath<HeldInterview, Party>) throws -> SessionFolder {
    try house.store.folder(try #require(self[keyPath: party].outcome.sessionID))
  }

  fileprivate static func hold(
    in house: House,
    _ scenario: String,
    purpose: String,
    answers: [AnswerAudio]
  ) async throws -> Party {
    let reports = Mutex<[CandidateClient.Report]>([])
    let run = CandidateRun(
      server: house.address,
      scenario: scenario,
      purpose: purpose,
      answers: answers
    )
    let outcome = try await run.hold { report in reports.withLock { $0.append(report) } }
    return Party(outcome: outcome, reports: reports.withLock { $0 })
  }
}

/// Holds the interviews once and lets a suite's tests look at them.
struct HeldInterviewScope: SuiteTrait, TestScoping {
  var isRecursive: Bool { false }

  func provideScope(
    for test: Test,
    testCase: Test.Case?,
    performing function: @Sendable () async throws -> Void
  ) async throws {
    try await BlockingScope.blocking.provideScope(for: test, testCase: testCase) {
      try await House.run { house in
        let clips = try LibriVox.answers()
        async let practice = HeldInterview.hold(
          in: house,
          TestScenario.five,
          purpose: "practice",
          answers: clips
        )
        async let hiring = HeldInterview.hold(
          in: house,
          TestScenario.hiring,
          purpose: "hiring",
          answers: [clips[1]]
        )
        let held = HeldInterview(
          house: house,
          practice: try await practice,
          hiring: try await hiring
        )
        try await HeldInterview.$current.withValue(held) { try await function() }
      }
    }
  }
}
