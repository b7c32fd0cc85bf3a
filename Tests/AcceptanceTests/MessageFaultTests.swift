import Sessions
import TestKit
import Testing

@testable import Server

/// Text messages that are not of the protocol, each beside a session that must not notice.
@Suite(.serialized, .blocking) struct MessageFaultTests {
  @Test func `text that is not JSON is answered with an error and the connection lives on`()
    async throws
  {
    try await House.runBeside { house in
      let caller = try Caller(house.port)
      let texts = [
        "not JSON", "", "{", "\u{0}", "[1]", "7", #"{"type":7}"#, #"{"no":"type"}"#,
        String(repeating: "[", count: 60_000),
      ]
      let codes = [
        "invalid_json", "invalid_json", "invalid_json", "invalid_json", "not_an_object",
        "not_an_object", "wrong_type", "missing_type", "invalid_json",
      ]
      for (text, code) in zip(texts, codes) {
        caller.send(text)
        #expect(try caller.next("error").code == code)
      }
      try caller.begin(StartMessage(scenario: TestScenario.five))
      caller.send("not JSON either")
      #expect(try caller.close() == CloseCode.policy)
    }
  }

  @Test func `an unknown type is named in the error without what was sent`() async throws {
    try await House.runBeside { house in
      let caller = try Caller(house.port)
      try caller.begin(StartMessage(scenario: TestScenario.five))
      caller.send(#"{"type":"session.explode","secret":"kept to oneself"}"#)
      let error = try caller.next("error")
      #expect(error.code == "unknown_type")
      #expect(error.message?.contains("explode") == false)
      #expect(error.message?.contains("kept") == false)
      try caller.reach("listening")
      caller.type("The interview goes on.")
      #expect(try caller.next("turn.committed").reason == "text")
    }
  }

  @Test func `a command before the start is refused and the start still possible`() async throws {
    try await House.runBeside { house in
      let caller = try Caller(house.port)
      caller.send(#"{"type":"answer.done"}"#)
      #expect(try caller.next("error").code == "not_started")
      try caller.begin(StartMessage(scenario: TestScenario.five))
    }
  }

  @Test func `a second start closes the connection but not the session`() async throws {
    try await House.runBeside { house in
      let caller = try Caller(house.port)
      try caller.begin(StartMessage(scenario: TestScenario.five))
      caller.send(StartMessage(scenario: TestScenario.five).text)
      #expect(try caller.close() == CloseCode.policy)
      #expect(caller.errors == ["already_started"])
      try expectResumable(caller, in: house)
    }
  }

  @Test func `a text of 70,000 bytes closes the connection but not the session`() async throws {
    try await House.runBeside { house in
      let caller = try Caller(house.port)
      try caller.begin(StartMessage(scenario: TestScenario.five))
      caller.type(String(repeating: "a", count: 70_000))
      #expect(try caller.close() == CloseCode.tooBig)
      try expectResumable(caller, in: house)
    }
  }

  @Test(arguments: [
    (StartMessage(scenario: "nowhere"), CloseCode.unknownScenario, "unknown_scenario"),
    (StartMessage(scenario: "../five"), CloseCode.unknownScenario, "unknown_scenario"),
    (
      StartMessage(scenario: TestScenario.five, purpose: "hiring"), CloseCode.policy,
      "purpose_not_allowed"
    ),
    (
      StartMessage(scenario: TestScenario.five, language: "fr"), CloseCode.policy,
      "language_mismatch"
    ),
    (
      StartMessage(scenario: TestScenario.five, notice: nil), CloseCode.consentMissing,
      "consent_missing"
    ),
    (
      StartMessage(scenario: TestScenario.five, recording: false), CloseCode.consentMissing,
      "consent_missing"
    ),
    (
      StartMessage(scenario: TestScenario.five, notice: "2019-01"), CloseCode.consentMissing,
      "notice_outdated"
    ),
  ]) func `a start that cannot be is refused by name, and nothing is kept of it`(
    start: StartMessage,
    closeCode: UInt16,
    code: String
  ) async throws {
    try await House.runBeside { house in
      let caller = try Caller(house.port)
      caller.send(start.text)
      #expect(try caller.close() == closeCode)
      #expect(caller.errors == [code])
      #expect(try house.store.sessions().count == 1, "only the companion's")
    }
  }
}

/// Takes a session up on a new connection and hears its question again.
@discardableResult
func expectResumable(_ lost: Caller, in house: House) throws -> Caller {
  let created = try #require(lost.created)
  let back = try Caller(house.port)
  try back.begin(StartMessage(scenario: TestScenario.five, resume: created.resume_token))
  #expect(back.created?.session_id == created.session_id)
  #expect(back.created?.access_token == created.access_token)
  return back
}
