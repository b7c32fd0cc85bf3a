import Foundation

extension StoreWriter {
  static let databaseName = "vivavoce.sqlite"

  /// Opens the one connection that writes.
  ///
  /// - Throws: `cannotOpen`, `readOnly`, `newerSchema` or `corrupt`.
  static func openDatabase(in directory: URL) throws(StoreError) -> Database {
    try SessionFolder.makeDirectory(SessionFolder.root(of: directory))
    let path = directory.appendingPathComponent(databaseName).path
    let database = try Database(path: path, access: .readWrite)
    try refuseNewer(database)
    // Names and transcripts: nobody else on the machine reads them.
    chmod(path, 0o600)
    try database.run("PRAGMA journal_mode = WAL")
    try database.run("PRAGMA synchronous = NORMAL")
    try database.run("PRAGMA foreign_keys = ON")
    // Erased rows are overwritten with zeros, not merely unlinked.
    try database.run("PRAGMA secure_delete = ON")
    // `CheckpointPolicy` decides, and every commit would otherwise have to.
    try database.run("PRAGMA wal_autocheckpoint = 0")
    try Migrations.all.run(on: database)
    return database
  }

  /// A newer database is refused before anything of it is changed, its journal mode included.
  private static func refuseNewer(_ database: Database) throws(StoreError) {
    let version = try Migrations.version(of: database)
    if version > Migrations.all.newest { try Migrations.all.run(on: database) }
  }
}
