import Foundation

/// A text file of the repository.
struct SourceFile {
  /// Path from the root of the repository.
  let path: String
  let text: String
  let lines: [String]
  /// The parts of a Swift file; of other files they mean nothing.
  let swift: SwiftCode
  let tokens: Tokens

  init(path: String, text: String) {
    self.path = path
    self.text = text
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    swift = SwiftCode(path.hasSuffix(".swift") ? text : "")
    tokens = Tokens(swift.code)
  }

  var isSwift: Bool { path.hasSuffix(".swift") }

  /// The folders and the name: `["Sources", "Sessions", "Scenario", "Scenario.swift"]`.
  var parts: [String] { path.split(separator: "/").map(String.init) }

  /// A finding in one of the lines, counted from 0.
  func finding(line index: Int, _ message: String) -> Finding {
    Finding(path: path, line: index + 1, message: message)
  }
}

/// A place that breaks a rule.
struct Finding: Equatable, CustomStringConvertible {
  let path: String
  /// 1-based.
  let line: Int
  let message: String

  var description: String { "\(path):\(line): \(message)" }
}

/// The files of the repository that are written by hand.
enum Repository {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static let folders = ["Sources", "Tests", "scenarios", "script", "docs", ".ci"]
  private static let extensions: Set<String> = [
    "swift", "h", "modulemap", "js", "mjs", "css", "html", "yaml", "md", "py", "sh", "",
  ]

  /// Every text file below the folders above and in the root, read once.
  static let files: [SourceFile] = {
    var paths = names(in: root).filter { !isFolder($0) }
    for folder in folders {
      let below = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
      for case let name as String in below ?? .init() { paths.append("\(folder)/\(name)") }
    }
    return paths.filter(isText).sorted().compactMap(read)
  }()

  static var swift: [SourceFile] { files.filter(\.isSwift) }

  /// Whether a path from the root leads to a file or a folder.
  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appending(path: path).path)
  }

  static func isExecutable(_ path: String) -> Bool {
    FileManager.default.isExecutableFile(atPath: root.appending(path: path).path)
  }

  private static func names(in folder: URL) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
  }

  private static func isFolder(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    let path = root.appending(path: path).path
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
      && isDirectory.boolValue
  }

  private static func isText(_ path: String) -> Bool {
    let name = path.split(separator: "/").last ?? ""
    let ending = name.contains(".") ? name.split(separator: ".").last.map(String.init) : ""
    let isHidden = name.hasPrefix(".")
    let isCache = path.contains("__pycache__") || path.contains("/node_modules/")
    return !isHidden && !isCache && name != "LICENSE" && extensions.contains(ending ?? "")
      && !isFolder(path)
  }

  private static func read(_ path: String) -> SourceFile? {
    guard let data = try? Data(contentsOf: root.appending(path: path)),
      let text = String(validating: data, as: UTF8.self)
    else { return nil }
    return SourceFile(path: path, text: text)
  }
}
