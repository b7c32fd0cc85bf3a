import CYaml

/// Owns a libyaml parser.
///
/// The parser holds pointers into itself and into the bytes: it lives at one heap address, and the
/// stream must not outlive the buffer that it was created on.
struct YAMLEventStream: ~Copyable {
  /// The kinds of event that a tree is made of, copied out of libyaml's memory.
  enum Event {
    case scalar(YAMLScalar)
    case sequenceStart
    case sequenceEnd
    case mappingStart
    case mappingEnd
    case alias
    case documentStart
    case documentEnd
    case streamStart
    case streamEnd
  }

  /// An event with its place and with what the reader refuses on any node.
  struct Marked {
    var event: Event
    var mark: SourceMark
    var hasAnchor = false
    var hasTag = false
  }

  /// Why the text is not YAML.
  struct SyntaxError: Error {
    /// The place, or `nil` where libyaml only knows the byte.
    var mark: SourceMark?
    /// Offset of the byte, for errors below the level of lines.
    var byteOffset: Int
    var message: String
    /// Where the list, mapping or text begins that was being read, if libyaml says so.
    var contextMark: SourceMark?
  }

  // Safety: allocated in `init`, freed in `deinit`, never handed out.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let file: Int

  /// Creates a parser of UTF-8 text; `nil` when memory is exhausted.
  ///
  /// - Parameter file: the file's number in marks.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, file: Int) {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    guard yaml_parser_initialize(parser) == 1 else {
      parser.deallocate()
      return nil
    }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
    self.parser = parser
    self.file = file
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// The next event.
  mutating func next() throws(SyntaxError) -> Marked {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
    defer { yaml_event_delete(&event) }
    let mark = SourceMark(event.start_mark, file: file)
    switch event.type {
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      return Marked(
        event: .scalar(YAMLScalar(event)),
        mark: mark,
        hasAnchor: scalar.anchor != nil,
        hasTag: scalar.tag != nil
      )
    case YAML_SEQUENCE_START_EVENT:
      let start = event.data.sequence_start
      return Marked(
        event: .sequenceStart,
        mark: mark,
        hasAnchor: start.anchor != nil,
        hasTag: start.tag != nil
      )
    case YAML_MAPPING_START_EVENT:
      let start = event.data.mapping_start
      return Marked(
        event: .mappingStart,
        mark: mark,
        hasAnchor: start.anchor != nil,
        hasTag: start.tag != nil
      )
    case YAML_SEQUENCE_END_EVENT: return Marked(event: .sequenceEnd, mark: mark)
    case YAML_MAPPING_END_EVENT: return Marked(event: .mappingEnd, mark: mark)
    case YAML_ALIAS_EVENT: return Marked(event: .alias, mark: mark)
    case YAML_DOCUMENT_START_EVENT: return Marked(event: .documentStart, mark: mark)
    case YAML_DOCUMENT_END_EVENT: return Marked(event: .documentEnd, mark: mark)
    case YAML_STREAM_START_EVENT: return Marked(event: .streamStart, mark: mark)
    default: return Marked(event: .streamEnd, mark: mark)
    }
  }

  private func failure() -> SyntaxError {
    let state = parser.pointee
    var message = state.problem.map { String(cString: $0) } ?? "this is not YAML"
    if let context = state.context { message += " \(String(cString: context))" }
    let isBelowLines = state.error == YAML_READER_ERROR
    return SyntaxError(
      mark: isBelowLines ? nil : SourceMark(state.problem_mark, file: file),
      byteOffset: state.problem_offset,
      message: message,
      contextMark: state.context == nil ? nil : SourceMark(state.context_mark, file: file)
    )
  }
}

extension SourceMark {
  fileprivate init(_ mark: yaml_mark_t, file: Int) {
    self.init(file: file, line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }
}

extension YAMLScalar {
  fileprivate init(_ event: yaml_event_t) {
    let scalar = event.data.scalar
    text = String(
      decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length),
      as: UTF8.self
    )
    isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE
    let quotes = isPlain ? 0 : 2
    let width = Int(event.end_mark.column) - Int(event.start_mark.column) - quotes
    let isVerbatim =
      event.start_mark.line == event.end_mark.line && width == text.unicodeScalars.count
    inset = isVerbatim ? quotes / 2 : nil
  }
}
