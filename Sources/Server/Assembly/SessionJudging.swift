import Sessions

/// Has the answers of ended sessions rated, one session after the other, off the lanes.
///
/// A session that nobody could rate keeps the judge that only finds words; it is not tried again.
final class SessionJudging: Sendable {
  /// Most sessions that wait for their turn.
  static let queueLimit = 1_000

  private let waiting: AsyncStream<String>.Continuation
  private let work: Task<Void, Never>

  /// Begins to wait for sessions.
  ///
  /// - Parameter judges: best first; the next rates a whole session where one cannot be reached.
  init(_ judges: [any AnswerJudge], store: SessionStore, log: Log) {
    let (sessions, waiting) = AsyncStream.makeStream(
      of: String.self,
      bufferingPolicy: .bufferingOldest(SessionJudging.queueLimit)
    )
    self.waiting = waiting
    work = Task {
      for await session in sessions {
        do {
          try await SessionJudging.judge(session, judges, store)
        } catch {
          let code = (error as? StoreError)?.code.description ?? "judge_unavailable"
          log.write(
            .warning,
            "answers could not be rated",
            [("session_id", .text(session)), ("code", .text(code))]
          )
        }
      }
    }
  }

  deinit { stop() }

  /// Has a session rated when its turn comes; one too many is left out.
  func judge(_ session: String) { waiting.yield(session) }

  /// Leaves what waits.
  func stop() {
    waiting.finish()
    work.cancel()
  }

  private static func judge(
    _ id: String,
    _ judges: [any AnswerJudge],
    _ store: SessionStore
  ) async throws {
    guard let session = try store.session(id), let rubric = session.record.rubric else { return }
    let replies = QuestionReply.all(of: session, try store.fold(id))
    guard !replies.isEmpty else { return }
    guard let evaluation = try await evaluate(replies, rubric, judges) else { return }
    try await store.add(.judged(evaluation), to: id)
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
