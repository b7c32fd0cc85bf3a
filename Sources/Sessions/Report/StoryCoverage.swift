/// What sort of answer a question got, and which parts of a story are heard in it.
public struct StoryCoverage: Codable, Equatable, Sendable {
  /// A part with the words that are it.
  public struct Part: Codable, Equatable, Sendable {
    /// The part.
    public var part: AnswerForm.Part
    /// The first words that are it, or `nil` where none are heard.
    public var quote: ReportQuote?
  }

  /// The core question's id.
  public var questionID: String
  /// Whether the question asks for one occasion, so that a story is the answer to it.
  public var isAsked: Bool
  /// What sort of answer it is.
  public var kind: AnswerForm.Kind
  /// The four parts; empty unless it is a story.
  public var parts: [Part]

  private enum CodingKeys: String, CodingKey {
    case questionID = "question_id"
    case isAsked = "asked"
    case kind, parts
  }

  /// Tells the form of a reply.
  init(_ form: AnswerForm, of reply: QuestionReply) {
    questionID = reply.judged.questionID
    isAsked = OccasionQuestion.asks(reply)
    kind = form.kind
    parts =
      form.kind == .story
      ? AnswerForm.Part.allCases.map { part in
        let span = form.spans.first { $0.part == part }
        return Part(part: part, quote: span.flatMap { reply.quote($0.quote) })
      } : []
  }
}
