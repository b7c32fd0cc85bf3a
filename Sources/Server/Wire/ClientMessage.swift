import Sessions
import VoiceEngine

/// A text message of a client.
enum ClientMessage: Equatable, Sendable {
  /// `session.start`.
  case start(SessionStart)
  /// Everything that an interview understands.
  case command(CandidateCommand)

  /// Longest typed answer, in characters.
  static let answerLimit = EngineConfiguration().typedAnswerLimit
  /// Longest note on a transcript, in characters.
  static let noteLimit = 2_000

  /// Every `type` that a client may send.
  static let types = [
    "session.start", "playback.position", "answer.done", "answer.text", "answer.typing",
    "question.repeat",
    "session.pause", "session.resume", "session.end", "transcript.flag",
  ]

  /// Reads a message; unknown keys are ignored, so that clients may be newer than the server.
  ///
  /// - Throws: `ProtocolError`, which says what to mend and repeats nothing of the message.
  init(_ text: String) throws(ProtocolError) {
    guard let value = JSONValue(text: text) else {
      throw ProtocolError(.invalidJSON, "the message is not JSON")
    }
    guard case .object(let object) = value else {
      throw ProtocolError(.notAnObject, "the message must be a JSON object, not \(value.kind)")
    }
    switch object["type"] {
    case .string(let type): self = try ClientMessage.read(type, FieldReader(object))
    case nil: throw ProtocolError(.missingType, "the message has no \"type\"")
    case .some(let other):
      throw ProtocolError(.wrongType, "\"type\" must be a string, not \(other.kind)")
    }
  }

  private static func read(
    _ type: String,
    _ fields: FieldReader
  ) throws(ProtocolError) -> ClientMessage {
    switch type {
    case "session.start": return .start(try SessionStart(fields))
    case "playback.position":
      return .command(
        .playbackPosition(
          utterance: UInt16(try fields.integer("utterance", in: 0...65_535)),
          playedMilliseconds: try fields.integer("played_ms", in: 0...86_400_000)
        )
      )
    case "answer.done": return .command(.answerDone)
    case "answer.text": return .command(.answerText(try fields.text("text", limit: answerLimit)))
    case "answer.typing": return .command(.typing)
    case "question.repeat": return .command(.questionRepeat)
    case "session.pause": return .command(.pause)
    case "session.resume": return .command(.resume)
    case "session.end": return .command(.end)
    case "transcript.flag":
      return .command(
        .flagTranscript(
          turn: Int(try fields.integer("turn", in: 0...1_000_000)),
          note: try fields.optionalText("note", limit: noteLimit) ?? ""
        )
      )
    default:
      throw ProtocolError(
        .unknownType,
        "\"type\" must be one of \(types.joined(separator: ", "))"
      )
    }
  }
}
