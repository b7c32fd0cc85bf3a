import Foundation

@testable import Server

/// The read sentences of Debian's package `pocketsphinx-testdata`.
enum LibriVox {
  private static let folder = URL(
    fileURLWithPath: "/usr/share/pocketsphinx/test/data/librivox"
  )

  /// Whether the package and the recognizer's model are here.
  static var isInstalled: Bool {
    let paths = [
      folder.appendingPathComponent("transcription").path,
      "/usr/share/pocketsphinx/model/en-us/en-us.lm.bin",
    ]
    return paths.allSatisfy { FileManager.default.fileExists(atPath: $0) }
  }

  /// What is said in each file, by the file's name.
  static func sentences() throws -> [String: String] {
    let text = try String(
      contentsOf: folder.appendingPathComponent("transcription"),
      encoding: .utf8
    )
    var sentences: [String: String] = [:]
    for line in text.split(separator: "\n") {
      guard let match = line.wholeMatch(of: /<s> (.+) <\/s> \((.+)\)\s*/) else { continue }
      sentences["\(match.2).wav"] = String(match.1)
    }
    return sentences
  }

  /// The paths of all clips in the order of their names.
  static func files() throws -> [String] {
    try sentences().keys.sorted().map { folder.appendingPathComponent($0).path }
  }

  /// All clips in the order of their names.
  static func answers() throws -> [AnswerAudio] { try files().map { try AnswerAudio(path: $0) } }
}
