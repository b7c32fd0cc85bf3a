import Foundation
import Scoring
import Speech
import Synchronization
import TestKit
import Testing
import VoiceEngine

@testable import Server
@testable import Sessions

/// A session of spoken answers held in virtual time: packets in, journal and measures in a store.
///
/// All but the network is what a server has: codec, hearing, turns, journal, analyser, judge and
/// report; the recognizer is told the words.
struct VirtualSession {
  /// An answer: what is heard, and the words in it.
  struct Answer {
    var text: String
    var packets: [[UInt8]]

    init(text: String, samples: [Float]) throws {
      self.text = text
      packets = try SpokenCandidate.packets(of: samples)
    }
  }

  /// Keeps what the engine gives, as a running interview does.
  private final class Keeper: Sendable {
    let recorder: SessionRecorder
    private let meter: Mutex<DeliveryMeter?>

    init(_ recorder: SessionRecorder, _ purpose: Purpose, language: String) {
      self.recorder = recorder
      meter = Mutex(DeliveryMeter(purpose, language: language))
    }

    func take(_ output: EngineOutput) {
      switch output {
      case .candidatePacket(let packet): recorder.candidate(packet)
      case .interviewerPacket(let packet): recorder.interviewer(packet)
      case .candidateAudio(let chunk): meter.withLock { $0?.take(chunk) }
      case .event(let event, let time):
        recorder.event(event, at: time)
        if let record = meter.withLock({ $0?.take(event, at: time) }) { recorder.delivery(record) }
      }
    }

    func finish(at end: SampleTime) async throws {
      if let record = meter.withLock({ $0?.finish() }) { recorder.delivery(record) }
      try await recorder.finish(reason: .completed, at: end)
    }
  }

  /// Holds a session to its end.
  ///
  /// - Parameter answer: what is said to a question.
  static func hold(
    _ record: SessionRecord,
    in store: SessionStore,
    answer: (QuestionAsked) throws -> Answer
  ) async throws {
    let consent = ConsentRecord(
      noticeVersion: "1",
      purpose: record.purpose,
      recording: true,
      wall: record.createdAt
    )
    try await store.createSession(record, consent: consent)
    let keeper = Keeper(
      store.recorder(for: record.id),
      record.purpose,
      language: record.language
    )
    let recognizer = TellingRecognizer()
    let interview = try InterviewSimulation(
      record.plan,
      recognizer: recognizer,
      alsoTo: { keeper.take($0) }
    )
    await interview.start()
    // A question may have its follow-ups; beyond that something is wrong.
    for _ in 0..<(4 * record.plan.questions.count + 4) {
      try await interview.waitForFloor()
      guard interview.state != .closed, let asked = interview.asked.last else { break }
      let answer = try answer(asked)
      recognizer.expect(answer.text)
      await interview.play(answer.packets)
      while interview.state != .closed, interview.asked.last == asked {
        try await interview.play(".")
      }
    }
    #expect(interview.ending == .completed)
    #expect(interview.violations == [])
    try await keeper.finish(at: interview.now)
  }
}

extension SessionRecord {
  /// A session of a scenario.
  static func forTests(_ id: String, _ scenario: Scenario, purpose: Purpose) -> SessionRecord {
    SessionRecord(
      id: id,
      scenario: scenario.id,
      scenarioTitle: scenario.title,
      scenarioRevision: scenario.revision,
      language: scenario.language,
      purpose: purpose,
      createdAt: 1_700_000_000,
      isRecognized: true,
      plan: scenario.plan(),
      rubric: scenario.rubric,
      family: scenario.family,
      deliveryMeasures: scenario.delivery?.measures ?? [],
      accessTokenHash: [1]
    )
  }
}
