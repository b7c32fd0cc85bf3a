/// The form of an answer: what sort it is, and which parts of a story it has.
///
/// For coaching only. Whoever has rehearsed tells better stories; a hiring evaluation looks at the
/// competency, not at the form, and has no field for it.
public struct AnswerForm: Codable, Equatable, Sendable {
  /// What sort of answer it is.
  public enum Kind: String, Codable, CaseIterable, Sendable {
    /// One occasion on which something happened.
    case story
    /// What the speaker usually does.
    case example
    /// What the speaker holds to be right.
    case opinion
    /// What the speaker is like.
    case selfDescription = "self_description"
    /// None of these can be told from the words.
    case unclear
  }

  /// A part of a story.
  public enum Part: String, Codable, CaseIterable, Sendable {
    /// Where, when and in what state things were.
    case situation
    /// What was to be done.
    case task
    /// What the speaker did.
    case action
    /// What came of it.
    case result
  }

  /// A passage that is one part.
  public struct Span: Codable, Equatable, Sendable {
    /// The part.
    public var part: Part
    /// The words.
    public var quote: Quote

    /// Creates a span.
    public init(part: Part, quote: Quote) {
      self.part = part
      self.quote = quote
    }
  }

  /// What sort of answer it is.
  public var kind: Kind
  /// Parts of the story in the order in which they are told; empty for other answers.
  public var spans: [Span]

  /// Creates a form.
  public init(kind: Kind, spans: [Span]) {
    self.kind = kind
    self.spans = spans
  }

  /// Parts that a story lacks; empty for other answers.
  public var missing: [Part] {
    guard kind == .story else { return [] }
    return Part.allCases.filter { part in !spans.contains { $0.part == part } }
  }
}
