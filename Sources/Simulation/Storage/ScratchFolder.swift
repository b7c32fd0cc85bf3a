import Foundation

/// A folder for one store that goes with its last reference.
///
/// It lies in memory where the system has a place for that: a simulation waits for no disk.
final class ScratchFolder {
  /// What a store writes, first what it writes first.
  private static let database = "vivavoce.sqlite"
  private static let log = "vivavoce.sqlite-wal"

  let url: URL

  init() throws {
    let memory = "/dev/shm"
    let files = FileManager.default
    let parent =
      files.isWritableFile(atPath: memory)
      ? URL(fileURLWithPath: memory, isDirectory: true) : files.temporaryDirectory
    url = parent.appendingPathComponent("vivavoce-simulation-\(UUID())", isDirectory: true)
    try files.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// What a process leaves that dies now.
  func copy() throws -> ScratchFolder {
    let copy = try ScratchFolder()
    for name in [ScratchFolder.database, ScratchFolder.log, "sessions"] {
      let original = url.appendingPathComponent(name)
      guard FileManager.default.fileExists(atPath: original.path) else { continue }
      try FileManager.default.copyItem(at: original, to: copy.url.appendingPathComponent(name))
    }
    return copy
  }

  /// Adds any part of what another folder's files hold more, as a process does that dies while it
  /// writes.
  ///
  /// - Parameter tracks: files that only grow.
  func add(partOf later: ScratchFolder, tracks: [String], _ dice: inout SeededGenerator) throws {
    // After a checkpoint the log begins anew: then nothing of the last write is added.
    guard try data(ScratchFolder.database) == later.data(ScratchFolder.database) else { return }
    for name in [ScratchFolder.log] + tracks {
      let before = try data(name)
      let after = try later.data(name)
      guard after.count > before.count, after.starts(with: before) else { continue }
      let count = Int.random(in: before.count...after.count, using: &dice)
      try after.prefix(count).write(to: url.appendingPathComponent(name))
    }
  }

  private func data(_ name: String) throws -> Data {
    let file = url.appendingPathComponent(name)
    guard FileManager.default.fileExists(atPath: file.path) else { return Data() }
    return try Data(contentsOf: file)
  }
}
