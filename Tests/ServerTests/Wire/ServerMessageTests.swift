import Foundation
import Testing
import VoiceEngine

@testable import Server

@Suite struct ServerMessageTests {
  private func object(_ message: ServerMessage) throws -> [String: JSONValue] {
    guard case .object(let object)? = JSONValue(text: message.text) else {
      throw ProtocolError(.notAnObject, "")
    }
    return object
  }

  @Test(arguments: [-100, -62.5, -0.1, 0, -33.3, 1e-9])
  func `a level reads as an encoder would write it`(dbfs: Double) throws {
    let event = EngineEvent.levelMeasured(LevelMeasured(dbfs: dbfs))
    let text = ServerMessage.event(event).text
    #expect(try JSONDecoder().decode(EngineEvent.self, from: Data(text.utf8)) == event)
    #expect(try object(.event(event)).keys.sorted() == ["dbfs", "type"])
  }

  @Test func `a created session has all its keys`() throws {
    let created = SessionCreated(
      sessionID: "id",
      accessToken: "at",
      resumeToken: "rt",
      expiresAt: "2026-11-20T00:00:00Z",
      aiDisclosure: "An AI asks."
    )
    #expect(
      try object(.created(created)) == [
        "type": .string("session.created"), "session_id": .string("id"),
        "access_token": .string("at"), "resume_token": .string("rt"),
        "expires_at": .string("2026-11-20T00:00:00Z"), "ai_disclosure": .string("An AI asks."),
      ]
    )
  }

  @Test func `a report that is ready says where`() throws {
    let message = ServerMessage.reportReady(sessionID: "a", url: "/report?session=a")
    #expect(
      message.text == #"{"session_id":"a","type":"report.ready","url":"/report?session=a"}"#
    )
  }

  @Test func `an error says whether to try again`() throws {
    let fields = try object(.error(code: "x", message: "\"y\"\n", isRetryable: true))
    #expect(fields["retryable"] == .bool(true))
    #expect(fields["message"] == .string("\"y\"\n"))
  }

  @Test func `an event is sent as it is journaled`() throws {
    let event = EngineEvent.ended(Ended(reason: .completed))
    #expect(ServerMessage.event(event).text == #"{"reason":"completed","type":"session.ended"}"#)
    #expect(
      try object(.event(.speechStarted(SpeechBoundary(atMilliseconds: 7)))) == [
        "type": .string("input.speech_started"), "at_ms": .number(7),
      ]
    )
  }

  @Test func `a number that JSON cannot hold does not stop the server`() {
    let event = EngineEvent.levelMeasured(LevelMeasured(dbfs: -.infinity))
    #expect(ServerMessage.event(event).text.contains("internal_error"))
  }
}
