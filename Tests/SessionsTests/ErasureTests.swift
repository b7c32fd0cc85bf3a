import Foundation
import Scoring
import Speech
import Testing
import VoiceEngine

@testable import Sessions

@Suite struct ErasureTests {
  private let directory: TemporaryDirectory
  private let canary = "canary-9b1d"

  init() throws { directory = try TemporaryDirectory() }

  /// Every file under the data directory that holds the canary.
  private func traces() throws -> [String] {
    let names = try #require(FileManager.default.enumerator(atPath: directory.url.path))
    return try names.compactMap { $0 as? String }.filter { name in
      let url = directory.file(name)
      let isDirectory = try url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true
      // An empty file, as a truncated log is, holds nothing (and Foundation leaks reading it).
      guard try url.resourceValues(forKeys: [.fileSizeKey]).fileSize != 0 else { return false }
      return try !isDirectory && Data(contentsOf: url).range(of: Data(canary.utf8)) != nil
    }
  }

  private func record(_ id: String, in store: SessionStore, expiresAt: Double? = nil) async throws {
    var record = Sample.record(id, expiresAt: expiresAt, name: "\(canary) name")
    record.scenarioTitle = canary
    record.plan.closing = canary
    try await store.createSession(record, consent: Sample.consent())
    let recorder = store.recorder(for: id)
    for index in 0..<300 {
      recorder.candidate(
        CandidatePacket(
          start: SampleTime(milliseconds: Int64(index) * 20),
          durationTicks: 960,
          bytes: [0xF8] + Array(canary.utf8)
        )
      )
      recorder.event(
        .transcriptFinal(
          TranscriptFinal(turn: index, text: String(repeating: canary, count: 20), words: [])
        ),
        at: SampleTime(milliseconds: Int64(index) * 20)
      )
    }
    try await store.flush()
  }

  @Test func `nothing of an erased session is left in any file`() async throws {
    let store = try SessionStore(directory: directory.url)
    try await record("s1", in: store)
    try await store.recorder(for: "s1").finish(reason: .completed, at: SampleTime(seconds: 6))
    let purpose = try #require(CoachingPurpose(.practice))
    try await store.saveDelivery(
      DeliveryRecord(
        purpose: purpose,
        turn: 1,
        questionID: canary,
        featureSet: canary,
        measures: DeliveryMeasures()
      ),
      session: "s1"
    )
    let folder = try store.folder("s1")
    _ = try Peaks.json(of: folder, isOver: true)
    _ = try store.report("s1")
    #expect(try !traces().isEmpty)
    try await store.erase("s1")
    #expect(try traces() == [])
    #expect(try store.session("s1") == nil)
    #expect(try store.events("s1").first() == nil)
    #expect(!FileManager.default.fileExists(atPath: folder.url.path))
    try await store.close()
    #expect(try traces() == [])
  }

  @Test func `a running session can be erased, and what still comes is not kept`() async throws {
    let store = try SessionStore(directory: directory.url)
    try await record("s1", in: store)
    let recorder = store.recorder(for: "s1")
    recorder.event(
      .transcriptFinal(TranscriptFinal(turn: 1, text: canary, words: [])),
      at: .zero
    )
    try await store.erase("s1")
    recorder.candidate(
      CandidatePacket(start: .zero, durationTicks: 960, bytes: [0xF8] + Array(canary.utf8))
    )
    recorder.event(
      .transcriptFinal(TranscriptFinal(turn: 1, text: canary, words: [])),
      at: .zero
    )
    await #expect(throws: StoreError.self) {
      try await recorder.finish(reason: .completed, at: SampleTime(seconds: 6))
    }
    try await store.flush()
    #expect(try traces() == [])
    try await store.close()
  }

  @Test func `only what has expired and does not run is erased`() async throws {
    let store = try SessionStore(directory: directory.url)
    for (id, expiry) in [("old", 100.0), ("new", 300.0), ("running", 100.0)] {
      try await store.createSession(
        Sample.record(id, expiresAt: expiry),
        consent: Sample.consent()
      )
    }
    try await store.createSession(Sample.record("forever"), consent: Sample.consent())
    for id in ["old", "new", "forever"] {
      try await store.finish(id, reason: .completed, at: SampleTime(seconds: 1))
    }
    #expect(try await store.eraseExpired(before: 200) == ["old"])
    #expect(Set(try store.sessions().map(\.record.id)) == ["new", "running", "forever"])
    #expect(try await store.eraseExpired(before: 200).isEmpty)
    try await store.close()
  }

  @Test func `a session that cannot be erased keeps no other from being erased`() async throws {
    let store = try SessionStore(directory: directory.url)
    for id in ["a", "b", "c"] {
      try await record(id, in: store, expiresAt: 100)
      try await store.finish(id, reason: .completed, at: SampleTime(seconds: 6))
    }
    // A name whose folder nobody can remove: it could be another one.
    store.thread.withDatabase { database in
      try? database.run("UPDATE sessions SET id = '../b' WHERE id = 'b'")
    }
    do {
      try await store.eraseExpired(before: 200)
      Issue.record("all erased")
    } catch {
      #expect(error.message.contains("1 of 3"))
      #expect(!"\(error)".contains(canary))
    }
    #expect(try store.sessions().map(\.record.id) == ["../b"])
    let names = try FileManager.default.contentsOfDirectory(
      atPath: SessionFolder.root(of: directory.url).path
    )
    #expect(names == ["b"])
    store.thread.withDatabase { database in try? database.run("UPDATE sessions SET id = 'b'") }
    #expect(try await store.eraseExpired(before: 200) == ["b"])
    #expect(try traces() == [])
    try await store.close()
  }

  @Test func `an operator erases a session while no server runs`() async throws {
    let store = try SessionStore(directory: directory.url)
    for id in ["ended", "left"] { try await record(id, in: store) }
    do {
      try await SessionEraser.erase("ended", in: directory.url)
      Issue.record("a running session was erased")
    } catch {
      #expect(error.code == .refused)
      #expect(error.message.contains("running"))
    }
    try await store.finish("ended", reason: .completed, at: SampleTime(seconds: 6))
    _ = try MixExporter.mix(of: try store.folder("ended"), isOver: true)
    do {
      try await SessionEraser.erase("ended", in: directory.url)
      Issue.record("erased beside a server")
    } catch {
      #expect(error.code == .inUse)
      #expect(error.message.contains("stop it"))
    }
    #expect(try store.session("ended")?.status == .ended)
    // The other one still runs when its server goes.
    try await store.close()
    #expect(try !traces().isEmpty)
    try await SessionEraser.erase("ended", in: directory.url)
    let reader = try SessionReader(directory: directory.url)
    #expect(try reader.sessions().map(\.record.id) == ["left"])
    try await SessionEraser.erase("left", in: directory.url)
    #expect(try traces() == [])
    #expect(
      try FileManager.default.contentsOfDirectory(
        atPath: SessionFolder.root(of: directory.url).path
      ).isEmpty
    )
  }

  @Test func `an erasure in a directory without sessions makes none`() async throws {
    do {
      try await SessionEraser.erase("s1", in: directory.url)
      Issue.record("erased")
    } catch {
      #expect(error.code == .cannotOpen)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.url.path) == [])
    try await SessionStore(directory: directory.url).close()
    do {
      try await SessionEraser.erase("s1", in: directory.url)
      Issue.record("erased")
    } catch {
      #expect(error.code == .notFound)
    }
  }

  @Test func `erasing what is not there says so`() async throws {
    let store = try SessionStore(directory: directory.url)
    for (id, code) in [("nobody", StoreError.Code.notFound), ("../x", .invalidID)] {
      do {
        try await store.erase(id)
        Issue.record("erased")
      } catch {
        #expect(error.code == code)
      }
    }
    try await store.close()
  }

  @Test func `an erasure that a reader held up is finished later`() async throws {
    let store = try SessionStore(
      directory: directory.url,
      limits: StoreLimits(),
      wall: { 1 },
      startsThread: true
    )
    try await record("s1", in: store)
    // A reader in the middle of a query keeps the log from being truncated.
    let other = try Database(
      path: directory.file("vivavoce.sqlite").path,
      access: .readOnly
    )
    try other.run("BEGIN; SELECT count(*) FROM events")
    try await store.erase("s1")
    try other.run("COMMIT")
    // The next thing that the writer does takes the log along.
    try await store.flush()
    try await store.flush()
    #expect(try traces() == [])
    try await store.close()
  }
}

extension EventCursor {
  /// The first line.
  fileprivate func first() throws -> SessionEvent? {
    var cursor = self
    return try cursor.next()
  }
}
