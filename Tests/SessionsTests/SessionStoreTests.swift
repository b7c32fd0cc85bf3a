import Foundation
import Scoring
import Speech
import Testing
import VoiceEngine

@testable import Sessions

@Suite struct SessionStoreTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// A store whose writer runs only when the test says so.
  private func steppedStore(
    _ limits: StoreLimits = StoreLimits()
  ) throws -> SessionStore {
    try SessionStore(directory: directory.url, limits: limits, wall: { 42 }, startsThread: false)
  }

  /// Creates a session in a store whose writer runs only when the test says so.
  private func create(_ record: SessionRecord, in store: SessionStore) async throws {
    async let created: Void = store.createSession(record, consent: Sample.consent(record.purpose))
    while store.health.queuedCommands == 0 { await Task.yield() }
    store.thread.step(now: .now)
    try await created
  }

  private func eventCount(_ id: String, _ store: SessionStore) throws -> Int {
    try store.reader.rows.events(id, after: nil, limit: 100_000).count
  }

  @Test func `a session comes back as it was created`() async throws {
    let store = try SessionStore(directory: directory.url)
    let record = Sample.record("s1", expiresAt: 5_000, name: "Zoë \u{0} 🎙️ \"quoted\"")
    try await store.createSession(record, consent: Sample.consent())
    let stored = try #require(try store.session("s1"))
    #expect(stored.record == record)
    #expect(stored.consent == Sample.consent())
    #expect(stored.status == .running)
    #expect(stored.endReason == nil)
    #expect(stored.duration == .zero)
    #expect(try store.session("s2") == nil)
    try await store.close()
  }

  @Test func `consent is committed when creation returns`() async throws {
    let store = try SessionStore(directory: directory.url)
    try await store.createSession(Sample.record("s1"), consent: Sample.consent())
    // Another connection, as after a crash: nothing of the first one's memory.
    let other = try StoreReader(directory: directory.url)
    #expect(try other.session("s1")?.consent.noticeVersion == "2026-11")
    try await store.close()
  }

  @Test func `creation and end wait for the disk, an event does not`() async throws {
    let store = try SessionStore(directory: directory.url)
    func synchronous() -> Int64? {
      store.thread.withDatabase { database in
        try? database.prepare("PRAGMA synchronous").first { $0.integer(0) }
      }
    }
    // SQLite: 1 is NORMAL, 2 is FULL.
    #expect(synchronous() == 1)
    try await store.createSession(Sample.record("s1"), consent: Sample.consent())
    #expect(synchronous() == 2)
    _ = store.append(Sample.event(0), session: "s1")
    try await store.flush()
    #expect(synchronous() == 1)
    // An end that shares its transaction with events makes all of them wait.
    _ = store.append(Sample.event(1), session: "s1")
    try await store.finish("s1", reason: .completed, at: SampleTime(seconds: 1))
    #expect(synchronous() == 2)
    try await store.close()
  }

  @Test func `a consent for another purpose creates nothing`() async throws {
    let store = try SessionStore(directory: directory.url)
    await #expect(throws: StoreError.self) {
      try await store.createSession(
        Sample.record("s1", purpose: .hiring),
        consent: Sample.consent(.practice)
      )
    }
    #expect(try store.session("s1") == nil)
    #expect(!FileManager.default.fileExists(atPath: try store.folder("s1").url.path))
    try await store.close()
  }

  @Test func `an id is taken once`() async throws {
    let store = try SessionStore(directory: directory.url)
    try await store.createSession(Sample.record("s1"), consent: Sample.consent())
    await #expect(throws: StoreError.self) {
      try await store.createSession(Sample.record("s1"), consent: Sample.consent())
    }
    #expect(try store.session("s1") != nil)
    #expect(FileManager.default.fileExists(atPath: try store.folder("s1").url.path))
    try await store.close()
  }

  @Test(arguments: ["", "..", "a/b", "a b", "é", "a.b", String(repeating: "a", count: 65)])
  func `an id that could name another folder is refused`(id: String) async throws {
    let store = try SessionStore(directory: directory.url)
    do {
      try await store.createSession(Sample.record(id), consent: Sample.consent())
      Issue.record("created")
    } catch {
      #expect(error.code == .invalidID)
    }
    #expect(throws: StoreError.self) { try store.folder(id) }
    try await store.close()
  }

  @Test func `sessions are listed newest first, page by page`() async throws {
    let store = try SessionStore(directory: directory.url)
    for number in 0..<7 {
      try await store.createSession(
        Sample.record("s\(number)", createdAt: Double(number)),
        consent: Sample.consent()
      )
    }
    #expect(
      try store.sessions(limit: 3, offset: 2).map(\.record.id) == ["s4", "s3", "s2"]
    )
    #expect(try store.sessions(limit: 3, offset: 6).map(\.record.id) == ["s0"])
    #expect(try store.sessions(offset: 7).isEmpty)
    try await store.close()
  }

  @Test func `an event is durable at most 250 ms after it was appended`() async throws {
    let store = try steppedStore()
    try await create(Sample.record("s1"), in: store)
    let start = ContinuousClock.now
    var now = start
    #expect(store.append(Sample.event(0), session: "s1"))
    // The writer wakes when it asked to; the event may be appended just after a look.
    now = now.advanced(by: store.thread.wakeInterval)
    while try eventCount("s1", store) == 0 {
      let next = try #require(store.thread.step(now: now))
      if try eventCount("s1", store) > 0 { break }
      #expect(next <= now.advanced(by: .milliseconds(50)))
      now = next
      try #require(now - start <= .milliseconds(250))
    }
    #expect(now - start >= .milliseconds(100), "an event alone waits for others")
  }

  @Test func `events wait for each other and share a transaction`() async throws {
    let store = try steppedStore()
    try await create(Sample.record("s1"), in: store)
    let before = store.health.commits
    let start = ContinuousClock.now
    for number in 0..<100 {
      _ = store.append(Sample.event(Int64(number)), session: "s1")
      store.thread.step(now: start.advanced(by: .milliseconds(number)))
    }
    #expect(store.health.commits == before)
    store.thread.step(now: start.advanced(by: .milliseconds(160)))
    #expect(store.health.commits == before + 1)
    #expect(try eventCount("s1", store) == 100)
  }

  @Test func `a full queue refuses at once, counts, and keeps what it has`() async throws {
    var limits = StoreLimits()
    limits.queuedCommands = 10
    let store = try steppedStore(limits)
    try await create(Sample.record("s1"), in: store)
    let taken = (0..<25).map { store.append(Sample.event(Int64($0)), session: "s1") }
    #expect(taken == (0..<25).map { $0 < 10 })
    #expect(store.health.lostEvents == 15)
    let recorder = store.recorder(for: "s1")
    #expect(
      !recorder.candidate(CandidatePacket(start: .zero, durationTicks: 960, bytes: [0xF8, 1]))
    )
    #expect(store.health.lostPackets == 1)
    #expect(recorder.event(.ended(Ended(reason: .completed)), at: .zero) == nil)
    store.thread.step(now: .now)
    // A refused event took no number: the journal has no hole.
    #expect(recorder.event(.ended(Ended(reason: .completed)), at: .zero)?.sequence == 0)
    #expect(store.health.lostEvents == 16)
  }

  @Test func `the bytes that wait are bounded as well`() async throws {
    var limits = StoreLimits()
    limits.queuedBytes = 10_000
    let store = try steppedStore(limits)
    let recorder = store.recorder(for: "s1")
    let packet = CandidatePacket(
      start: .zero,
      durationTicks: 960,
      bytes: [0xF8] + [UInt8](repeating: 1, count: 3_999)
    )
    #expect(recorder.candidate(packet))
    #expect(recorder.candidate(packet))
    #expect(!recorder.candidate(packet))
  }

  @Test func `a disk that is full keeps events waiting and says so`() async throws {
    var limits = StoreLimits()
    limits.pendingRows = 50
    let store = try steppedStore(limits)
    try await create(Sample.record("s1"), in: store)
    store.thread.withDatabase { database in try? database.run("PRAGMA max_page_count = 1") }
    let large = String(repeating: "x", count: 20_000)
    for number in 0..<60 { _ = store.append(Sample.event(Int64(number), large), session: "s1") }
    var now = ContinuousClock.now
    store.thread.step(now: now)
    now = now.advanced(by: .milliseconds(200))
    store.thread.step(now: now)
    #expect(store.health.databaseError?.code == .diskFull)
    #expect(!store.health.isWritable)
    #expect(store.health.pendingRows == 50)
    #expect(store.health.lostEvents == 10)
    #expect(try eventCount("s1", store) == 0)
    // Somebody makes room.
    store.thread.withDatabase { database in try? database.run("PRAGMA max_page_count = 1000000") }
    now = now.advanced(by: .seconds(1))
    store.thread.step(now: now)
    #expect(store.health.isWritable)
    #expect(try eventCount("s1", store) == 50)
  }

  @Test func `a full disk refuses a new session and leaves nothing of it`() async throws {
    let store = try steppedStore()
    store.thread.withDatabase { database in try? database.run("PRAGMA max_page_count = 1") }
    do {
      var record = Sample.record("s1")
      record.plan.closing = String(repeating: "x", count: 200_000)
      try await create(record, in: store)
      Issue.record("created")
    } catch let error as StoreError {
      #expect(error.code == .diskFull)
    }
    #expect(!FileManager.default.fileExists(atPath: try store.folder("s1").url.path))
  }

  @Test func `events of an unknown session are left out without harm to others`() async throws {
    let store = try SessionStore(directory: directory.url)
    try await store.createSession(Sample.record("s1"), consent: Sample.consent())
    _ = store.append(Sample.event(0), session: "nobody")
    _ = store.append(Sample.event(0), session: "s1")
    try await store.flush()
    #expect(try eventCount("s1", store) == 1)
    #expect(store.health.lostEvents == 1)
    try await store.close()
  }

  @Test func `the journal is read in pages and as lines`() async throws {
    let store = try SessionStore(directory: directory.url)
    try await store.createSession(Sample.record("s1"), consent: Sample.consent())
    let sent = (0..<1_000).map { Sample.event(Int64($0), "line \($0) \"é\" \n") }
    for event in sent { _ = store.append(event, session: "s1") }
    try await store.flush()
    var read: [SessionEvent] = []
    try store.events("s1").forEach { read.append($0) }
    #expect(read == sent)
    var lines: [SessionEvent] = []
    var last: Int64?
    while true {
      let page = try store.eventLines("s1", after: last, limit: 300)
      guard let sequence = page.lastSequence else { break }
      for line in page.text.split(separator: UInt8(ascii: "\n")) {
        lines.append(try JSONDecoder().decode(SessionEvent.self, from: Data(line)))
      }
      last = sequence
    }
    #expect(lines == sent)
    try await store.close()
  }

  @Test func `a closed store refuses and answers everyone`() async throws {
    let store = try SessionStore(directory: directory.url)
    try await store.createSession(Sample.record("s1"), consent: Sample.consent())
    _ = store.append(Sample.event(0), session: "s1")
    try await store.close()
    #expect(try eventCount("s1", store) == 1)
    #expect(!store.append(Sample.event(1), session: "s1"))
    do {
      try await store.flush()
      Issue.record("flushed")
    } catch {
      #expect(error.code == .closed)
    }
    await #expect(throws: StoreError.self) { try await store.close() }
  }

  @Test func `a path that is no directory is a clear error`() throws {
    let file = directory.file("file")
    try Data("x".utf8).write(to: file)
    do {
      _ = try SessionStore(directory: file)
      Issue.record("opened")
    } catch {
      #expect(error.code == .cannotOpen)
    }
  }

  @Test func `a file that is no database is a clear error`() throws {
    try Data(repeating: 7, count: 5_000).write(to: directory.file("vivavoce.sqlite"))
    do {
      _ = try SessionStore(directory: directory.url)
      Issue.record("opened")
    } catch {
      #expect(error.code == .corrupt)
    }
  }

  @Test func `nobody else on the machine can read what is kept`() async throws {
    let store = try SessionStore(directory: directory.file("data"))
    try await store.createSession(Sample.record("s1"), consent: Sample.consent())
    let recorder = store.recorder(for: "s1")
    recorder.candidate(CandidatePacket(start: .zero, durationTicks: 960, bytes: [0xF8, 1]))
    try await recorder.finish(reason: .completed, at: SampleTime(ticks: 960))
    let folder = try store.folder("s1")
    for path in [
      store.directory.path, folder.url.path, folder.candidateTrack.path,
      store.directory.appendingPathComponent("vivavoce.sqlite").path,
      store.directory.appendingPathComponent("vivavoce.sqlite-wal").path,
    ] {
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      let mode = try #require(attributes[.posixPermissions] as? Int)
      #expect(mode & 0o077 == 0, "\(path)")
    }
    try await store.close()
  }
}
