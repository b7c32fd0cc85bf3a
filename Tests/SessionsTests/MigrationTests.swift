import Foundation
import Testing

@testable import Sessions

@Suite struct MigrationTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func database() throws -> Database {
    try Database(path: directory.file("vivavoce.sqlite").path, access: .readWrite)
  }

  private func schema(_ database: Database) throws -> [String] {
    var lines: [String] = []
    try database.prepare("SELECT name || ': ' || ifnull(sql, '') FROM sqlite_schema ORDER BY name")
      .rows { lines.append($0.text(0)) }
    return lines
  }

  @Test func `migrating twice changes nothing the second time`() throws {
    let database = try database()
    #expect(try Migrations.version(of: database) == 0)
    try Migrations.all.run(on: database)
    let first = try schema(database)
    #expect(try Migrations.version(of: database) == Migrations.all.newest)
    try Migrations.all.run(on: database)
    #expect(try schema(database) == first)
    #expect(!first.isEmpty)
  }

  @Test func `a later step runs on what the earlier ones left`() throws {
    let database = try database()
    try Migrations.all.run(on: database)
    let later = Migrations(
      steps: Migrations.all.steps + ["ALTER TABLE sessions ADD COLUMN room TEXT"]
    )
    try later.run(on: database)
    #expect(try Migrations.version(of: database) == Migrations.all.newest + 1)
    #expect(try schema(database).contains { $0.contains("room TEXT") })
  }

  @Test func `a step that fails leaves the version before it`() throws {
    let database = try database()
    let broken = Migrations(steps: [
      "CREATE TABLE first (x)", "CREATE TABLE second (x); CREATE TABLE first (x)",
    ])
    #expect(throws: StoreError.self) { try broken.run(on: database) }
    #expect(try Migrations.version(of: database) == 1)
    #expect(try schema(database).count == 1)
  }

  @Test func `a newer database is refused with a sentence and left alone`() throws {
    do {
      let database = try database()
      try Migrations.all.run(on: database)
      try database.run("PRAGMA user_version = 99")
    }
    let before = try Data(contentsOf: directory.file("vivavoce.sqlite"))
    do {
      _ = try SessionStore(directory: directory.url)
      Issue.record("opened")
    } catch {
      #expect(error.code == .newerSchema)
      #expect(error.message.contains("version 99"))
      #expect(error.message.contains("later one"))
    }
    #expect(try Data(contentsOf: directory.file("vivavoce.sqlite")) == before)
  }

  @Test func `a value that is refused is in no error text`() throws {
    let database = try database()
    try database.run("CREATE TABLE names (name TEXT UNIQUE CHECK (length(name) < 9))")
    let insert = try database.prepare("INSERT INTO names VALUES (?1)")
    try insert.run(.text("canary"))
    for value in ["canary", "canary-canary"] {
      do {
        try insert.run(.text(value))
        Issue.record("taken")
      } catch {
        #expect(error.code == .refused)
        #expect(!"\(error)".contains("canary"))
      }
    }
  }

  @Test func `a transaction is undone as a whole, a savepoint alone`() throws {
    let database = try database()
    try database.run("CREATE TABLE numbers (n)")
    func count() throws -> Int64? {
      try database.prepare("SELECT count(*) FROM numbers").first { $0.integer(0) }
    }
    #expect(throws: StoreError.self) {
      try database.transaction { () throws(StoreError) in
        try database.run("INSERT INTO numbers VALUES (1)")
        throw StoreError(.refused, "")
      }
    }
    #expect(try count() == 0)
    try database.transaction { () throws(StoreError) in
      try database.run("INSERT INTO numbers VALUES (1)")
      do {
        try database.savepoint { () throws(StoreError) in
          try database.run("INSERT INTO numbers VALUES (2)")
          throw StoreError(.refused, "")
        }
      } catch {}
    }
    #expect(try count() == 1)
  }
}
