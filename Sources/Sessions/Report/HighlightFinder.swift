import Scoring
import Speech
import VoiceEngine

/// Finds what worked and what to change, by fixed rules and each at a moment; for coaching only.
///
/// Two of each at most: more is not read. Content comes before form and form before delivery, and
/// two highlights of a kind never speak of the same answer.
struct HighlightFinder {
  static let mostOfEach = 2

  let replies: [QuestionReply]
  let forms: [String: AnswerForm]
  let evaluation: SessionEvaluation
  let answers: [CoachedAnswer]
  let language: ReportLanguage

  /// A highlight on its way: the lower the rank, the earlier it is chosen.
  private struct Candidate {
    var rank: Int
    var code: String
    var sentence: ReportSentence
    var advice: ReportSentence
    var moment: ReportMoment
    var values: [String: String] = [:]
  }

  var strengths: [ReportHighlight] {
    choose(replies.flatMap(strengths(of:)) + lengthStrengths)
  }

  var changes: [ReportHighlight] {
    choose(replies.flatMap(changes(of:)) + answers.flatMap(changes(of:)) + fallbackChanges)
  }

  private func choose(_ candidates: [Candidate]) -> [ReportHighlight] {
    var chosen: [Candidate] = []
    let sorted = candidates.enumerated().sorted {
      ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
    }.map(\.element)
    // First about different answers and in different words, then whatever there is.
    for isStrict in [true, false] {
      for candidate in sorted where chosen.count < HighlightFinder.mostOfEach {
        let isNew = chosen.allSatisfy {
          $0.code != candidate.code
            && (!isStrict || $0.moment.questionID != candidate.moment.questionID)
        }
        if isNew { chosen.append(candidate) }
      }
    }
    return chosen.sorted { $0.moment.startMilliseconds < $1.moment.startMilliseconds }.map {
      var values = $0.values
      values["time"] = language.clock($0.moment.startMilliseconds)
      return ReportHighlight(
        code: $0.code,
        sentence: language($0.sentence, values),
        advice: language($0.advice, values),
        moment: $0.moment
      )
    }
  }

  // MARK: What worked

  private func strengths(of reply: QuestionReply) -> [Candidate] {
    var found: [Candidate] = []
    let id = reply.judged.questionID
    func add(
      _ rank: Int,
      _ code: String,
      _ quote: ReportQuote?,
      _ sentence: ReportSentence,
      _ advice: ReportSentence,
      _ values: [String: String] = [:]
    ) {
      guard let quote else { return }
      let values = values.merging(["quote": quote.text]) { first, _ in first }
      found.append(
        Candidate(
          rank: rank,
          code: code,
          sentence: sentence,
          advice: advice,
          moment: quote.moment,
          values: values
        )
      )
    }
    let form = forms[id]
    if let form, form.kind == .story {
      func first(_ part: AnswerForm.Part) -> ReportQuote? {
        form.spans.first { $0.part == part }.flatMap { reply.quote($0.quote) }
      }
      if form.missing.isEmpty {
        add(
          0,
          "story",
          form.spans.first.flatMap { reply.quote($0.quote) },
          .strengthStory,
          .strengthStoryAdvice
        )
      }
      if let result = form.spans.last(where: { $0.part == .result }) {
        let hasFigure = result.quote.text.contains { $0.isNumber }
        add(
          hasFigure ? 2 : 3,
          hasFigure ? "figure" : "result",
          reply.quote(result.quote),
          hasFigure ? .strengthFigure : .strengthResult,
          hasFigure ? .strengthFigureAdvice : .strengthResultAdvice
        )
      }
      add(4, "action", first(.action), .strengthAction, .strengthActionAdvice)
    }
    let evidence = evaluation.answers.first { $0.questionID == id }?.evidence ?? []
    if !evidence.isEmpty, evidence.allSatisfy(\.isHeard) {
      add(
        1,
        "points",
        evidence.first?.quote.flatMap { reply.quote($0) },
        .strengthPoints,
        .strengthPointsAdvice,
        ["points": names(of: evidence)]
      )
    }
    let opening = reply.judged.text.sentences.first.map { $0.prefix(JudgedText.longestPassage) }
    if let opening, reply.judged.text.words.count >= EmbeddedJudge.leastWords {
      add(9, "answered", reply.quote(opening), .strengthAnswered, .strengthAnsweredAdvice)
    }
    return found
  }

  private var lengthStrengths: [Candidate] {
    answers.filter { $0.lengthVerdict == .within }.map { answer in
      Candidate(
        rank: 5,
        code: "length",
        sentence: .strengthLength,
        advice: .strengthLengthAdvice,
        moment: ReportMoment(answer.answer),
        values: lengths(of: answer)
      )
    }
  }

  // MARK: What to change

  private func changes(of reply: QuestionReply) -> [Candidate] {
    guard let turn = reply.turns.first else { return [] }
    var found: [Candidate] = []
    let id = reply.judged.questionID
    let moment = ReportMoment(turn, questionID: id)
    func add(
      _ rank: Int,
      _ code: String,
      _ sentence: ReportSentence,
      _ advice: ReportSentence,
      _ values: [String: String] = [:],
      at place: ReportMoment? = nil
    ) {
      found.append(
        Candidate(
          rank: rank,
          code: code,
          sentence: sentence,
          advice: advice,
          moment: place ?? moment,
          values: values
        )
      )
    }
    let lexicon = LexiconLanguage(tag: reply.judged.language)
    if let form = forms[id] {
      let isAsked = lexicon.map { OccasionQuestion.asks(reply.judged.question, $0) } ?? false
      if isAsked, let kind = kindSentence(form.kind) {
        add(0, "no_story", .changeNoStory, .changeNoStoryAdvice, ["kind": language(kind)])
      }
      for part in form.missing.reversed() {
        let sentence = HighlightFinder.missing(part)
        let rank = part == .result ? 1 : part == .action ? 2 : 4
        add(rank, "no_\(part.rawValue)", sentence.0, sentence.1)
      }
    }
    let missing = (evaluation.answers.first { $0.questionID == id }?.evidence ?? [])
      .filter { !$0.isHeard }
    if !missing.isEmpty {
      add(3, "points", .changePoints, .changePointsAdvice, ["points": names(of: missing)])
    }
    for habit in SpeechHabits(reply).found {
      switch habit {
      case .fillerCluster(let count, let place):
        add(6, "fillers", .changeFillers, .changeFillersAdvice, ["count": "\(count)"], at: place)
      case .hedges(let count, let quote):
        add(
          7,
          "hedges",
          .changeHedges,
          .changeHedgesAdvice,
          ["count": "\(count)", "quote": quote]
        )
      }
    }
    return found
  }

  private func changes(of answer: CoachedAnswer) -> [Candidate] {
    var found: [Candidate] = []
    func add(
      _ rank: Int,
      _ code: String,
      _ sentence: ReportSentence,
      _ advice: ReportSentence,
      _ values: [String: String] = [:]
    ) {
      found.append(
        Candidate(
          rank: rank,
          code: code,
          sentence: sentence,
          advice: advice,
          moment: ReportMoment(answer.answer),
          values: values
        )
      )
    }
    switch answer.lengthVerdict {
    case .short: add(5, "short", .changeShort, .changeShortAdvice, lengths(of: answer))
    case .long: add(5, "long", .changeLong, .changeLongAdvice, lengths(of: answer))
    case .within, nil: break
    }
    if answer.answer.reason == .silence {
      add(2, "silence", .changeSilence, .changeSilenceAdvice)
    }
    if let pause = answer.delivery?.longestSilentPauseSeconds,
      pause >= HighlightFinder.noticeablePause
    {
      add(8, "pause", .changePause, .changePauseAdvice, ["length": language.length(pause)])
    }
    return found
  }

  /// Something can always be tried: the longest answer once more.
  private var fallbackChanges: [Candidate] {
    let longest = answers.filter { $0.answer.reason != .silence }.max {
      $0.answer.lengthMilliseconds < $1.answer.lengthMilliseconds
    }
    return longest.map {
      [
        Candidate(
          rank: 9,
          code: "again",
          sentence: .changeAgain,
          advice: .changeAgainAdvice,
          moment: ReportMoment($0.answer)
        )
      ]
    } ?? []
  }

  // MARK: Words

  private static let noticeablePause = 3.0

  private static func missing(_ part: AnswerForm.Part) -> (ReportSentence, ReportSentence) {
    switch part {
    case .situation: (.changeSituation, .changeSituationAdvice)
    case .task: (.changeTask, .changeTaskAdvice)
    case .action: (.changeAction, .changeActionAdvice)
    case .result: (.changeResult, .changeResultAdvice)
    }
  }

  private func kindSentence(_ kind: AnswerForm.Kind) -> ReportSentence? {
    switch kind {
    case .example: .kindExample
    case .opinion: .kindOpinion
    case .selfDescription: .kindSelfDescription
    case .story, .unclear: nil
    }
  }

  private func names(of findings: [EvidenceFinding]) -> String {
    findings.map(\.name).joined(separator: ", ")
  }

  private func lengths(of answer: CoachedAnswer) -> [String: String] {
    [
      "length": language.length(Double(answer.answer.lengthMilliseconds) / 1_000),
      "minimum": language.length(answer.expectedLength?.minimum ?? 0),
      "maximum": language.length(answer.expectedLength?.maximum ?? 0),
    ]
  }
}

extension EvidenceFinding {
  /// What people are shown.
  var name: String {
    label ?? point.split { $0 == "_" || $0 == "-" }.joined(separator: " ")
  }
}
