import Foundation
import Speech
import Testing
import VoiceEngine

@Suite struct EngineEventTests {
  private static let word = WordTiming(
    text: "oui",
    start: SampleTime(milliseconds: 20),
    end: SampleTime(milliseconds: 240),
    confidence: 0.5
  )

  /// One of each, with the keys of its JSON.
  private static let events: [(event: EngineEvent, type: String, keys: Set<String>)] = [
    (.stateChanged(StateChanged(state: .pausePending)), "session.updated", ["state"]),
    (
      .questionAsked(
        QuestionAsked(
          questionID: "a",
          followUpID: "b",
          index: 1,
          of: 2,
          text: "t",
          kind: .followUp
        )
      ),
      "question.asked", ["question_id", "follow_up_id", "index", "of", "text", "kind"]
    ),
    (
      .questionAsked(QuestionAsked(questionID: "a", index: 1, of: 2, text: "t", kind: .core)),
      "question.asked", ["question_id", "index", "of", "text", "kind"]
    ),
    (
      .questionAsked(
        QuestionAsked(
          questionID: "a",
          followUpID: "own",
          index: 1,
          of: 2,
          text: "t",
          kind: .followUp,
          isGenerated: true
        )
      ),
      "question.asked",
      ["question_id", "follow_up_id", "index", "of", "text", "kind", "generated"]
    ),
    (
      .turnResumed(TurnResumed(turn: 3, afterMilliseconds: 400)), "turn.resumed",
      ["turn", "after_ms"]
    ),
    (
      .turnLatencyMeasured(TurnLatency(turn: 3, decidedMilliseconds: 900)),
      "turn.latency_measured", ["turn", "decided_ms", "interrupted"]
    ),
    (.questionPassedOn(QuestionPassedOn(turn: 3)), "question.passed_on", ["turn"]),
    (
      .utteranceStarted(UtteranceStarted(utterance: 65_535, text: "t")), "utterance.started",
      ["utterance", "text"]
    ),
    (
      .utteranceFinished(
        UtteranceFinished(
          utterance: 3,
          heardText: "oui",
          truncated: true,
          startMilliseconds: 1,
          endMilliseconds: 2,
          words: [word]
        )
      ),
      "utterance.finished", ["utterance", "heard_text", "truncated", "start_ms", "end_ms", "words"]
    ),
    (.playbackCleared(PlaybackCleared(utterance: 4)), "playback.clear", ["utterance"]),
    (
      .playbackCleared(
        PlaybackCleared(utterance: 4, yieldMilliseconds: 220, sentMilliseconds: 20)
      ),
      "playback.clear", ["utterance", "yield_ms", "sent_ms"]
    ),
    (.speechStarted(SpeechBoundary(atMilliseconds: 5)), "input.speech_started", ["at_ms"]),
    (.speechStopped(SpeechBoundary(atMilliseconds: 6)), "input.speech_stopped", ["at_ms"]),
    (
      .transcriptPartial(TranscriptPartial(turn: 1, text: "o")), "transcript.partial",
      ["turn", "text"]
    ),
    (
      .transcriptFinal(TranscriptFinal(turn: 1, text: "oui", words: [word])), "transcript.final",
      ["turn", "text", "words"]
    ),
    (
      .turnCommitted(
        TurnCommitted(
          turn: 1,
          questionID: "a",
          reason: .doneButton,
          endpointDelayMilliseconds: 1_100,
          startMilliseconds: 7,
          endMilliseconds: 8
        )
      ),
      "turn.committed",
      ["turn", "question_id", "reason", "endpoint_delay_ms", "start_ms", "end_ms", "speech_ms"]
    ),
    (
      .transcriptFlagged(TranscriptFlagged(turn: 1, note: "\"no\"\n")), "transcript.flagged",
      ["turn", "note"]
    ),
    (.levelMeasured(LevelMeasured(dbfs: -23.5)), "level", ["dbfs"]),
    (.warned(Notice(code: "c", message: "m")), "warning", ["code", "message"]),
    (.ended(Ended(reason: .drained)), "session.ended", ["reason"]),
  ]

  @Test(arguments: events.indices)
  func `an event is written flat and read back`(index: Int) throws {
    let (event, type, keys) = Self.events[index]
    let json = try JSONEncoder().encode(event)
    let object = try #require(JSONSerialization.jsonObject(with: json) as? [String: Any])
    #expect(object["type"] as? String == type)
    #expect(event.typeName == type)
    #expect(Set(object.keys) == keys.union(["type"]))
    #expect(try JSONDecoder().decode(EngineEvent.self, from: json) == event)
  }

  @Test func `every state, kind and reason has its own name`() throws {
    for state in InterviewState.allCases {
      let event = EngineEvent.stateChanged(StateChanged(state: state))
      let json = try JSONEncoder().encode(event)
      #expect(try JSONDecoder().decode(EngineEvent.self, from: json) == event)
      #expect(state.rawValue == state.rawValue.lowercased())
    }
  }

  @Test(arguments: [
    #"{"type":"session.exploded","reason":"x"}"#, #"{"reason":"drained"}"#, "{}", "[]",
    #"{"type":"session.ended"}"#, #"{"type":"session.ended","reason":"bored"}"#,
    #"{"type":7}"#, #"{"type":"utterance.started","utterance":65536,"text":""}"#,
    #"{"type":"utterance.started","utterance":-1,"text":""}"#,
    #"{"type":"level","dbfs":"loud"}"#,
  ])
  func `what is no event is refused`(json: String) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(EngineEvent.self, from: Data(json.utf8))
    }
  }

  @Test func `keys of a later version do not disturb`() throws {
    let json = #"{"type":"session.ended","reason":"away","since":"tomorrow"}"#
    let event = try JSONDecoder().decode(EngineEvent.self, from: Data(json.utf8))
    #expect(event == .ended(Ended(reason: .away)))
  }

  @Test func `meters and partials are of the moment, everything else is kept`() {
    let passing = Self.events.filter { !$0.event.isKept }.map(\.type)
    #expect(Set(passing) == ["level", "transcript.partial"])
  }
}
