public import Speech

/// The state the interview entered.
public struct StateChanged: Codable, Equatable, Sendable {
  /// The state.
  public var state: InterviewState

  /// Creates the payload.
  public init(state: InterviewState) { self.state = state }
}

/// A question, follow-up, reprompt or the closing line, as it will be heard.
public struct QuestionAsked: Codable, Equatable, Sendable {
  /// What sort of asking this is.
  public enum Kind: String, Codable, Sendable {
    /// A question of the plan.
    case core
    /// A planned probe into the last answer.
    case followUp = "follow_up"
    /// The same question again.
    case reprompt
    /// The last line.
    case closing
  }

  /// The core question's id; a follow-up carries the id of the question it belongs to.
  public var questionID: String
  /// The follow-up's own id.
  public var followUpID: String?
  /// 1-based place of the core question.
  public var index: Int
  /// How many core questions there are.
  public var of: Int
  /// The words.
  public var text: String
  /// What sort of asking this is.
  public var kind: Kind
  /// Whether a follow-up is the interviewer's own and not the plan's; `nil` is no.
  public var isGenerated: Bool?

  private enum CodingKeys: String, CodingKey {
    case questionID = "question_id"
    case followUpID = "follow_up_id"
    case index, of, text, kind
    case isGenerated = "generated"
  }

  /// Creates the payload.
  public init(
    questionID: String,
    followUpID: String? = nil,
    index: Int,
    of: Int,
    text: String,
    kind: Kind,
    isGenerated: Bool? = nil
  ) {
    self.questionID = questionID
    self.followUpID = followUpID
    self.index = index
    self.of = of
    self.text = text
    self.kind = kind
    self.isGenerated = isGenerated
  }
}

/// An interviewer utterance began to be sent.
///
/// Comes again, with the same number and all the words, where the first words were sent while
/// others were still being found.
public struct UtteranceStarted: Codable, Equatable, Sendable {
  /// Number of the utterance, as in the packet header.
  public var utterance: UInt16
  /// All the words that are meant to be said, as far as they are known.
  public var text: String
  /// Number of the utterance that a noise stopped and whose rest this is, or `nil`.
  public var continues: UInt16?

  /// Creates the payload.
  public init(utterance: UInt16, text: String, continues: UInt16? = nil) {
    self.utterance = utterance
    self.text = text
    self.continues = continues
  }
}

/// An interviewer utterance came to its end.
public struct UtteranceFinished: Codable, Equatable, Sendable {
  /// Number of the utterance.
  public var utterance: UInt16
  /// The words that were heard: all of them, or those before the cut.
  public var heardText: String
  /// Whether the utterance was cut.
  public var truncated: Bool
  /// Start of the utterance on the session's clock, in milliseconds.
  public var startMilliseconds: Int64
  /// End of what was heard on the session's clock, in milliseconds.
  public var endMilliseconds: Int64
  /// The heard words with times on the session's clock.
  public var words: [WordTiming]

  private enum CodingKeys: String, CodingKey {
    case utterance
    case heardText = "heard_text"
    case truncated
    case startMilliseconds = "start_ms"
    case endMilliseconds = "end_ms"
    case words
  }

  /// Creates the payload.
  public init(
    utterance: UInt16,
    heardText: String,
    truncated: Bool,
    startMilliseconds: Int64,
    endMilliseconds: Int64,
    words: [WordTiming]
  ) {
    self.utterance = utterance
    self.heardText = heardText
    self.truncated = truncated
    self.startMilliseconds = startMilliseconds
    self.endMilliseconds = endMilliseconds
    self.words = words
  }
}

/// The client must drop what it holds of an utterance.
public struct PlaybackCleared: Codable, Equatable, Sendable {
  /// Number of the utterance that was cut.
  public var utterance: UInt16
  /// Time to yield: from the onset of the voice that cut it to the last packet sent, in
  /// milliseconds; `nil` where no voice did.
  public var yieldMilliseconds: Int64?
  /// Audio that was sent after the voice had lasted as long as it takes to notice one, in
  /// milliseconds; `nil` where no voice cut it.
  public var sentMilliseconds: Int64?

  private enum CodingKeys: String, CodingKey {
    case utterance
    case yieldMilliseconds = "yield_ms"
    case sentMilliseconds = "sent_ms"
  }

  /// Creates the payload.
  public init(
    utterance: UInt16,
    yieldMilliseconds: Int64? = nil,
    sentMilliseconds: Int64? = nil
  ) {
    self.utterance = utterance
    self.yieldMilliseconds = yieldMilliseconds
    self.sentMilliseconds = sentMilliseconds
  }
}

/// An onset or offset of the candidate's voice.
public struct SpeechBoundary: Codable, Equatable, Sendable {
  /// Where, in milliseconds of the session.
  public var atMilliseconds: Int64

  private enum CodingKeys: String, CodingKey { case atMilliseconds = "at_ms" }

  /// Creates the payload.
  public init(atMilliseconds: Int64) { self.atMilliseconds = atMilliseconds }
}

/// What the recognizer believes of a turn so far.
public struct TranscriptPartial: Codable, Equatable, Sendable {
  /// The turn.
  public var turn: Int
  /// The words so far.
  public var text: String

  /// Creates the payload.
  public init(turn: Int, text: String) {
    self.turn = turn
    self.text = text
  }
}

/// The settled transcript of a turn.
public struct TranscriptFinal: Codable, Equatable, Sendable {
  /// The turn.
  public var turn: Int
  /// The words as one text.
  public var text: String
  /// The words with times.
  public var words: [WordTiming]

  /// Creates the payload.
  public init(turn: Int, text: String, words: [WordTiming]) {
    self.turn = turn
    self.text = text
    self.words = words
  }
}

/// A candidate's turn is over.
public struct TurnCommitted: Codable, Equatable, Sendable {
  /// Why the turn ended.
  public enum Reason: String, Codable, Sendable {
    /// A silence that was long enough.
    case endpoint
    /// The candidate pressed *Done*.
    case doneButton = "done_button"
    /// The answer limit was reached.
    case limit
    /// The candidate typed the answer.
    case text
    /// The candidate said nothing in the time that silence is given.
    case silence
    /// The interview ended in the middle of it.
    case ended
  }

  /// The turn.
  public var turn: Int
  /// The core question that was answered.
  public var questionID: String
  /// Why the turn ended.
  public var reason: Reason
  /// From the end of the candidate's speech to the decision, in milliseconds.
  public var endpointDelayMilliseconds: Int64
  /// Onset of the first speech, in milliseconds of the session.
  public var startMilliseconds: Int64
  /// Offset of the last speech, in milliseconds of the session.
  public var endMilliseconds: Int64
  /// Time with the floor from onset to offset, in milliseconds: less than from start to end where a
  /// break or a repeated question lies between.
  public var speechMilliseconds: Int64

  private enum CodingKeys: String, CodingKey {
    case turn
    case questionID = "question_id"
    case reason
    case endpointDelayMilliseconds = "endpoint_delay_ms"
    case startMilliseconds = "start_ms"
    case endMilliseconds = "end_ms"
    case speechMilliseconds = "speech_ms"
  }

  /// Creates the payload.
  public init(
    turn: Int,
    questionID: String,
    reason: Reason,
    endpointDelayMilliseconds: Int64,
    startMilliseconds: Int64,
    endMilliseconds: Int64,
    speechMilliseconds: Int64? = nil
  ) {
    self.turn = turn
    self.questionID = questionID
    self.reason = reason
    self.endpointDelayMilliseconds = endpointDelayMilliseconds
    self.startMilliseconds = startMilliseconds
    self.endMilliseconds = endMilliseconds
    self.speechMilliseconds = speechMilliseconds ?? endMilliseconds - startMilliseconds
  }

  /// Decodes the payload; older journals do not tell the time with the floor.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      turn: try container.decode(Int.self, forKey: .turn),
      questionID: try container.decode(String.self, forKey: .questionID),
      reason: try container.decode(Reason.self, forKey: .reason),
      endpointDelayMilliseconds: try container.decode(
        Int64.self,
        forKey: .endpointDelayMilliseconds
      ),
      startMilliseconds: try container.decode(Int64.self, forKey: .startMilliseconds),
      endMilliseconds: try container.decode(Int64.self, forKey: .endMilliseconds),
      speechMilliseconds: try container.decodeIfPresent(Int64.self, forKey: .speechMilliseconds)
    )
  }
}

/// A turn was taken for complete, and the candidate went on.
public struct TurnResumed: Codable, Equatable, Sendable {
  /// The turn that was ended too early.
  public var turn: Int
  /// From the decision to the voice, in milliseconds.
  public var afterMilliseconds: Int64

  private enum CodingKeys: String, CodingKey {
    case turn
    case afterMilliseconds = "after_ms"
  }

  /// Creates the payload.
  public init(turn: Int, afterMilliseconds: Int64) {
    self.turn = turn
    self.afterMilliseconds = afterMilliseconds
  }
}

/// The candidate asked something that the interviewer may not answer, and was told that somebody
/// will be asked.
public struct QuestionPassedOn: Codable, Equatable, Sendable {
  /// The turn in whose transcript the question stands.
  public var turn: Int

  /// Creates the payload.
  public init(turn: Int) { self.turn = turn }
}

/// The candidate says that a transcript is wrong.
public struct TranscriptFlagged: Codable, Equatable, Sendable {
  /// The turn.
  public var turn: Int
  /// What the candidate wrote about it.
  public var note: String

  /// Creates the payload.
  public init(turn: Int, note: String) {
    self.turn = turn
    self.note = note
  }
}

/// Level of the candidate's voice over the last window.
public struct LevelMeasured: Codable, Equatable, Sendable {
  /// Root mean square level, dB relative to full scale, −100…0.
  public var dbfs: Double

  /// Creates the payload.
  public init(dbfs: Double) { self.dbfs = dbfs }
}

/// A warning in words that its reader can act on.
public struct Notice: Codable, Equatable, Sendable {
  /// Stable snake-case name.
  public var code: String
  /// A sentence in the session's language.
  public var message: String

  /// Creates the payload.
  public init(code: String, message: String) {
    self.code = code
    self.message = message
  }
}

/// The interview is over.
public struct Ended: Codable, Equatable, Sendable {
  /// Why it is over.
  public enum Reason: String, Codable, Sendable {
    /// The plan was followed to its closing line.
    case completed
    /// The candidate ended it.
    case candidate
    /// Nobody answered for too long.
    case away
    /// The session's time was used up.
    case limit
    /// The candidate's connection did not come back.
    case disconnected
    /// The server is going down.
    case drained
    /// A provider failed beyond recovery.
    case failed
  }

  /// Why it is over.
  public var reason: Reason

  /// Creates the payload.
  public init(reason: Reason) { self.reason = reason }
}
