import VoiceEngine

/// Rates answers with a language model, and believes it nothing that it cannot check.
///
/// Each answer and competency is rated alone, several times with the anchors in another order. A
/// level counts only with words for it that stand in the answer. Then three controls are rated: the
/// quoted words alone, the answer with padding, and the answer with a plea for another level; a
/// model whose level moves with any of them is not rating the answer, and a person has to.
public struct ModelJudge<Model: LanguageModel>: AnswerJudge {
  private let model: Model
  private let seed: UInt64

  /// Who judges.
  public var identity: JudgeIdentity {
    JudgeIdentity(kind: .model, model: model.name, template: JudgePrompt.template)
  }

  /// Creates a judge.
  ///
  /// - Parameter seed: from which anchors are shuffled; the same for sessions that are compared.
  public init(model: Model, seed: UInt64 = 0) {
    self.model = model
    self.seed = seed
  }

  /// Judges one answer.
  public func judge(_ answer: JudgedAnswer) async throws(JudgeError) -> AnswerEvaluation {
    let finder = EvidenceFinder(answer.text, language: LexiconLanguage(tag: answer.language))
    var ratings: [CompetencyRating] = []
    for competency in answer.competencies {
      var rating = RatingRun(model: model, seed: seed, answer: answer, competency: competency)
      ratings.append(try await rating.result())
    }
    return AnswerEvaluation(
      questionID: answer.questionID,
      evidence: finder.findings(of: answer.evidence),
      ratings: ratings
    )
  }
}

/// One competency in one answer.
private struct RatingRun<Model: LanguageModel> {
  private static var mostClaims: Int { 6 }
  private static var runLimits: ClosedRange<Int> { 3...9 }

  private struct Checked {
    var level: Int?
    var claims: [CompetencyRating.Claim]
    var dropped: Int
    /// Whether a level was given and nothing that could be found was given for it.
    var lacksQuote: Bool
  }

  private let model: Model
  private let answer: JudgedAnswer
  private let competency: Competency
  private let prompts: JudgePrompt
  private let finder: QuoteFinder
  private var generator: SplitMix64
  private var hash = PromptHash()

  init(model: Model, seed: UInt64, answer: JudgedAnswer, competency: Competency) {
    self.model = model
    self.answer = answer
    self.competency = competency
    prompts = JudgePrompt(answer: answer, competency: competency)
    finder = QuoteFinder(answer.text)
    generator = SplitMix64(state: seed)
  }

  mutating func result() async throws(JudgeError) -> CompetencyRating {
    guard answer.text.words.count >= EmbeddedJudge.leastWords else {
      return CompetencyRating(competency: competency.id, level: nil, reasons: [.tooShort])
    }
    let count = min(max(answer.settings.runs, Self.runLimits.lowerBound), Self.runLimits.upperBound)
    var runs: [Checked?] = []
    for _ in 0..<count { runs.append(try await ask(about: answer.text).map(check)) }
    var rating = combine(runs)
    if let level = rating.level {
      let levels = rating.runs.compactMap { $0 }
      let range = (levels.min() ?? level)...(levels.max() ?? level)
      rating.reasons += try await faults(level, range, rating.claims)
      // Whatever the model meant by such a level, it is not what the rubric means.
      if rating.reasons.contains(where: { $0.asksForHuman && $0 != .spread }) { rating.level = nil }
    }
    rating.promptHash = hash.digits
    return rating
  }

  /// Asks once; `nil` where the answer is not in the form.
  private mutating func ask(about text: JudgedText) async throws(JudgeError) -> ModelVerdict? {
    let prompt = prompts.prompt(for: text, shuffledBy: &generator)
    hash.add(prompt)
    do throws(LanguageModelError) {
      let text = try await model.answer(to: prompt, limit: ModelVerdict.mostBytes)
      return ModelVerdict(text, scale: answer.scale)
    } catch {
      switch error.code {
      case .refused: return nil
      case .unavailable: throw JudgeError(.unavailable)
      }
    }
  }

  /// Drops claims whose quote does not stand in the answer, and a level without any.
  private func check(_ verdict: ModelVerdict) -> Checked {
    let claims = verdict.claims.compactMap { claim in
      finder.find(claim.quote).map { CompetencyRating.Claim(level: claim.level, quote: $0) }
    }
    let carries = verdict.level.map { level in claims.contains { abs($0.level - level) <= 1 } }
    let isBare = carries == false && answer.settings.quote == .required
    return Checked(
      level: isBare ? nil : verdict.level,
      claims: claims,
      dropped: verdict.claims.count - claims.count,
      lacksQuote: isBare
    )
  }

  private func combine(_ runs: [Checked?]) -> CompetencyRating {
    let readable = runs.compactMap { $0 }
    let levels = readable.compactMap(\.level).sorted()
    var rating = CompetencyRating(
      competency: competency.id,
      level: nil,
      runs: runs.map { $0?.level },
      droppedClaims: readable.reduce(0) { $0 + $1.dropped }
    )
    guard 2 * readable.count > runs.count else {
      rating.reasons = [.unreadable]
      return rating
    }
    guard 2 * levels.count > readable.count, let lowest = levels.first, let highest = levels.last
    else {
      rating.reasons = [readable.contains(where: \.lacksQuote) ? .noQuote : .notShown]
      return rating
    }
    let level = answer.settings.combine == .lowest ? lowest : levels[(levels.count - 1) / 2]
    rating.level = level
    rating.spread = highest - lowest
    if highest - lowest > 1 { rating.reasons = [.spread] }
    rating.claims = claims(of: readable, for: level)
    return rating
  }

  /// Each passage once, those for the level that is given first.
  private func claims(of runs: [Checked], for level: Int) -> [CompetencyRating.Claim] {
    var seen: Set<Quote> = []
    let all = runs.flatMap(\.claims).filter { seen.insert($0.quote).inserted }
    let near = all.filter { abs($0.level - level) <= 1 }
    return Array(near.prefix(Self.mostClaims))
  }

  /// What the controls bring to light.
  private mutating func faults(
    _ level: Int,
    _ levels: ClosedRange<Int>,
    _ claims: [CompetencyRating.Claim]
  ) async throws(JudgeError) -> [CompetencyRating.Reason] {
    var faults: [CompetencyRating.Reason] = []
    for control in JudgeControl.allCases {
      let changed = control.text(
        of: answer.text,
        claims: claims,
        level: level,
        scale: answer.scale,
        language: LexiconLanguage(tag: answer.language)
      )
      guard let changed else { continue }
      let verdict = try await ask(about: changed)
      if let fault = control.fault(verdict?.level, levels: levels) { faults.append(fault) }
    }
    return faults
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014): the same shuffles from the same seed.
private struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
