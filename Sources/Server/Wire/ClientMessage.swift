import Foundation
import VoiceEngine

/// A JSON message of a candidate's client.
enum ClientMessage: Equatable, Sendable {
  /// Asks for a session, or for a lost one.
  case start(SessionStart)
  /// Does something within one.
  case command(CandidateCommand)

  /// What is wrong with a text message; the sentence never repeats what was sent.
  struct Problem: Error, Equatable {
    /// Stable name in snake case.
    var code: String
    /// A sentence to act on.
    var message: String
  }

  /// Longest note on a transcript, in characters.
  static let noteLimit = 2_000

  private enum Key: String, CodingKey {
    case type, utterance, text, turn, note
    case playedMilliseconds = "played_ms"
  }

  /// Reads a text message.
  static func decode(_ text: String) throws(Problem) -> ClientMessage {
    do {
      return try JSONDecoder().decode(ClientMessage.self, from: Data(text.utf8))
    } catch let problem as Problem {
      throw problem
    } catch DecodingError.dataCorrupted {
      throw Problem(code: "invalid_json", message: "The message is not JSON.")
    } catch DecodingError.keyNotFound(let key, _) {
      throw Problem(code: "missing_field", message: "The message lacks \(known(key)).")
    } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context)
    {
      let field = context.codingPath.last.map(known) ?? "an object"
      throw Problem(code: "invalid_field", message: "The message needs \(field) of another kind.")
    } catch {
      throw Problem(code: "invalid_json", message: "The message cannot be read.")
    }
  }

  /// A key's name in quotes; keys are the protocol's own, array places are not named.
  private static func known(_ key: any CodingKey) -> String {
    key.intValue == nil ? "\"\(key.stringValue)\"" : "an item"
  }
}

extension ClientMessage: Decodable {
  /// Decodes a message by its `type`.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    switch try container.decode(String.self, forKey: .type) {
    case "session.start": self = .start(try SessionStart(from: decoder))
    case "playback.position":
      self = .command(
        .playbackPosition(
          utterance: try container.decode(UInt16.self, forKey: .utterance),
          playedMilliseconds: try container.decode(Int64.self, forKey: .playedMilliseconds)
        )
      )
    case "answer.done": self = .command(.answerDone)
    case "answer.text":
      self = .command(.answerText(try container.decode(String.self, forKey: .text)))
    case "answer.typing": self = .command(.typing)
    case "question.repeat": self = .command(.questionRepeat)
    case "session.pause": self = .command(.pause)
    case "session.resume": self = .command(.resume)
    case "session.end": self = .command(.end)
    case "transcript.flag":
      let note = try container.decode(String.self, forKey: .note)
      guard note.count <= ClientMessage.noteLimit else {
        throw Problem(
          code: "note_too_long",
          message: "A note has at most \(ClientMessage.noteLimit) characters."
        )
      }
      self = .command(
        .flagTranscript(turn: try container.decode(Int.self, forKey: .turn), note: note)
      )
    default:
      throw Problem(code: "unknown_type", message: "The message's type is not known here.")
    }
  }
}
