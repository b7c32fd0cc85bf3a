import Scoring
import VoiceEngine

extension HighlightFinder {
  /// A pause that a listener notices, in seconds.
  private static let noticeablePause = 3.0

  /// What is missing in a reply, and what takes it back.
  func changes(of reply: QuestionReply) -> [Candidate] {
    guard let turn = reply.turns.first else { return [] }
    let id = reply.judged.questionID
    let moment = ReportMoment(turn, questionID: id)
    var found = forms[id].map { changes(of: $0, reply, moment) } ?? []
    let missing = evidence(of: id).filter { !$0.isHeard }
    if !missing.isEmpty { found.append(Candidate(.missingPoints, moment, names(of: missing))) }
    for habit in SpeechHabits(reply).found {
      switch habit {
      case .fillerCluster(let count, let place):
        found.append(Candidate(.fillers, place, ["count": "\(count)"]))
      case .hedges(let count, let quote):
        found.append(Candidate(.hedges, moment, ["count": "\(count)", "quote": quote]))
      }
    }
    return found
  }

  private func changes(
    of form: AnswerForm,
    _ reply: QuestionReply,
    _ moment: ReportMoment
  ) -> [Candidate] {
    guard OccasionQuestion.asks(reply) else { return [] }
    let missing = form.missing.map { Candidate(HighlightKind(without: $0), moment) }
    guard let kind = form.kind.sentence else { return missing }
    return missing + [Candidate(.noStory, moment, ["kind": language(kind)])]
  }

  /// Lengths, silence and pauses.
  func changes(of answer: CoachedAnswer) -> [Candidate] {
    let moment = ReportMoment(answer.answer)
    var found: [Candidate] = []
    switch answer.lengthVerdict {
    case .short: found.append(Candidate(.short, moment, lengths(of: answer)))
    case .long: found.append(Candidate(.long, moment, lengths(of: answer)))
    case .within, nil: break
    }
    if answer.answer.reason == .silence { found.append(Candidate(.silence, moment)) }
    if saysPauses, let pause = answer.delivery?.longestSilentPauseSeconds,
      pause >= HighlightFinder.noticeablePause
    {
      found.append(Candidate(.pause, moment, ["length": language.length(pause)]))
    }
    return found
  }

  /// Something can be tried with any voice: the longest answer once more, unless it was short.
  ///
  /// What was said to a follow-up has no length to compare, and is a part of an answer anyway.
  var longestAgain: [Candidate] {
    let spoken = answers.filter {
      $0.answer.reason.isSpoken && $0.answer.kind == .core && $0.lengthVerdict != .short
    }
    let longest = spoken.max {
      $0.answer.lengthMilliseconds < $1.answer.lengthMilliseconds
    }
    return longest.map { [Candidate(.again, ReportMoment($0.answer))] } ?? []
  }
}

extension AnswerForm.Kind {
  /// What was given instead of a story; `nil` where it is one or cannot be told.
  fileprivate var sentence: ReportSentence? {
    switch self {
    case .example: .kindExample
    case .opinion: .kindOpinion
    case .selfDescription: .kindSelfDescription
    case .story, .unclear: nil
    }
  }
}
