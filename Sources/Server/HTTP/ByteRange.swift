/// Reads the `Range` header of RFC 9110 §14 for one range.
enum ByteRange: Equatable {
  /// Send everything: there is no range, or one that is not understood, or several.
  case whole
  /// Send these bytes.
  case part(Range<Int64>)
  /// The range lies beyond the end.
  case unsatisfiable

  /// Reads a header for something of `size` bytes.
  init(_ header: String?, size: Int64) {
    self = header.flatMap { ByteRange.read($0, size: size) } ?? .whole
  }

  private static func read(_ header: String, size: Int64) -> ByteRange? {
    let parts = header.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].lowercased() == "bytes" else { return nil }
    let spec = parts[1].filter { $0 != " " }
    let ends = spec.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard ends.count == 2 else { return nil }
    guard !ends[0].isEmpty else {
      guard let count = number(ends[1]) else { return nil }
      return count == 0 || size == 0 ? .unsatisfiable : .part(max(0, size - count)..<size)
    }
    guard let first = number(ends[0]) else { return nil }
    guard !ends[1].isEmpty else {
      return first < size ? .part(first..<size) : .unsatisfiable
    }
    guard let last = number(ends[1]), last >= first else { return nil }
    return first < size ? .part(first..<min(size, last &+ 1)) : .unsatisfiable
  }

  private static func number(_ text: Substring) -> Int64? {
    guard !text.isEmpty, text.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    // More digits than fit lie beyond any end.
    return Int64(text) ?? Int64.max - 1
  }
}
