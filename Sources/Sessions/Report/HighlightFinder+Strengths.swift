extension HighlightFinder {
  /// What worked in a reply.
  func strengths(of reply: QuestionReply) -> [Candidate] {
    let evidence = evidence(of: reply.judged.questionID)
    var found = forms[reply.judged.questionID].map { strengths(of: $0, reply) } ?? []
    if !evidence.isEmpty, evidence.allSatisfy(\.isHeard), let first = evidence[0].quote,
      let quote = reply.quote(first)
    {
      found.append(Candidate(.points, quote.moment, names(of: evidence)))
    }
    if let opening = reply.judged.text.sentences.first,
      reply.judged.text.words.count >= EmbeddedJudge.leastWords
    {
      found += quoting(.answered, reply.quote(opening.prefix(JudgedText.longestPassage)))
    }
    return found
  }

  /// The expected length.
  func strength(of answer: CoachedAnswer) -> Candidate? {
    guard answer.lengthVerdict == .within else { return nil }
    return Candidate(.length, ReportMoment(answer.answer), lengths(of: answer))
  }

  private func strengths(of form: AnswerForm, _ reply: QuestionReply) -> [Candidate] {
    guard form.kind == .story else { return [] }
    var found: [Candidate] = []
    if form.missing.isEmpty, let first = form.spans.first, let quote = reply.quote(first.quote) {
      found.append(Candidate(.story, quote.moment))
    }
    if let result = form.spans.last(where: { $0.part == .result })?.quote {
      let hasFigure = result.text.contains { $0.isNumber }
      found += quoting(hasFigure ? .figure : .result, reply.quote(result))
    }
    if let action = form.spans.first(where: { $0.part == .action })?.quote {
      found += quoting(.action, reply.quote(action))
    }
    return found
  }

  private func quoting(_ kind: HighlightKind, _ quote: ReportQuote?) -> [Candidate] {
    quote.map { [Candidate(kind, $0.moment, ["quote": $0.text.withoutStop])] } ?? []
  }
}

extension String {
  /// Without the stop or comma of which a sentence that quotes it would have two.
  fileprivate var withoutStop: String {
    var text = self
    while let last = text.last, ".,;:".contains(last) { text.removeLast() }
    return text
  }
}
