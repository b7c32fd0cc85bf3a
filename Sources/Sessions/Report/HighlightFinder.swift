/// Finds what worked and what to change, by fixed rules and each at a moment; for coaching only.
///
/// Two of each at most: more is not read. Where they can they say two things of two answers, and
/// never the same of one.
struct HighlightFinder {
  static let mostOfEach = 2

  let replies: [QuestionReply]
  let forms: [String: AnswerForm]
  let evaluation: SessionEvaluation
  let answers: [CoachedAnswer]
  let language: ReportLanguage
  /// Whether the scenario has pauses reported.
  var saysPauses = true

  /// Something that could be said.
  struct Candidate {
    var kind: HighlightKind
    var moment: ReportMoment
    var values: [String: String]

    init(_ kind: HighlightKind, _ moment: ReportMoment, _ values: [String: String] = [:]) {
      self.kind = kind
      self.moment = moment
      self.values = values
    }
  }

  /// At most two things that worked, in the order of their moments.
  var strengths: [ReportHighlight] {
    choose(replies.flatMap(strengths(of:)) + answers.compactMap(strength(of:)))
  }

  /// At most two things to change, in the order of their moments.
  var changes: [ReportHighlight] {
    choose(replies.flatMap(changes(of:)) + answers.flatMap(changes(of:)) + longestAgain)
  }

  /// The one of some changes that matters most.
  func mostPressing(of changes: [ReportHighlight]) -> ReportHighlight? {
    func rank(_ change: ReportHighlight) -> Int {
      HighlightKind(rawValue: change.code)?.rank ?? .max
    }
    return changes.min { rank($0) < rank($1) }
  }

  private func choose(_ candidates: [Candidate]) -> [ReportHighlight] {
    let sorted = candidates.enumerated().sorted {
      ($0.element.kind.rank, $0.offset) < ($1.element.kind.rank, $1.offset)
    }.map(\.element)
    var chosen: [Candidate] = []
    // Two things of two answers, two of one, one of two, and what could be said of every answer.
    for pass in 0..<4 {
      for candidate in sorted where chosen.count < HighlightFinder.mostOfEach {
        let isNew = chosen.allSatisfy {
          let isOtherKind = $0.kind != candidate.kind
          let isElsewhere = $0.moment.questionID != candidate.moment.questionID
          return switch pass {
          case 0: isOtherKind && isElsewhere
          case 2: isElsewhere && candidate.kind != .silence
          default: isOtherKind
          }
        }
        if isNew, pass == 3 || !candidate.kind.isFiller { chosen.append(candidate) }
      }
    }
    return chosen.sorted { $0.moment.startMilliseconds < $1.moment.startMilliseconds }.map(tell)
  }

  private func tell(_ candidate: Candidate) -> ReportHighlight {
    var values = candidate.values
    values["time"] = language.clock(candidate.moment.startMilliseconds)
    return ReportHighlight(
      code: candidate.kind.rawValue,
      sentence: language(candidate.kind.sentence, values),
      advice: language(candidate.kind.advice, values),
      moment: candidate.moment
    )
  }

  // MARK: Values

  /// What was looked for in the reply to a question.
  func evidence(of question: String) -> [EvidenceFinding] {
    evaluation.answers.first { $0.questionID == question }?.evidence ?? []
  }

  func names(of findings: [EvidenceFinding]) -> [String: String] {
    ["points": findings.map(\.name).joined(separator: ", ")]
  }

  func lengths(of answer: CoachedAnswer) -> [String: String] {
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
