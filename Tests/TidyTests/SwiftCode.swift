/// A Swift file taken apart: what is code, what is written in strings, what is said in comments.
///
/// Line by line and of the same length in bytes as the source, with spaces for what is left out.
/// Names in backticks count as strings: a test's sentence is not code.
struct SwiftCode {
  let code: [String]
  let strings: [String]
  let comments: [String]

  init(_ text: String) {
    var scanner = SwiftScanner(text)
    scanner.run()
    code = SwiftCode.lines(of: scanner.code)
    strings = SwiftCode.lines(of: scanner.strings)
    comments = SwiftCode.lines(of: scanner.comments)
  }

  private static func lines(of bytes: [UInt8]) -> [String] {
    bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }
}

/// Walks through the bytes of a Swift file and sorts them into three copies of it.
private struct SwiftScanner {
  private enum Mode {
    case code
    /// Inside `\( … )` of a string, with the parentheses that are open.
    case interpolation(open: Int)
    case string(hashes: Int, isMultiline: Bool)
    case name
    case lineComment
    case blockComment(depth: Int)
  }

  private(set) var code: [UInt8]
  private(set) var strings: [UInt8]
  private(set) var comments: [UInt8]
  private let bytes: [UInt8]
  private var index = 0
  private var modes: [Mode] = [.code]

  init(_ text: String) {
    bytes = Array(text.utf8)
    let newline = UInt8(ascii: "\n")
    code = bytes.map { $0 == newline ? newline : UInt8(ascii: " ") }
    strings = code
    comments = code
  }

  mutating func run() {
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\n") {
        endLine()
        index += 1
      } else {
        step()
      }
    }
  }

  private mutating func endLine() {
    switch modes[modes.count - 1] {
    case .lineComment, .name, .string(_, isMultiline: false): modes.removeLast()
    default: break
    }
  }

  /// Consumes at least one byte.
  private mutating func step() {
    switch modes[modes.count - 1] {
    case .code: stepCode()
    case .interpolation(let open): stepInterpolation(open)
    case .string(let hashes, let isMultiline): stepString(hashes, isMultiline)
    case .name:
      let isEnd = next("`")
      take(1, into: \.strings)
      if isEnd { modes.removeLast() }
    case .lineComment: take(1, into: \.comments)
    case .blockComment(let depth): stepBlockComment(depth)
    }
  }

  private mutating func stepCode() {
    switch bytes[index] {
    case UInt8(ascii: "/") where next("//"): open(.lineComment, 2, \.comments)
    case UInt8(ascii: "/") where next("/*"): open(.blockComment(depth: 1), 2, \.comments)
    case UInt8(ascii: "`"): open(.name, 1, \.strings)
    case UInt8(ascii: "\""), UInt8(ascii: "#"):
      let hashes = bytes[index...].prefix { $0 == UInt8(ascii: "#") }.count
      let isMultiline = next("\"\"\"", after: hashes)
      guard next("\"", after: hashes) else { return take(max(1, hashes), into: \.code) }
      open(
        .string(hashes: hashes, isMultiline: isMultiline),
        hashes + (isMultiline ? 3 : 1),
        \.strings
      )
    default: take(1, into: \.code)
    }
  }

  private mutating func stepInterpolation(_ open: Int) {
    let change = next("(") ? 1 : next(")") ? -1 : 0
    guard open + change > 0 else {
      take(1, into: \.strings)
      modes.removeLast()
      return
    }
    modes[modes.count - 1] = .interpolation(open: open + change)
    stepCode()
  }

  private mutating func stepString(_ hashes: Int, _ isMultiline: Bool) {
    if next("\\"), hasHashes(hashes, after: 1) {
      let isInterpolation = next("(", after: hashes + 1)
      take(hashes + 2, into: \.strings)
      if isInterpolation { modes.append(.interpolation(open: 1)) }
    } else if next(isMultiline ? "\"\"\"" : "\""), hasHashes(hashes, after: isMultiline ? 3 : 1) {
      take(hashes + (isMultiline ? 3 : 1), into: \.strings)
      modes.removeLast()
    } else {
      take(1, into: \.strings)
    }
  }

  private mutating func stepBlockComment(_ depth: Int) {
    let change = next("/*") ? 1 : next("*/") ? -1 : 0
    take(change == 0 ? 1 : 2, into: \.comments)
    if depth + change == 0 {
      modes.removeLast()
    } else {
      modes[modes.count - 1] = .blockComment(depth: depth + change)
    }
  }

  private func next(_ text: StaticString, after offset: Int = 0) -> Bool {
    let start = index + offset
    let count = text.utf8CodeUnitCount
    guard start + count <= bytes.count else { return false }
    return (0..<count).allSatisfy { bytes[start + $0] == text.utf8Start[$0] }
  }

  private func hasHashes(_ count: Int, after offset: Int) -> Bool {
    (0..<count).allSatisfy { next("#", after: offset + $0) }
  }

  private mutating func open(
    _ mode: Mode,
    _ count: Int,
    _ target: WritableKeyPath<SwiftScanner, [UInt8]>
  ) {
    take(count, into: target)
    modes.append(mode)
  }

  private mutating func take(_ count: Int, into target: WritableKeyPath<SwiftScanner, [UInt8]>) {
    for place in index..<min(bytes.count, index + count) {
      self[keyPath: target][place] = bytes[place]
    }
    index += count
  }
}
