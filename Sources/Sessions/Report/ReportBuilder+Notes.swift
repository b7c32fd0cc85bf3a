import Scoring
import VoiceEngine

extension ReportBuilder {
  /// What a reader should know of what was said: mostly what is missing, and why.
  static func notes(_ session: StoredSession, _ fold: SessionFold) -> [ReportNote] {
    var notes: [ReportNote] = []
    switch session.status {
    case .running:
      notes.append(ReportNote(.running, "The session goes on: this report is not complete."))
    case .interrupted:
      notes.append(
        ReportNote(.interrupted, "The session was interrupted: the last words may be missing.")
      )
    case .ended: break
    }
    if !session.consent.recording {
      notes.append(ReportNote(.notRecorded, "The candidate did not agree to be recorded."))
    }
    let wordless = fold.answers.filter { $0.turn.wasSpoken && $0.transcript == nil }
    if !session.record.isRecognized {
      notes.append(
        ReportNote(
          .notRecognized,
          "No recognizer for this language was configured: spoken answers have no transcript."
        )
      )
    } else if !wordless.isEmpty {
      let turns = list(wordless.map(\.turn.turn))
      notes.append(
        ReportNote(.transcriptMissing, "The recognizer gave no words for turn \(turns).")
      )
    }
    if !fold.flags.isEmpty {
      let turns = list(Set(fold.flags.map(\.turn)).sorted())
      notes.append(
        ReportNote(.transcriptFlagged, "The candidate marked the transcript of turn \(turns).")
      )
    }
    return notes
  }

  /// What of delivery is missing, and why.
  static func deliveryNotes(
    _ answers: [CoachedAnswer],
    _ session: StoredSession
  ) -> [ReportNote] {
    let spoken = answers.filter { $0.answer.reason.isSpoken && $0.answer.lengthMilliseconds > 0 }
    var notes: [ReportNote] = []
    let unmeasured = spoken.filter { $0.delivery == nil }.map(\.answer.turn)
    if !unmeasured.isEmpty {
      notes.append(
        ReportNote(.deliveryNotMeasured, "Delivery was not measured in turn \(list(unmeasured)).")
      )
    }
    let short = spoken.filter { answer in
      answer.delivery.map { $0.articulationRateSyllablesPerSecond == nil } ?? false
    }.map(\.answer.turn)
    if !short.isEmpty {
      notes.append(
        ReportNote(.answerTooShort, "Turn \(list(short)) was too short for every measure.")
      )
    }
    return notes
  }

  /// Where the recognizer was too unsure for anything to be said of the words.
  static func unsureNotes(_ source: ReportSource) -> [ReportNote] {
    let sure = source.sureReplies.map(\.judged.questionID)
    let turns = source.replies.filter { !sure.contains($0.judged.questionID) }
      .flatMap { $0.turns.map(\.turn) }
    guard !turns.isEmpty else { return [] }
    return [
      ReportNote(
        .transcriptUnsure,
        "The recognizer was unsure of too many words of turn \(list(turns))."
      )
    ]
  }

  private static func list(_ turns: [Int]) -> String {
    turns.map(String.init).joined(separator: ", ")
  }
}
