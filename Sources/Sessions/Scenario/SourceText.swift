/// The bytes of a text, for quoting its lines in diagnostics.
///
/// Nothing is done until the first quotation: most files have no errors.
struct SourceText {
  /// Most scalars of a line that are quoted.
  static let excerptLimit = 100

  private let bytes: [UInt8]
  private lazy var lines = SourceText.lines(of: bytes[...])

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The place of the scalar that follows a text, were it to go on.
  static func end(of bytes: ArraySlice<UInt8>) -> SourceMark {
    let lines = lines(of: bytes)
    let last = lines.last.map { String(decoding: bytes[$0], as: UTF8.self) } ?? ""
    return SourceMark(line: lines.count, column: last.unicodeScalars.count + 1)
  }

  /// The scalar at a place, or `nil` at the end of a line and beyond.
  mutating func scalar(at mark: SourceMark) -> Unicode.Scalar? {
    line(mark.line).unicodeScalars.dropFirst(mark.column - 1).first
  }

  /// The part of a line around a column, and how many of its scalars lie before the column.
  mutating func excerpt(around mark: SourceMark) -> (text: String, caretOffset: Int) {
    let line = line(mark.line).unicodeScalars
    let caret = mark.column - 1
    let limit = SourceText.excerptLimit
    let first = max(0, min(caret - limit / 2, line.count - limit))
    let window = line.dropFirst(first).prefix(limit)
    return (SourceText.printable(window), caret - first)
  }

  private mutating func line(_ number: Int) -> String {
    guard lines.indices.contains(number - 1) else { return "" }
    return String(decoding: bytes[lines[number - 1]], as: UTF8.self)
  }

  // The line breaks of YAML 1.1, which are libyaml's: CR, LF, CR LF, and in UTF-8 the next line
  // (C2 85), the line separator (E2 80 A8) and the paragraph separator (E2 80 A9).
  private static func lines(of bytes: ArraySlice<UInt8>) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = bytes.startIndex
    var index = start
    while index < bytes.endIndex {
      let length = breakLength(in: bytes, at: index)
      if length > 0 {
        lines.append(start..<index)
        start = index + length
      }
      index += max(1, length)
    }
    lines.append(start..<bytes.endIndex)
    return lines
  }

  private static func breakLength(in bytes: ArraySlice<UInt8>, at index: Int) -> Int {
    let first = bytes[index]
    if first == 0x0A { return 1 }
    guard first == 0x0D || first == 0xC2 || first == 0xE2 else { return 0 }
    let second = index + 1 < bytes.endIndex ? bytes[index + 1] : 0
    let third = index + 2 < bytes.endIndex ? bytes[index + 2] : 0
    switch (first, second, third) {
    case (0x0D, 0x0A, _), (0xC2, 0x85, _): return 2
    case (0x0D, _, _): return 1
    case (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9): return 3
    default: return 0
    }
  }

  // A file must not be able to send commands to the terminal that shows its errors.
  private static func printable(_ line: some Sequence<Unicode.Scalar>) -> String {
    var result = String.UnicodeScalarView()
    for scalar in line {
      let isControl = scalar != "\t" && scalar.properties.generalCategory == .control
      result.append(isControl ? "\u{fffd}" : scalar)
    }
    return String(result)
  }
}
