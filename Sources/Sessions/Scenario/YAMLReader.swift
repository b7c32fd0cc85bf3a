/// Reads a YAML document into a tree, refusing what can surprise: anchors, aliases, tags, merge
/// keys, duplicate keys, several documents, and anything beyond its limits.
struct YAMLReader: ~Copyable {
  /// What a document may be; each limit keeps a hostile file from taking memory or stack.
  struct Limits {
    /// Most bytes of a file.
    var bytes = 1 << 20
    /// Most lists and mappings inside one another.
    var depth = 20
    /// Most scalars, lists and mappings in all.
    var nodes = 20_000
  }

  /// Thrown after the error was logged, where reading on makes no sense.
  private struct Stop: Error {}

  private var events: YAMLEventStream
  // Safety: the reader lives inside the `withUnsafeBufferPointer` of `read`.
  private let bytes: UnsafeBufferPointer<UInt8>
  private let start: SourceMark
  private let limits: Limits
  private var nodeCount = 0

  /// The root of a document, or `nil` after errors that leave nothing to look at.
  ///
  /// The bytes must be UTF-8 within `limits.bytes`.
  ///
  /// - Parameter file: the file's number in the log.
  static func read(
    _ bytes: [UInt8],
    file: Int,
    limits: Limits,
    log: inout DiagnosticLog
  ) -> YAMLNode? {
    bytes.withUnsafeBufferPointer { buffer in
      let start = SourceMark(file: file, line: 1, column: 1)
      guard let events = YAMLEventStream(buffer, file: file) else {
        log.error(at: start, "there is no memory left to read the file")
        return nil
      }
      var reader = YAMLReader(events: events, bytes: buffer, start: start, limits: limits)
      return try? reader.document(&log)
    }
  }

  private init(
    events: consuming YAMLEventStream,
    bytes: UnsafeBufferPointer<UInt8>,
    start: SourceMark,
    limits: Limits
  ) {
    self.events = events
    self.bytes = bytes
    self.start = start
    self.limits = limits
  }

  private mutating func document(_ log: inout DiagnosticLog) throws(Stop) -> YAMLNode {
    var root: YAMLNode?
    while true {
      let event = try next(&log)
      switch event.event {
      case .streamStart, .documentEnd: continue
      case .documentStart:
        guard root == nil else {
          throw stop(&log, at: event.mark, "only one document is allowed in a file")
        }
      case .streamEnd:
        guard let root else {
          throw stop(&log, at: start, "the file is empty; it begins with `schema: 1`")
        }
        return root
      default: root = try node(event, depth: 1, &log)
      }
    }
  }

  private mutating func node(
    _ event: YAMLEventStream.Marked,
    depth: Int,
    _ log: inout DiagnosticLog
  ) throws(Stop) -> YAMLNode {
    nodeCount += 1
    guard nodeCount <= limits.nodes else {
      throw stop(&log, at: event.mark, "the file has more than \(limits.nodes) values")
    }
    guard depth <= limits.depth else {
      throw stop(&log, at: event.mark, "nested deeper than \(limits.depth) levels")
    }
    if event.hasAnchor { log.error(at: event.mark, "anchors (&name) are not allowed") }
    if event.hasTag { log.error(at: event.mark, "tags (!name) are not allowed") }
    switch event.event {
    case .scalar(let scalar): return YAMLNode(content: .scalar(scalar), mark: event.mark)
    case .sequenceStart:
      let items = try sequence(depth: depth, &log)
      return YAMLNode(content: .sequence(items), mark: event.mark)
    case .mappingStart:
      let entries = try mapping(depth: depth, &log)
      return YAMLNode(content: .mapping(entries), mark: event.mark)
    case .alias: log.error(at: event.mark, "aliases (*name) are not allowed")
    default: break
    }
    return YAMLNode(content: .unusable, mark: event.mark)
  }

  private mutating func sequence(
    depth: Int,
    _ log: inout DiagnosticLog
  ) throws(Stop) -> [YAMLNode] {
    var items: [YAMLNode] = []
    while true {
      let event = try next(&log)
      if case .sequenceEnd = event.event { return items }
      items.append(try node(event, depth: depth + 1, &log))
    }
  }

  private mutating func mapping(
    depth: Int,
    _ log: inout DiagnosticLog
  ) throws(Stop) -> [YAMLEntry] {
    var entries: [YAMLEntry] = []
    var firstLines: [String: Int] = [:]
    while true {
      let event = try next(&log)
      if case .mappingEnd = event.event { return entries }
      let key = try node(event, depth: depth + 1, &log)
      let value = try node(try next(&log), depth: depth + 1, &log)
      guard case .scalar(let scalar) = key.content else {
        if case .unusable = key.content { continue }
        let hint = if case .mapping = key.content { "; put {{…}} in double quotes" } else { "" }
        log.error(at: key.mark, "a key must be a word, not \(key.kindName)\(hint)")
        continue
      }
      let name = scalar.text
      if name == "<<" {
        log.error(at: key.mark, "merge keys (<<) are not allowed")
      } else if let line = firstLines[name] {
        log.error(at: key.mark, "duplicate key \(quoted(name)); it is first given in line \(line)")
      } else {
        firstLines[name] = key.mark.line
        entries.append(YAMLEntry(key: name, keyMark: key.mark, value: value))
      }
    }
  }

  private mutating func next(
    _ log: inout DiagnosticLog
  ) throws(Stop) -> YAMLEventStream.Marked {
    do {
      return try events.next()
    } catch {
      let mark = error.mark ?? place(ofByte: error.byteOffset)
      log.error(at: mark, error.message + hint(for: error, at: mark, &log))
      throw Stop()
    }
  }

  /// What probably happened, in words that need no knowledge of YAML.
  private func hint(
    for error: YAMLEventStream.SyntaxError,
    at mark: SourceMark,
    _ log: inout DiagnosticLog
  ) -> String {
    let message = error.message
    if log.scalar(at: mark) == "\t" { return "; indent with spaces, not tabs" }
    if message.hasPrefix("mapping values are not allowed") {
      return "; put a text that has a colon in double quotes; and a key that has a text, such as "
        + "the one above, has no keys below it"
    }
    if message.hasPrefix("could not find expected ':'") {
      return "; a key is written with a colon and a space, as in `weight: 2`"
    }
    if let context = error.contextMark {
      if message.contains("a flow") {
        return "; the bracket of line \(context.line) is not closed, or a comma is missing"
      }
      if message.contains("a block"), context.column != mark.column {
        let neighbours =
          message.contains("'-'")
          ? "the list of line \(context.line) has its \"-\""
          : "the keys from line \(context.line) on"
        return "; this line begins in column \(mark.column), and \(neighbours) in column "
          + "\(context.column): indent it like the lines that it belongs with, or look for a quote "
          + "above that is not closed"
      }
    }
    if message.hasPrefix("found character that cannot start any token") {
      return "; put the text in double quotes"
    }
    return ""
  }

  private func place(ofByte offset: Int) -> SourceMark {
    var mark = SourceText.end(of: Array(bytes.prefix(offset))[...])
    mark.file = start.file
    return mark
  }

  private func stop(
    _ log: inout DiagnosticLog,
    at mark: SourceMark,
    _ message: String
  ) -> Stop {
    log.error(at: mark, message)
    return Stop()
  }
}
