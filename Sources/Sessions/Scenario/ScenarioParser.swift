import Foundation
import VoiceEngine

/// Reads scenario files.
///
/// The format is described in `docs/scenarios.md`. All errors of a file are reported at once; a
/// file with an error gives no scenario.
public enum ScenarioParser {
  /// A scenario, or the errors that stand in its way.
  public typealias Result = (scenario: Scenario?, diagnostics: [Diagnostic])

  /// The end of a scenario file's name; what is before it must be the scenario's id.
  public static let fileSuffix = ".scenario.yaml"

  /// Reads a scenario from text.
  ///
  /// - Parameters:
  ///   - text: the whole file.
  ///   - file: the name for diagnostics; when it ends in `.scenario.yaml` the id must match it.
  public static func parse(_ text: String, file: String) -> Result {
    parse(Array(text.utf8), file: file)
  }

  /// Reads a scenario from the bytes of a file, which must be UTF-8 of at most 1 MiB.
  public static func parse(_ bytes: [UInt8], file: String) -> Result {
    let limits = YAMLReader.Limits()
    guard bytes.count <= limits.bytes else {
      return (nil, [tooLarge(file, limit: limits.bytes)])
    }
    // A byte order mark says nothing in UTF-8, and would count as a column.
    let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    var log = DiagnosticLog(file: file, source: SourceText(bytes))
    if let mark = firstInvalidUTF8(in: bytes) {
      log.error(at: mark, "the file is not UTF-8 here; save it as UTF-8")
      return (nil, log.diagnostics)
    }
    var reading = ScenarioReading(file: file)
    if let root = YAMLReader.read(bytes, limits: limits, log: &log) {
      ScenarioKeys.scenario.read(root, into: &reading, &log)
    }
    return log.isEmpty ? (reading.scenario, []) : (nil, log.diagnostics)
  }

  /// Reads a scenario file.
  ///
  /// No more of it than 1 MiB is taken into memory, whatever its size.
  public static func parse(contentsOf path: String) -> Result {
    let limit = YAMLReader.Limits().bytes
    guard let handle = FileHandle(forReadingAtPath: path) else {
      return (nil, [unreadable(path)])
    }
    defer { try? handle.close() }
    guard let data = try? handle.read(upToCount: limit + 1) else {
      // An empty file gives no data; a directory and a failing disk throw.
      var isDirectory: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
      return isDirectory.boolValue ? (nil, [unreadable(path)]) : parse([], file: path)
    }
    return parse(Array(data), file: path)
  }

  private static func tooLarge(_ file: String, limit: Int) -> Diagnostic {
    Diagnostic(
      file: file,
      line: 1,
      column: 1,
      message: "the file is larger than \(limit >> 20) MiB"
    )
  }

  private static func unreadable(_ path: String) -> Diagnostic {
    Diagnostic(file: path, line: 1, column: 1, message: "the file cannot be read")
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
