/// Puts the head of an answer together from its lines.
struct HTTPHeadReader {
  /// Longest head, in bytes.
  static let limit = 64 << 10

  /// The head once its empty line was read; interim heads (1xx) are forgotten.
  private(set) var finished: HTTPStreamHead?
  private var head: HTTPStreamHead?
  private var size = 0

  /// Takes a line with its end.
  ///
  /// - Returns: `false` when the head is no head, or too long.
  mutating func take(_ bytes: [UInt8]) -> Bool {
    size += bytes.count
    guard size <= HTTPHeadReader.limit else { return false }
    let line = String(decoding: bytes, as: UTF8.self).filter { !$0.isNewline }
    if line.hasPrefix("HTTP/") {
      guard let status = line.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
        return false
      }
      head = HTTPStreamHead(status: status, headers: [:])
    } else if line.isEmpty {
      if let head, head.status >= 200 { finished = head }
    } else if let colon = line.firstIndex(of: ":") {
      let value = line[line.index(after: colon)...]
      head?.headers[line[..<colon].lowercased()] = HTTPHeadReader.trimmed(value)
    }
    return true
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
