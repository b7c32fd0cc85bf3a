public import Speech

/// All that was said in reply to one question, follow-ups included, word for word.
public struct AnswerTranscript: Equatable, Sendable {
  /// A word as it was recognized or typed.
  public struct Word: Equatable, Sendable {
    /// The word as written, with what punctuation it has.
    public var text: String
    /// The turn in which it was said.
    public var turn: Int
    /// Where it begins, in milliseconds of the session.
    public var startMilliseconds: Int64
    /// Where it ends, in milliseconds of the session.
    public var endMilliseconds: Int64

    /// Creates a word.
    public init(text: String, turn: Int, startMilliseconds: Int64, endMilliseconds: Int64) {
      self.text = text
      self.turn = turn
      self.startMilliseconds = startMilliseconds
      self.endMilliseconds = endMilliseconds
    }
  }

  /// The words in the order of their turns.
  public private(set) var words: [Word] = []

  /// Creates a transcript without words.
  public init() {}

  /// Adds what was said in a turn.
  ///
  /// - Parameters:
  ///   - text: the whole of it.
  ///   - timings: its words with times; where they are not the words of `text`, each word gets the
  ///     bounds of the turn.
  ///   - startMilliseconds: where the turn begins.
  ///   - endMilliseconds: where the turn ends.
  public mutating func add(
    _ text: String,
    timings: [WordTiming],
    turn: Int,
    startMilliseconds: Int64,
    endMilliseconds: Int64
  ) {
    let written = text.split(whereSeparator: \.isWhitespace)
    let isTimed =
      written.count == timings.count && zip(written, timings).allSatisfy { $0 == $1.text }
    for (index, word) in written.enumerated() {
      words.append(
        Word(
          text: String(word),
          turn: turn,
          startMilliseconds: isTimed ? timings[index].start.milliseconds : startMilliseconds,
          endMilliseconds: isTimed ? timings[index].end.milliseconds : endMilliseconds
        )
      )
    }
  }

  /// The words of a range as one text.
  public func text(of range: Range<Int>) -> String {
    words[range.clamped(to: words.indices)].map(\.text).joined(separator: " ")
  }
}
