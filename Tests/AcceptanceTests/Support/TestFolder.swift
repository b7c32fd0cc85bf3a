import Foundation

/// Folders that belong to one test.
enum TestFolder {
  /// Makes an empty folder below the system's temporary one.
  static func make() throws -> URL {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("vivavoce-acceptance-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url
  }
}
