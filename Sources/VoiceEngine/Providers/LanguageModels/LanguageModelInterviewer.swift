/// Lets a language model find the words that may vary, and the plan keep the rest.
///
/// Core questions, greeting, closing and reprompts are the plan's, verbatim and in order. The model
/// words the line before a core question or the closing, planned follow-ups, and where the plan
/// leaves room for one, a follow-up of its own. Nothing of a reply is spoken before it passed
/// `WordingCheck`; after a second one that does not, the planned words are spoken. The first
/// sentence is given as soon as it is whole.
public struct LanguageModelInterviewer: Interviewer {
  /// Replies that are checked before the planned words are spoken.
  static let attempts = 2

  private let models: FallbackList<any LanguageModel>
  private let makeMark: @Sendable () -> String

  /// Creates an interviewer.
  public init(_ models: FallbackList<any LanguageModel>) {
    self.init(models) { String(UInt64.random(in: .min ... .max), radix: 16) }
  }

  init(_ models: FallbackList<any LanguageModel>, makeMark: @escaping @Sendable () -> String) {
    self.models = models
    self.makeMark = makeMark
  }

  /// Yes.
  public var hasOwnWords: Bool { true }

  /// The sentences of a move; the planned ones where the model has no part in it, or fails.
  public func wording(
    of move: InterviewMove,
    in plan: InterviewPlan
  ) -> AsyncStream<WordingPart> {
    AsyncStream { parts in
      let task = Task {
        await word(move, in: plan) { parts.yield($0) }
        parts.finish()
      }
      parts.onTermination = { _ in task.cancel() }
    }
  }

  private func word(
    _ move: InterviewMove,
    in plan: InterviewPlan,
    give: @escaping @Sendable (WordingPart) -> Void
  ) async {
    let planned = SentenceChunker.sentences(of: move.text)
    guard let prompt = prompt(for: move, in: plan) else {
      return give(WordingPart(planned, isLast: true))
    }
    let lead = SpokenLead(prompt, give)
    guard let line = await line(prompt, lead), !Task.isCancelled else {
      return give(WordingPart(planned, isLast: true))
    }
    let sentences = line.sentences + (prompt.task == .acknowledgement ? planned : [])
    give(WordingPart(sentences, isLast: true, passesQuestionOn: line.passesQuestionOn))
  }

  /// What the model is asked, where it may word anything of a move.
  private func prompt(for move: InterviewMove, in plan: InterviewPlan) -> InterviewerPrompt? {
    guard let answer = move.answer, answer.contains(where: { !$0.isWhitespace }) else {
      return nil
    }
    let task: InterviewerPrompt.Task
    // Questions are counted from 1, and what comes next follows the question of the answer.
    let question: Int
    switch move.kind {
    case .closing:
      task = .acknowledgement
      question = plan.questions.count - 1
    case .question(let asked) where asked.kind == .core:
      task = .acknowledgement
      question = asked.index - 2
    case .question(let asked) where asked.kind == .followUp:
      task = move.isGenerated ? .ownFollowUp : .followUp(planned: move.text)
      question = asked.index - 1
    case .question, .greeting, .nudge: return nil
    }
    return InterviewerPrompt(
      task: task,
      plan: plan,
      question: plan.questions.indices.contains(question) ? plan.questions[question].ask : "",
      answer: answer,
      mark: makeMark()
    )
  }

  private func line(
    _ prompt: InterviewerPrompt,
    _ lead: SpokenLead
  ) async -> WordingCheck.Checked? {
    // Both replies together take no longer than the policy allows one request.
    let end = models.now + models.policy.total
    var fault: WordingFault?
    for _ in 0..<LanguageModelInterviewer.attempts {
      let left = end - models.now
      guard left > .zero else { return nil }
      let request = prompt.prompt(after: fault, hasLead: lead.isSpoken)
      guard let reply = await reply(to: request, prompt.task, lead, within: left) else {
        return nil
      }
      // The model finds that nothing needs to be asked.
      if prompt.task == .ownFollowUp, reply.contains(InterviewerPrompt.nothing) { return nil }
      let check = WordingCheck(prompt, instructions: request.instructions)
      do throws(WordingFault) { return try check.check(reply) } catch { fault = error }
    }
    return nil
  }

  /// The reply without what was spoken of it already.
  private func reply(
    to request: ModelPrompt,
    _ task: InterviewerPrompt.Task,
    _ lead: SpokenLead,
    within left: Duration
  ) async -> String? {
    do throws(ProviderError) {
      return try await models.first(within: left) { model, deadlines async throws(ProviderError) in
        let text = try await model.reply(to: request, deadlines: deadlines) { text in
          // Some begin with a piece without a letter.
          if !text.isEmpty { lead.begin() }
          let sentences = SentenceChunker.sentences(of: text)
          // The first sentence is whole once something has begun after it.
          guard sentences.count > 1 else { return true }
          if case .followUp = task { lead.speak(sentences[0], toldTo: request.instructions) }
          return task != .acknowledgement
        }
        // What comes after an acknowledgement is not waited for, and not spoken.
        if task == .acknowledgement { return SentenceChunker.sentences(of: text).first ?? "" }
        return lead.rest(of: text)
      }
    } catch {
      return nil
    }
  }
}
