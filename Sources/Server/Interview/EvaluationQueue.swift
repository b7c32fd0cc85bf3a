import Sessions
import VoiceEngine

/// Has ended sessions judged by a judge that takes its time, one after another.
///
/// Nobody waits for it: until a session's turn comes, its report has what can be found without. A
/// judge that cannot be reached leaves it so, and the operator can ask again.
final class EvaluationQueue: Sendable {
  /// Most sessions that wait.
  static let mostWaiting = 500

  private let waiting: AsyncStream<String>.Continuation
  private let work: Task<Void, Never>

  /// Begins to wait for sessions.
  ///
  /// - Parameters:
  ///   - judges: best first; the next judges a whole session where one cannot be reached.
  ///   - costLimit: of one evaluation; at twice as much nothing more is asked.
  ///   - noteUse: hears what an evaluation used of its providers, whether it came about or not.
  init(
    _ judges: [any AnswerJudge],
    store: SessionStore,
    log: Log,
    costLimit: Double? = nil,
    noteUse: @escaping @Sendable (ProviderLedger, String) -> Void = { _, _ in }
  ) {
    let (sessions, waiting) = AsyncStream.makeStream(
      of: String.self,
      bufferingPolicy: .bufferingOldest(EvaluationQueue.mostWaiting)
    )
    self.waiting = waiting
    work = Task {
      for await id in sessions where !Task.isCancelled {
        let ledger = ProviderLedger(limit: costLimit)
        await EvaluationQueue.judge(id, with: judges, store, log, ledger)
        noteUse(ledger, id)
      }
    }
  }

  deinit { stop() }

  /// Takes a session that has ended.
  ///
  /// - Returns: `false` where too many wait; the session is not judged then.
  @discardableResult
  func add(_ id: String) -> Bool {
    if case .enqueued = waiting.yield(id) { true } else { false }
  }

  /// Gives up what waits.
  func stop() {
    waiting.finish()
    work.cancel()
  }

  private static func judge(
    _ id: String,
    with judges: [any AnswerJudge],
    _ store: SessionStore,
    _ log: Log,
    _ ledger: ProviderLedger
  ) async {
    do {
      guard let session = try store.session(id), let rubric = session.record.rubric else { return }
      let replies = QuestionReply.all(of: session, try store.fold(id))
      guard !replies.isEmpty else { return }
      let found = try await ProviderLedger.$current.withValue(ledger) {
        try await evaluate(replies, rubric, judges)
      }
      guard var evaluation = found else { return }
      evaluation.use = ledger.entries.isEmpty ? nil : ledger.entries.map { JudgeUse($0) }
      try await store.add(.judged(evaluation), to: id)
    } catch {
      let code = (error as? StoreError)?.code.description ?? "judge_unavailable"
      log.write(
        .warning,
        "a session was not judged",
        [("session_id", .text(id)), ("code", .text(code))]
      )
    }
  }

  private static func evaluate(
    _ replies: [QuestionReply],
    _ rubric: Rubric,
    _ judges: [any AnswerJudge]
  ) async throws(JudgeError) -> SessionEvaluation? {
    var last: JudgeError?
    for judge in judges {
      do throws(JudgeError) {
        return try await judge.evaluate(replies, rubric: rubric)
      } catch {
        last = error
      }
    }
    if let last { throw last }
    return nil
  }
}
