/// Lets a language model find the words that may vary, and the plan keep the rest.
///
/// Core questions, greeting, closing and reprompts are the plan's, verbatim and in order. The model
/// words the line before a core question and planned follow-ups. Nothing of a reply is spoken before
/// it passed `WordingCheck`; after a second one that does not, the planned words are spoken. A core
/// question does not wait for the whole reply: its first sentence is enough.
public struct LanguageModelInterviewer: Interviewer {
  /// Longest time for a wording, both attempts included; the engine waits 5 s.
  static let patience = Duration.milliseconds(4_500)
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

  /// The sentences of a move; the planned ones where the model has no part in it, or fails.
  public func wording(
    of move: InterviewMove,
    in plan: InterviewPlan
  ) -> AsyncStream<WordingPart> {
    AsyncStream { parts in
      let task = Task {
        parts.yield(WordingPart(await sentences(of: move, in: plan), isLast: true))
        parts.finish()
      }
      parts.onTermination = { _ in task.cancel() }
    }
  }

  private func sentences(of move: InterviewMove, in plan: InterviewPlan) async -> [String] {
    let planned = SentenceChunker.sentences(of: move.text)
    guard let task = LanguageModelInterviewer.task(for: move), let answer = move.answer,
      answer.contains(where: { !$0.isWhitespace })
    else { return planned }
    let prompt = InterviewerPrompt(
      task: task,
      plan: plan,
      question: LanguageModelInterviewer.questionBefore(move, in: plan),
      answer: answer,
      mark: makeMark()
    )
    guard let line = await line(prompt) else { return planned }
    let told = line.told.map { SentenceChunker.sentences(of: $0) } ?? []
    let worded = line.text.isEmpty ? [] : SentenceChunker.sentences(of: line.text)
    return task == .acknowledgement ? told + worded + planned : told + worded
  }

  /// What the model may word of a move.
  private static func task(for move: InterviewMove) -> InterviewerPrompt.Task? {
    guard case .question(let asked) = move.kind else { return nil }
    return switch asked.kind {
    case .core: .acknowledgement
    case .followUp: .followUp(planned: move.text)
    case .reprompt, .closing: nil
    }
  }

  /// The core question that the answer belongs to.
  private static func questionBefore(_ move: InterviewMove, in plan: InterviewPlan) -> String {
    guard case .question(let asked) = move.kind else { return "" }
    // Questions are counted from 1, and a core question comes after the one before it.
    let index = asked.kind == .core ? asked.index - 2 : asked.index - 1
    return plan.questions.indices.contains(index) ? plan.questions[index].ask : ""
  }

  private func line(_ prompt: InterviewerPrompt) async -> WordingCheck.Checked? {
    let end = models.now + LanguageModelInterviewer.patience
    var fault: WordingFault?
    for _ in 0..<LanguageModelInterviewer.attempts {
      let left = end - models.now
      guard left > .zero else { return nil }
      let request = prompt.prompt(after: fault)
      guard let reply = await reply(to: request, task: prompt.task, within: left) else {
        return nil
      }
      let check = WordingCheck(
        plan: prompt.plan,
        task: prompt.task,
        answer: prompt.answer,
        instructions: request.instructions
      )
      do throws(WordingFault) { return try check.check(reply) } catch { fault = error }
    }
    return nil
  }

  private func reply(
    to request: ModelPrompt,
    task: InterviewerPrompt.Task,
    within left: Duration
  ) async -> String? {
    do throws(ProviderError) {
      return try await models.first(within: left) { model, deadlines async throws(ProviderError) in
        let text = try await model.reply(to: request, deadlines: deadlines) { text in
          task != .acknowledgement || !LanguageModelInterviewer.hasSentence(text)
        }
        // What comes after the first sentence is not waited for, and not spoken.
        return task == .acknowledgement ? LanguageModelInterviewer.firstSentence(text) : text
      }
    } catch {
      return nil
    }
  }

  /// Whether the first sentence is whole: something has begun after it.
  private static func hasSentence(_ text: String) -> Bool {
    SentenceChunker.sentences(of: text).count > 1
  }

  private static func firstSentence(_ text: String) -> String {
    SentenceChunker.sentences(of: text).first ?? ""
  }
}
