import Foundation
import Speech
import Testing
import VoiceEngine

@testable import Sessions

@Suite struct SharedDirectoryTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  @Test func `a second store on one directory is refused until the first is closed`() async throws {
    let first = try SessionStore(directory: directory.url)
    try await first.createSession(Sample.record("s1"), consent: Sample.consent())
    do {
      _ = try SessionStore(directory: directory.url)
      Issue.record("opened")
    } catch {
      #expect(error.code == .inUse)
      #expect(error.message.contains("Another server"))
    }
    // The refusal did no harm.
    try await first.finish("s1", reason: .completed, at: SampleTime(seconds: 1))
    try await first.close()
    let second = try SessionStore(directory: directory.url)
    #expect(try second.session("s1")?.status == .ended)
    try await second.close()
  }

  @Test func `a store that is let go of gives its lock back`() async throws {
    do {
      let store = try SessionStore(
        directory: directory.url,
        limits: StoreLimits(),
        wall: { 1 },
        startsThread: false
      )
      #expect(store.health.isWritable)
    }
    try await SessionStore(directory: directory.url).close()
  }

  @Test func `a reader sees what a live server commits and what it left`() async throws {
    let store = try SessionStore(directory: directory.url)
    let reader = try SessionReader(directory: directory.url)
    #expect(try reader.sessions().isEmpty)
    try await store.createSession(Sample.record("s1"), consent: Sample.consent())
    for line in JournalMaker.interview.lines { _ = store.append(line, session: "s1") }
    try await store.finish("s1", reason: .completed, at: SampleTime(seconds: 30))
    #expect(try reader.summary("s1") == (try store.summary("s1")))
    #expect(try reader.report("s1") == (try store.report("s1")))
    #expect(try reader.eventLines("s1") == (try store.eventLines("s1")))
    #expect(try reader.folder("s1") == (try store.folder("s1")))
    try await store.close()
    let later = try SessionReader(directory: directory.url)
    #expect(try later.sessions().map(\.record.id) == ["s1"])
    #expect(try later.sessions(limit: -1, offset: -1).count == 1)
  }

  @Test func `a reader makes no database and changes no folder`() async throws {
    do {
      _ = try SessionReader(directory: directory.url)
      Issue.record("opened")
    } catch {
      #expect(error.code == .cannotOpen)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.url.path) == [])
    let store = try SessionStore(directory: directory.file("data"))
    try await store.createSession(Sample.record("s1"), consent: Sample.consent())
    try await store.finish("s1", reason: .completed, at: SampleTime(seconds: 1))
    let folder = try store.folder("s1")
    let before = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    let reader = try SessionReader(directory: directory.file("data"))
    let files = try SessionExporter.export("s1", from: reader, to: directory.file("export"))
    #expect(files.map(\.lastPathComponent).contains("mix.opus"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == before)
    try await store.close()
  }

  @Test(arguments: [(0, StoreError.Code.olderSchema), (99, .newerSchema)])
  func `a reader refuses the schema of another release and leaves it`(
    version: Int,
    code: StoreError.Code
  ) async throws {
    try await SessionStore(directory: directory.url).close()
    let path = directory.file("vivavoce.sqlite").path
    try Database(path: path, access: .readWrite).run("PRAGMA user_version = \(version)")
    do {
      _ = try SessionReader(directory: directory.url)
      Issue.record("opened")
    } catch {
      #expect(error.code == code)
    }
    let database = try Database(path: path, access: .readOnly)
    #expect(try Migrations.version(of: database) == Int64(version))
  }
}
