/// A Swift file taken apart: what is code, what is written in strings, what is said in comments.
///
/// Line by line and of the same length as the source, with spaces for what is left out. Names in
/// backticks count as strings: a test's sentence is not code.
struct SwiftCode {
  private(set) var code: [String] = []
  private(set) var strings: [String] = []
  private(set) var comments: [String] = []

  private enum Mode: Equatable {
    case code
    /// Inside `\( … )` of a string, with the parentheses that are open.
    case interpolation(open: Int)
    case string(delimiter: Int, isMultiline: Bool)
    case name
    case lineComment
    case blockComment(depth: Int)
  }

  private var stack: [Mode] = [.code]
  private var codeLine = ""
  private var stringLine = ""
  private var commentLine = ""

  init(_ file: SourceFile) {
    for line in file.lines {
      scan(Array(line))
      code.append(codeLine)
      strings.append(stringLine)
      comments.append(commentLine)
      (codeLine, stringLine, commentLine) = ("", "", "")
    }
  }

  private mutating func scan(_ line: [Character]) {
    var index = 0
    while index < line.count {
      index += step(line[index...])
    }
    switch stack.last {
    case .lineComment, .name, .string(_, isMultiline: false): stack.removeLast()
    default: break
    }
  }

  /// Consumes at least one character and returns how many.
  private mutating func step(_ rest: ArraySlice<Character>) -> Int {
    switch stack.last ?? .code {
    case .code, .interpolation: return stepCode(rest)
    case .string(let delimiter, let isMultiline):
      return stepString(rest, delimiter: delimiter, isMultiline: isMultiline)
    case .name:
      emit(rest.prefix(1), to: \.stringLine)
      if rest.first == "`" { stack.removeLast() }
      return 1
    case .lineComment:
      emit(rest.prefix(1), to: \.commentLine)
      return 1
    case .blockComment(let depth): return stepBlockComment(rest, depth: depth)
    }
  }

  private mutating func stepCode(_ rest: ArraySlice<Character>) -> Int {
    if rest.starts(with: "//") { return open(.lineComment, rest.prefix(2), \.commentLine) }
    if rest.starts(with: "/*") {
      return open(.blockComment(depth: 1), rest.prefix(2), \.commentLine)
    }
    let delimiter = rest.prefix { $0 == "#" }.count
    let afterDelimiter = rest.dropFirst(delimiter)
    if afterDelimiter.first == "\"" {
      let isMultiline = afterDelimiter.starts(with: "\"\"\"")
      let mode = Mode.string(delimiter: delimiter, isMultiline: isMultiline)
      return open(mode, rest.prefix(delimiter + (isMultiline ? 3 : 1)), \.stringLine)
    }
    if rest.first == "`" { return open(.name, rest.prefix(1), \.stringLine) }
    if case .interpolation(let openCount) = stack.last {
      let change = rest.first == "(" ? 1 : rest.first == ")" ? -1 : 0
      stack[stack.count - 1] = .interpolation(open: openCount + change)
      if openCount + change == 0 {
        stack.removeLast()
        emit(rest.prefix(1), to: \.stringLine)
        return 1
      }
    }
    emit(rest.prefix(1), to: \.codeLine)
    return 1
  }

  private mutating func stepString(
    _ rest: ArraySlice<Character>,
    delimiter: Int,
    isMultiline: Bool
  ) -> Int {
    let hashes = String(repeating: "#", count: delimiter)
    if rest.starts(with: "\\\(hashes)(") {
      emit(rest.prefix(delimiter + 2), to: \.stringLine)
      stack.append(.interpolation(open: 1))
      return delimiter + 2
    }
    if rest.starts(with: "\\\(hashes)") {
      let count = min(rest.count, delimiter + 2)
      emit(rest.prefix(count), to: \.stringLine)
      return count
    }
    let closing = (isMultiline ? "\"\"\"" : "\"") + hashes
    if rest.starts(with: closing) {
      emit(rest.prefix(closing.count), to: \.stringLine)
      stack.removeLast()
      return closing.count
    }
    emit(rest.prefix(1), to: \.stringLine)
    return 1
  }

  private mutating func stepBlockComment(_ rest: ArraySlice<Character>, depth: Int) -> Int {
    let isStart = rest.starts(with: "/*")
    let isEnd = rest.starts(with: "*/")
    let count = isStart || isEnd ? 2 : 1
    emit(rest.prefix(count), to: \.commentLine)
    let newDepth = depth + (isStart ? 1 : 0) - (isEnd ? 1 : 0)
    if newDepth == 0 {
      stack.removeLast()
    } else {
      stack[stack.count - 1] = .blockComment(depth: newDepth)
    }
    return count
  }

  private mutating func open(
    _ mode: Mode,
    _ text: ArraySlice<Character>,
    _ line: WritableKeyPath<SwiftCode, String>
  ) -> Int {
    emit(text, to: line)
    stack.append(mode)
    return text.count
  }

  private mutating func emit(
    _ text: ArraySlice<Character>,
    to target: WritableKeyPath<SwiftCode, String>
  ) {
    for line in [\SwiftCode.codeLine, \.stringLine, \.commentLine] {
      self[keyPath: line] +=
        line == target ? String(text) : String(repeating: " ", count: text.count)
    }
  }
}
