import Foundation
import Scoring
import Speech
import Testing
import VoiceEngine

@testable import Sessions

@Suite struct DeliveryBoundaryTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private var measures: DeliveryMeasures {
    var measures = DeliveryMeasures()
    measures.answerLengthSeconds = 12.5
    measures.articulationRateSyllablesPerSecond = 4.2
    return measures
  }

  @Test func `there is no proof of coaching for hiring`() {
    #expect(CoachingPurpose(.hiring) == nil)
    #expect(CoachingPurpose(.practice)?.purpose == .practice)
    #expect(CoachingPurpose(.training)?.purpose == .training)
  }

  @Test func `the store refuses delivery of a hiring session whatever it is told`() async throws {
    let store = try SessionStore(directory: directory.url)
    try await store.createSession(
      Sample.record("s1", purpose: .hiring),
      consent: Sample.consent(.hiring)
    )
    // A proof of another session's purpose is not one of this session's.
    let purpose = try #require(CoachingPurpose(.practice))
    let record = DeliveryRecord(
      purpose: purpose,
      turn: 1,
      questionID: "outage",
      featureSet: "delivery-v0",
      measures: measures
    )
    do {
      try await store.saveDelivery(record, session: "s1")
      Issue.record("saved")
    } catch {
      #expect(error.code == .refused)
    }
    store.recorder(for: "s1").delivery(record)
    try await store.flush()
    #expect(store.health.lostEvents == 1)
    #expect(try store.deliveries("s1", purpose: purpose).isEmpty)
    try await store.close()
    let database = try Database(
      path: directory.file("vivavoce.sqlite").path,
      access: .readWrite
    )
    #expect(try database.prepare("SELECT count(*) FROM deliveries").first { $0.integer(0) } == 0)
    // Nor can a session become one of another purpose afterwards.
    #expect(throws: StoreError.self) {
      try database.run("UPDATE sessions SET purpose = 'practice' WHERE id = 's1'")
    }
  }

  @Test func `delivery of a coaching session comes back, the last of each turn`() async throws {
    let store = try SessionStore(directory: directory.url)
    try await store.createSession(Sample.record("s1"), consent: Sample.consent())
    let purpose = try #require(CoachingPurpose(.practice))
    var later = measures
    later.silentPauseCount = 3
    for (turn, measures) in [
      (nil, measures), (2, measures), (1, measures), (2, later), (nil, later),
    ] {
      try await store.saveDelivery(
        DeliveryRecord(
          purpose: purpose,
          turn: turn,
          questionID: turn.map { "q\($0)" },
          featureSet: "delivery-v0",
          measures: measures
        ),
        session: "s1"
      )
    }
    let kept = try store.deliveries("s1", purpose: purpose)
    #expect(kept.map(\.turn) == [nil, 1, 2])
    #expect(kept.map(\.measures) == [later, measures, later])
    #expect(kept.map(\.questionID) == [nil, "q1", "q2"])
    try await store.close()
  }
}
