import Speech

/// The wording of the move that follows if nothing more is said, asked for in a pause.
struct Anticipation {
  let move: InterviewMove
  /// Begun when it was asked for; ends by itself when nobody holds it any more.
  let parts: AsyncStream<WordingPart>
}

extension VoicePipeline {
  /// Most wordings of one turn that are asked for before it is over.
  static let anticipationLimit = 3

  /// Asks for the next wording while it is still awaited whether the turn is over.
  ///
  /// The machines are values: copies of them tell which move would follow. Another transcript, or
  /// another length of the answer where a condition looks at it, gives another move, and what was
  /// asked for is dropped.
  func anticipate() {
    guard ports.interviewer.hasOwnWords, turns.state == .pausePending, transcript.isSettled,
      !timeIsUp, anticipationCount < VoicePipeline.anticipationLimit
    else { return }
    let text = transcript.text
    var turns = turns
    guard !text.isEmpty, let turn = turns.abandonFloor(.endpoint, at: hearing.mediaEnd ?? clock)
    else { return }
    var interview = interview
    interview.timeLeft = timeLeft
    var floorTaking = floorTaking
    var move = floorTaking.move(
      after: AnswerSummary(content: .words(text), speechTime: turn.speechTime),
      in: &interview
    )
    move.answer = text
    guard move != anticipation?.move else { return }
    anticipationCount += 1
    let parts = onLedger { ports.interviewer.wording(of: move, in: plan) }
    anticipation = Anticipation(move: move, parts: parts)
  }

  /// The wording that was asked for early, if it is of this move.
  func takeAnticipated(_ move: InterviewMove) -> AsyncStream<WordingPart>? {
    defer {
      anticipation = nil
      anticipationCount = 0
    }
    return anticipation?.move == move ? anticipation?.parts : nil
  }
}
