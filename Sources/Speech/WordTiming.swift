/// A word and when it was said.
///
/// As JSON: `{"text", "start_ms", "end_ms", "confidence"?}`, times in whole milliseconds of the
/// session.
public struct WordTiming: Equatable, Sendable {
  /// The word as written.
  public var text: String
  /// Where the word begins.
  public var start: SampleTime
  /// Where the word ends.
  public var end: SampleTime
  /// The recognizer's posterior probability, 0…1, or `nil` where it gives none.
  public var confidence: Double?

  /// Creates a timed word.
  public init(text: String, start: SampleTime, end: SampleTime, confidence: Double? = nil) {
    self.text = text
    self.start = start
    self.end = end
    self.confidence = confidence
  }
}

extension WordTiming: Codable {
  private enum CodingKeys: String, CodingKey {
    case text
    case start = "start_ms"
    case end = "end_ms"
    case confidence
  }

  /// Decodes the JSON form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    text = try container.decode(String.self, forKey: .text)
    start = SampleTime(milliseconds: try container.decode(Int64.self, forKey: .start))
    end = SampleTime(milliseconds: try container.decode(Int64.self, forKey: .end))
    confidence = try container.decodeIfPresent(Double.self, forKey: .confidence)
  }

  /// Encodes the JSON form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(text, forKey: .text)
    try container.encode(start.milliseconds, forKey: .start)
    try container.encode(end.milliseconds, forKey: .end)
    try container.encodeIfPresent(confidence, forKey: .confidence)
  }
}
