import Speech
import VoiceEngine

/// A question of the candidate that the interviewer could not answer and said would be passed on.
///
/// It is there so that a person answers it, and says nothing of the candidate.
public struct PassedOnQuestion: Codable, Equatable, Sendable {
  /// The turn in which it was asked.
  public var turn: Int
  /// When that turn began, in milliseconds of the session.
  public var startMilliseconds: Int64
  /// What was said in that turn; absent where it was not recognized.
  public var transcript: String?

  private enum CodingKeys: String, CodingKey {
    case turn
    case startMilliseconds = "start_ms"
    case transcript
  }
}

extension SessionFold {
  /// Questions that a person has to answer, in the order in which they were asked.
  var passedOnQuestions: [PassedOnQuestion] {
    passedOn.map { asked in
      let said = transcript(of: asked.turn)
      return PassedOnQuestion(
        turn: asked.turn,
        startMilliseconds: said?.words.first?.start.milliseconds ?? asked.at.milliseconds,
        transcript: said.flatMap { $0.text.isEmpty ? nil : $0.text }
      )
    }
  }
}
