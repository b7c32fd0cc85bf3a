import Foundation
import Speech
import Testing
import VoiceEngine

@testable import Sessions

@Suite struct ScenarioRevisionTests {
  private func record(_ id: String, revision: Int = 3, hash: [UInt8]?) -> SessionRecord {
    SessionRecord(
      id: id,
      scenario: "desk",
      scenarioTitle: "Desk",
      scenarioRevision: revision,
      language: "en",
      purpose: .practice,
      createdAt: 1_000,
      isRecognized: true,
      plan: InterviewPlan(
        language: "en",
        personaName: "Ada",
        questions: [PlannedQuestion(id: "one", ask: "One?")],
        closing: "Bye."
      ),
      scenarioHash: hash,
      accessTokenHash: [1]
    )
  }

  private let consent = ConsentRecord(
    noticeVersion: "1",
    purpose: .practice,
    recording: true,
    wall: 1_000
  )

  private func withStore(_ body: (SessionStore) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "rev-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try SessionStore(directory: folder)
    try await body(store)
    try await store.close()
  }

  @Test func `the hash is kept with the session`() async throws {
    try await withStore { store in
      try await store.createSession(record("a", hash: [7, 7]), consent: consent)
      #expect(try store.session("a")?.record.scenarioHash == [7, 7])
    }
  }

  @Test func `a change under a revision with a finished session is refused in a sentence`()
    async throws
  {
    try await withStore { store in
      try await store.createSession(record("a", hash: [1]), consent: consent)
      try await store.finish("a", reason: .completed, at: .zero)
      try await store.createSession(record("b", hash: [1]), consent: consent)
      await #expect(
        throws: StoreError(
          .revisionChanged,
          "The scenario desk was changed, but still says \"revision: 3\", under which 1 finished "
            + "session is kept. Raise its revision, or undo the change."
        )
      ) {
        try await store.createSession(record("c", hash: [2]), consent: consent)
      }
      #expect(try store.session("c") == nil)
      try await store.createSession(record("c", revision: 4, hash: [2]), consent: consent)
      #expect(throws: StoreError.self) {
        try store.reader.checkRevision(of: "desk", revision: 3, hash: [2])
      }
      try store.reader.checkRevision(of: "desk", revision: 4, hash: [2])
    }
  }

  @Test func `while nothing is finished, and once all is erased, a revision may change`()
    async throws
  {
    try await withStore { store in
      try await store.createSession(record("a", hash: [1]), consent: consent)
      try await store.createSession(record("b", hash: [2]), consent: consent)
      try await store.finish("b", reason: .completed, at: .zero)
      try await store.finish("a", reason: .completed, at: .zero)
      await #expect(throws: StoreError.self) {
        try await store.createSession(record("c", hash: [3]), consent: consent)
      }
      try await store.erase("a")
      try await store.erase("b")
      try await store.createSession(record("c", hash: [3]), consent: consent)
    }
  }
}
