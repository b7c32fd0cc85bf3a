import Foundation
import VoiceEngine

/// What of an event a journal keeps.
///
/// When a voice began and stopped within an answer, and how long a silence was, is delivery: the
/// journal of a hiring session has no place for it, whatever the engine tells.
enum JournalEvent {
  /// The event as it is kept, or `nil` for one that is not.
  static func kept(_ event: EngineEvent, purpose: Purpose) -> (any Encodable)? {
    guard !purpose.mayReportDelivery else { return event }
    switch event {
    case .speechStarted, .speechStopped, .turnResumed, .turnLatencyMeasured: return nil
    case .turnCommitted(let turn): return JudgedTurn(turn, type: event.typeName)
    default: return event
    }
  }

  /// Reads an event of any purpose; what was not kept of a turn is zero.
  static func decode(_ json: Data, with decoder: JSONDecoder) throws -> EngineEvent {
    do {
      return try decoder.decode(EngineEvent.self, from: json)
    } catch DecodingError.keyNotFound {
      return .turnCommitted(try decoder.decode(JudgedTurn.self, from: json).turn)
    }
  }

  /// Reads an event in the middle of other JSON.
  static func decode(from decoder: any Decoder) throws -> EngineEvent {
    do {
      return try EngineEvent(from: decoder)
    } catch DecodingError.keyNotFound {
      return .turnCommitted(try JudgedTurn(from: decoder).turn)
    }
  }
}

/// A turn as a hiring session keeps it: these keys and no other.
private struct JudgedTurn: Codable {
  private static let type = "turn.committed"

  var turn: TurnCommitted
  private var typeName: String

  private enum CodingKeys: String, CodingKey {
    case typeName = "type"
    case turn
    case questionID = "question_id"
    case reason
    case startMilliseconds = "start_ms"
    case endMilliseconds = "end_ms"
  }

  init(_ turn: TurnCommitted, type: String) {
    self.turn = turn
    typeName = type
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    typeName = try container.decode(String.self, forKey: .typeName)
    guard typeName == JudgedTurn.type else {
      throw DecodingError.dataCorruptedError(
        forKey: .typeName,
        in: container,
        debugDescription: "An event lacks a key."
      )
    }
    turn = TurnCommitted(
      turn: try container.decode(Int.self, forKey: .turn),
      questionID: try container.decode(String.self, forKey: .questionID),
      reason: try container.decode(TurnCommitted.Reason.self, forKey: .reason),
      endpointDelayMilliseconds: 0,
      startMilliseconds: try container.decode(Int64.self, forKey: .startMilliseconds),
      endMilliseconds: try container.decode(Int64.self, forKey: .endMilliseconds)
    )
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(typeName, forKey: .typeName)
    try container.encode(turn.turn, forKey: .turn)
    try container.encode(turn.questionID, forKey: .questionID)
    try container.encode(turn.reason, forKey: .reason)
    try container.encode(turn.startMilliseconds, forKey: .startMilliseconds)
    try container.encode(turn.endMilliseconds, forKey: .endMilliseconds)
  }
}
