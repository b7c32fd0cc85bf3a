import Foundation
import VoiceEngine

/// Reads scenario files.
///
/// The format is described in `docs/scenarios.md`. All errors of a file are reported at once; a
/// file with an error gives no scenario, one with warnings does.
public enum ScenarioParser {
  /// A scenario, or the errors that stand in its way; with warnings in either case.
  public typealias Result = (scenario: Scenario?, diagnostics: [Diagnostic])

  /// The end of a scenario file's name; what is before it must be the scenario's id.
  public static let fileSuffix = ".scenario.yaml"

  /// Reads a scenario from text.
  ///
  /// - Parameters:
  ///   - text: the whole file.
  ///   - file: the name for diagnostics; when it ends in `.scenario.yaml` the id must match it.
  ///   - includes: where included files come from.
  public static func parse(
    _ text: String,
    file: String,
    includes: IncludeSource = .none
  ) -> Result {
    parse(Array(text.utf8), file: file, includes: includes)
  }

  /// Reads a scenario from the bytes of a file, which must be UTF-8 of at most 1 MiB.
  public static func parse(
    _ bytes: [UInt8],
    file: String,
    includes: IncludeSource = .none
  ) -> Result {
    let limit = YAMLReader.Limits().bytes
    guard bytes.count <= limit else {
      return (nil, [plain(file, "the file is larger than \(limit >> 20) MiB")])
    }
    var log = DiagnosticLog()
    guard let root = tree(of: bytes, named: file, &log) else { return (nil, log.diagnostics) }
    var taken = ScenarioIncludes(source: includes)
    let whole = taken.expand(root, &log)
    var reading = ScenarioReading()
    ScenarioKeys.scenario.read(whole, into: &reading, &log)
    reading.check(whole, file: file, &log)
    guard log.errorCount == 0, let scenario = reading.scenario(file: file) else {
      return (nil, log.diagnostics)
    }
    return (scenario, log.diagnostics)
  }

  /// Reads a scenario file; what it includes must be in its folder or below.
  ///
  /// No more of it than 1 MiB is taken into memory, whatever its size.
  public static func parse(contentsOf path: String) -> Result {
    let limit = YAMLReader.Limits().bytes
    guard let handle = FileHandle(forReadingAtPath: path) else {
      let isThere = FileManager.default.fileExists(atPath: path)
      return (nil, [plain(path, isThere ? "the file cannot be read" : "there is no such file")])
    }
    defer { try? handle.close() }
    guard let data = try? handle.read(upToCount: limit + 1) else {
      // An empty file gives no data; a directory and a failing disk throw.
      var isDirectory: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
      return isDirectory.boolValue
        ? (nil, [plain(path, "the file cannot be read")]) : parse([], file: path)
    }
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    return parse(Array(data), file: path, includes: .folder(folder.isEmpty ? "/" : folder))
  }

  /// The tree of a file, or `nil` after errors that leave nothing to look at.
  static func tree(
    of bytes: [UInt8],
    named file: String,
    _ log: inout DiagnosticLog
  ) -> YAMLNode? {
    // A byte order mark says nothing in UTF-8, and would count as a column.
    let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    let number = log.open(file: file, source: SourceText(bytes))
    if var mark = firstInvalidUTF8(in: bytes) {
      mark.file = number
      log.error(at: mark, "the file is not UTF-8 here; save it as UTF-8")
      return nil
    }
    return YAMLReader.read(bytes, file: number, limits: YAMLReader.Limits(), log: &log)
  }

  private static func plain(_ file: String, _ message: String) -> Diagnostic {
    Diagnostic(file: file, line: 1, column: 1, message: message)
  }

  private static func firstInvalidUTF8(in bytes: [UInt8]) -> SourceMark? {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let scalar): offset += scalar.count
      case .emptyInput: return nil
      case .error:
        return SourceText.end(of: bytes.prefix(offset))
      }
    }
  }
}
