import Foundation

/// Where the files come from that a scenario includes.
public struct IncludeSource: Sendable {
  /// Why a file cannot be included; a part of a sentence.
  public struct Failure: Error, Equatable, Sendable {
    /// What is wrong with the path or the file.
    public var message: String

    /// Creates a failure.
    public init(_ message: String) { self.message = message }
  }

  /// The bytes of a file by its path, which has been checked to point downwards; at most
  /// `YAMLReader.Limits.bytes` + 1 of them.
  let bytes: @Sendable (String) -> Result<[UInt8], Failure>

  /// Creates a source.
  public init(bytes: @escaping @Sendable (String) -> Result<[UInt8], Failure>) {
    self.bytes = bytes
  }

  /// No files: for text that comes from nowhere.
  public static let none = IncludeSource { _ in
    .failure(Failure("cannot be included here: the scenario is not in a folder"))
  }

  /// The files of a folder and of those below it; a link that leads out of it is refused.
  public static func folder(_ path: String) -> IncludeSource {
    IncludeSource { name in
      guard let root = resolved(path.isEmpty ? "." : path), let file = resolved("\(path)/\(name)")
      else { return .failure(Failure("does not exist")) }
      guard file.hasPrefix(root == "/" ? root : root + "/") else {
        return .failure(Failure("leads out of the scenario's folder"))
      }
      guard let handle = FileHandle(forReadingAtPath: file) else {
        return .failure(Failure("cannot be read"))
      }
      defer { try? handle.close() }
      let data = try? handle.read(upToCount: YAMLReader.Limits().bytes + 1)
      return data.map { .success(Array($0)) } ?? .failure(Failure("is empty or cannot be read"))
    }
  }

  private static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}

/// Takes the keys of included files into a scenario.
struct ScenarioIncludes {
  /// Most files that one scenario takes in, by itself and through others.
  static let fileLimit = 16
  /// Most files between a scenario and one that it takes in.
  static let depthLimit = 4
  /// Keys that make a file a scenario of its own.
  private static let ownKeys = ["schema", "id", "revision"]

  let source: IncludeSource
  private var included: [String] = []

  init(source: IncludeSource) { self.source = source }

  /// The mapping with the entries of the files that it names, and of those that they name.
  ///
  /// The mapping's own entries come last, and a key that was there before is an error.
  mutating func expand(_ root: YAMLNode, _ log: inout DiagnosticLog) -> YAMLNode {
    expand(root, path: [], &log)
  }

  private mutating func expand(
    _ node: YAMLNode,
    path: [String],
    _ log: inout DiagnosticLog
  ) -> YAMLNode {
    guard case .mapping(let own) = node.content else { return node }
    var entries: [YAMLEntry] = []
    if let include = own.first(where: { $0.key == "include" }) {
      for item in include.value.items("files", limit: ScenarioIncludes.fileLimit, &log) ?? [] {
        guard let name = item.text(&log) else { continue }
        let taken = file(name, at: item.mark, path: path, &log)
        merge(taken, into: &entries, &log)
      }
    }
    merge(own.filter { path.isEmpty || $0.key != "include" }, into: &entries, &log)
    return YAMLNode(content: .mapping(entries), mark: node.mark)
  }

  private func merge(
    _ added: [YAMLEntry],
    into entries: inout [YAMLEntry],
    _ log: inout DiagnosticLog
  ) {
    for entry in added {
      if let earlier = entries.first(where: { $0.key == entry.key }) {
        log.error(
          at: entry.keyMark,
          "duplicate key \(quoted(entry.key)); it is given in line \(earlier.keyMark.line) of "
            + log.name(of: earlier.keyMark)
        )
      } else {
        entries.append(entry)
      }
    }
  }

  private mutating func file(
    _ name: String,
    at mark: SourceMark,
    path: [String],
    _ log: inout DiagnosticLog
  ) -> [YAMLEntry] {
    func fail(_ message: String) -> [YAMLEntry] {
      log.error(at: mark, "\(quoted(name)) \(message)")
      return []
    }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !name.contains("\\"), parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }) else {
      return fail("leads out of the scenario's folder; name a file in it, such as shared/end.yaml")
    }
    if path.contains(name) {
      return fail("includes itself: \((path + [name]).joined(separator: " → "))")
    }
    if included.contains(name) { return fail("is included twice") }
    guard path.count < ScenarioIncludes.depthLimit else {
      return fail("is included through more than \(ScenarioIncludes.depthLimit) files")
    }
    guard included.count < ScenarioIncludes.fileLimit else {
      return fail("is one file too many; \(ScenarioIncludes.fileLimit) can be included")
    }
    included.append(name)
    switch source.bytes(name) {
    case .failure(let failure): return fail(failure.message)
    case .success(let bytes):
      guard bytes.count <= YAMLReader.Limits().bytes else { return fail("is larger than 1 MiB") }
      guard let root = ScenarioParser.tree(of: bytes, named: name, &log) else { return [] }
      guard case .mapping(let entries) = root.content else {
        log.error(at: root.mark, "an included file is a mapping (key: value), not \(root.kindName)")
        return []
      }
      for entry in entries where ScenarioIncludes.ownKeys.contains(entry.key) {
        log.error(
          at: entry.keyMark,
          "\"\(entry.key)\" belongs into the scenario, not into an included file"
        )
      }
      let expanded = expand(root, path: path + [name], &log)
      guard case .mapping(let all) = expanded.content else { return [] }
      return all.filter { !ScenarioIncludes.ownKeys.contains($0.key) }
    }
  }
}
