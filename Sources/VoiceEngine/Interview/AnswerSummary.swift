/// What the interview rules look at in an answer.
public struct AnswerSummary: Equatable, Sendable {
  /// What reached us of the answer.
  public enum Content: Equatable, Sendable {
    /// The candidate said and typed nothing.
    case silence
    /// Voice that was not, or could not be, put into words; `couldRecognize` tells which.
    case voice(couldRecognize: Bool)
    /// Words.
    case words(String)
  }

  /// What reached us.
  public var content: Content
  /// From the first onset to the last offset.
  public var speechTime: Duration

  /// Creates a summary.
  public init(content: Content, speechTime: Duration) {
    self.content = content
    self.speechTime = speechTime
  }
}

extension FollowUpCondition {
  /// Whether the condition holds for all that was said about a question so far.
  ///
  /// What cannot be known without words (`missing`, `heard`, `wordsBelow`) does not hold: a probe
  /// that might be unfounded is not asked.
  ///
  /// - Parameter asked: ids of the question's follow-ups that were asked.
  public func holds(
    for answer: AnswerSummary,
    evidence: [EvidencePoint],
    asked: [String] = []
  ) -> Bool {
    switch self {
    case .asked(let id):
      return asked.contains(id)
    case .silent:
      return answer.content == .silence
    case .speechTimeBelow(let limit):
      return answer.content != .silence && answer.speechTime < limit && !answer.isTyped
    case .wordsBelow(let limit):
      guard case .words(let text) = answer.content else { return false }
      return EvidenceMatcher.normalizedWords(of: text).count < limit
    case .heard(let id):
      return mentions(id, answer, evidence) ?? false
    case .missing(let id):
      return mentions(id, answer, evidence).map { !$0 } ?? false
    case .all(let parts):
      return parts.allSatisfy { $0.holds(for: answer, evidence: evidence, asked: asked) }
    case .any(let parts):
      return parts.contains { $0.holds(for: answer, evidence: evidence, asked: asked) }
    }
  }

  private func mentions(
    _ id: String,
    _ answer: AnswerSummary,
    _ evidence: [EvidencePoint]
  ) -> Bool? {
    guard case .words(let text) = answer.content else { return nil }
    guard let point = evidence.first(where: { $0.id == id }) else { return nil }
    return EvidenceMatcher.heard(point, in: text)
  }
}

extension AnswerSummary {
  /// Words without speech were typed; how long typing took says nothing.
  var isTyped: Bool {
    if case .words = content { speechTime == .zero } else { false }
  }
}
