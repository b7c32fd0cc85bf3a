import Testing

@testable import Server

@Suite struct ByteRangeTests {
  @Test(arguments: [
    ("bytes=0-0", ByteRange.part(0..<1)), ("bytes=0-99", .part(0..<100)),
    ("bytes=0-1000", .part(0..<100)), ("bytes=90-", .part(90..<100)),
    ("bytes=-10", .part(90..<100)), ("bytes=-1000", .part(0..<100)),
    ("BYTES=5-6", .part(5..<7)), ("bytes= 5 - 6", .part(5..<7)),
    ("bytes=99-99", .part(99..<100)), ("bytes=99-", .part(99..<100)),
    ("bytes=0-99999999999999999999999", .part(0..<100)),
    ("bytes=100-", .unsatisfiable), ("bytes=100-200", .unsatisfiable), ("bytes=-0", .unsatisfiable),
    ("bytes=99999999999999999999999-", .unsatisfiable),
    ("bytes=5-4", .whole), ("bytes=", .whole), ("bytes=-", .whole), ("bytes=a-b", .whole),
    ("bytes=1-2,5-6", .whole), ("bytes=1", .whole), ("items=0-1", .whole), ("", .whole),
    ("bytes=+1-2", .whole), ("bytes=--5", .whole), ("bytes 0-1", .whole), ("bytes=0x1-2", .whole),
  ])
  func `a range of a hundred bytes is read`(header: String, expected: ByteRange) {
    #expect(ByteRange(header, size: 100) == expected)
  }

  @Test func `without a header everything is sent`() {
    #expect(ByteRange(nil, size: 100) == .whole)
  }

  @Test func `nothing of an empty file can be sent in part`() {
    for header in ["bytes=0-", "bytes=0-0", "bytes=-1", "bytes=-0"] {
      #expect(ByteRange(header, size: 0) == .unsatisfiable)
    }
  }

  @Test func `a part always lies inside the file and is never empty`() {
    for size in Int64(0)..<6 {
      for first in -1...6 {
        for last in -1...6 {
          let header = "bytes=\(first < 0 ? "" : "\(first)")-\(last < 0 ? "" : "\(last)")"
          guard case .part(let range) = ByteRange(header, size: size) else { continue }
          #expect(range.lowerBound >= 0 && range.upperBound <= size && !range.isEmpty, "\(header)")
          if first >= 0 { #expect(range.lowerBound == Int64(first)) }
        }
      }
    }
  }
}
