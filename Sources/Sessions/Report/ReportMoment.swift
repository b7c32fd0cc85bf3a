import VoiceEngine

/// A moment of the session that can be heard again.
///
/// As JSON `{"turn", "question_id", "at_ms", "end_ms"}`.
public struct ReportMoment: Codable, Equatable, Sendable {
  /// The turn in which it lies.
  public var turn: Int
  /// The core question that was being answered.
  public var questionID: String
  /// Where it begins, in milliseconds of the session.
  public var startMilliseconds: Int64
  /// Where it ends, in milliseconds of the session.
  public var endMilliseconds: Int64

  private enum CodingKeys: String, CodingKey {
    case turn
    case questionID = "question_id"
    case startMilliseconds = "at_ms"
    case endMilliseconds = "end_ms"
  }

  /// A whole turn.
  init(_ turn: TurnCommitted, questionID: String) {
    self.turn = turn.turn
    self.questionID = questionID
    startMilliseconds = turn.startMilliseconds
    endMilliseconds = turn.endMilliseconds
  }

  /// The words of a range of a transcript, as far as they lie in one turn.
  ///
  /// - Returns: `nil` for an empty range.
  init?(_ range: Range<Int>, of transcript: AnswerTranscript, questionID: String) {
    let range = range.clamped(to: transcript.words.indices)
    guard let first = range.first.map({ transcript.words[$0] }) else { return nil }
    let last = transcript.words[range].last { $0.turn == first.turn } ?? first
    turn = first.turn
    self.questionID = questionID
    startMilliseconds = first.startMilliseconds
    endMilliseconds = max(first.endMilliseconds, last.endMilliseconds)
  }
}

/// Words of the candidate with their moment.
public struct ReportQuote: Codable, Equatable, Sendable {
  /// The words as they were recognized or typed.
  public var text: String
  /// Where they were said.
  public var moment: ReportMoment
}

extension QuestionReply {
  /// A passage of the judged text as it was said, with its moment.
  func quote(_ quote: Quote) -> ReportQuote? { self.quote(quote.range) }

  /// Words of the judged text as they were said, with their moment.
  func quote(_ range: Range<Int>) -> ReportQuote? {
    guard let source = prepared.source(of: range),
      let moment = ReportMoment(source, of: prepared.transcript, questionID: judged.questionID)
    else { return nil }
    return ReportQuote(text: prepared.transcript.text(of: source), moment: moment)
  }
}

/// A sentence about a moment, and what to try.
public struct ReportHighlight: Codable, Equatable, Sendable {
  /// A stable name of what is said; more may come.
  public var code: String
  /// "At 02:13 you …", in the report's language.
  public var sentence: String
  /// "Try …", in the report's language.
  public var advice: String
  /// The moment of which it speaks.
  public var moment: ReportMoment
}
