/// What a judge reads of an answer: words in order, and where sentences end.
///
/// There is no field for a time or for anything that was measured in a voice, so a judgement cannot
/// depend on how something was said; even the times of words would tell pauses.
public struct JudgedText: Codable, Equatable, Hashable, Sendable {
  /// Lower-case words without punctuation; `[name]`, `[school]` and `[person]` stand for what is
  /// masked.
  public var words: [String]
  /// Places of the words with which sentences end, rising.
  public var sentenceEnds: [Int]

  /// Creates a text.
  public init(words: [String], sentenceEnds: [Int] = []) {
    self.words = words
    self.sentenceEnds = sentenceEnds
  }

  /// The text as it is written: sentences end with a full stop.
  public var text: String { text(of: words.indices) }

  /// A part of the text as it is written.
  public func text(of range: Range<Int>) -> String {
    let range = range.clamped(to: words.indices)
    let ends = Set(sentenceEnds)
    return range.map {
      ends.contains($0) && $0 + 1 < range.upperBound ? words[$0] + "." : words[$0]
    }
    .joined(separator: " ")
  }

  /// Ranges of the sentences; none is empty.
  public var sentences: [Range<Int>] {
    var start = 0
    var ranges: [Range<Int>] = []
    for end in sentenceEnds.map({ $0 + 1 }) + [words.count] where end > start && end <= words.count
    {
      ranges.append(start..<end)
      start = end
    }
    return ranges
  }
}

/// A passage of a judged text, word for word.
///
/// As JSON `{"start", "end", "text"}`: places of words, the end just after the last.
public struct Quote: Codable, Equatable, Hashable, Sendable {
  /// Place of the first word.
  public var start: Int
  /// Place after the last word.
  public var end: Int
  /// The words.
  public var text: String

  /// Quotes a range of a text.
  public init(_ range: Range<Int>, of text: JudgedText) {
    start = range.lowerBound
    end = range.upperBound
    self.text = text.text(of: range)
  }

  /// Places of the words.
  public var range: Range<Int> { start..<max(start, end) }
}
