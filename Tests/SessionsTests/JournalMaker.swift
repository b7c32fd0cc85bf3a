import Speech
import VoiceEngine

@testable import Sessions

/// The journal of a short interview, event by event as an engine writes it.
struct JournalMaker {
  private(set) var lines: [SessionEvent] = []
  private var utterance: UInt16 = 0
  private var turn = 0

  var fold: SessionFold {
    var fold = SessionFold()
    for line in lines { fold.add(line) }
    return fold
  }

  mutating func add(_ event: EngineEvent, at milliseconds: Int64) {
    lines.append(
      SessionEvent(
        sequence: Int64(lines.count),
        at: SampleTime(milliseconds: milliseconds),
        wall: 0,
        event: event
      )
    )
  }

  /// Says something; where it asks, the question comes first.
  mutating func say(
    _ text: String,
    from start: Int64,
    to end: Int64,
    asking: QuestionAsked? = nil,
    heard: String? = nil
  ) {
    utterance += 1
    if let asking { add(.questionAsked(asking), at: start - 30) }
    // The journal learns of the first packet a little after its place on the clock.
    add(.utteranceStarted(UtteranceStarted(utterance: utterance, text: text)), at: start + 5)
    add(
      .utteranceFinished(
        UtteranceFinished(
          utterance: utterance,
          heardText: heard ?? text,
          truncated: heard != nil,
          startMilliseconds: start,
          endMilliseconds: end,
          words: JournalMaker.words(heard ?? text, from: start, to: end)
        )
      ),
      at: end
    )
  }

  static func asked(
    _ id: String,
    _ text: String,
    kind: QuestionAsked.Kind = .core,
    followUp: String? = nil
  ) -> QuestionAsked {
    QuestionAsked(questionID: id, followUpID: followUp, index: 1, of: 2, text: text, kind: kind)
  }

  mutating func answer(
    _ text: String?,
    to id: String,
    from start: Int64,
    to end: Int64,
    reason: TurnCommitted.Reason = .endpoint
  ) {
    turn += 1
    add(
      .turnCommitted(
        TurnCommitted(
          turn: turn,
          questionID: id,
          reason: reason,
          endpointDelayMilliseconds: 900,
          startMilliseconds: start,
          endMilliseconds: end
        )
      ),
      at: end + 900
    )
    guard let text else { return }
    let words = reason == .text ? [] : JournalMaker.words(text, from: start, to: end)
    add(
      .transcriptFinal(TranscriptFinal(turn: turn, text: text, words: words)),
      at: end + 1_200
    )
  }

  static func words(_ text: String, from start: Int64, to end: Int64) -> [WordTiming] {
    let words = text.split(separator: " ").map(String.init)
    let step = (end - start) / Int64(max(1, words.count))
    return words.enumerated().map { index, word in
      WordTiming(
        text: word,
        start: SampleTime(milliseconds: start + Int64(index) * step),
        end: SampleTime(milliseconds: start + Int64(index + 1) * step)
      )
    }
  }

  /// Greeting, two questions, one follow-up, a repeat, a typed answer, a closing line.
  static var interview: JournalMaker {
    var journal = JournalMaker()
    journal.say("Hello, I am Alex.", from: 200, to: 1_800)
    journal.say(
      "Tell me about an outage.",
      from: 2_000,
      to: 4_000,
      asking: asked("outage", "Tell me about an outage.")
    )
    journal.say(
      "Tell me about an outage.",
      from: 5_000,
      to: 7_000,
      asking: asked("outage", "Tell me about an outage.", kind: .reprompt)
    )
    journal.answer(
      "It broke because of a full disk",
      to: "outage",
      from: 8_000,
      to: 14_000
    )
    journal.say(
      "How did it end?",
      from: 16_000,
      to: 17_000,
      asking: asked("outage", "How did it end?", kind: .followUp, followUp: "ending")
    )
    journal.answer("We restored it", to: "outage", from: 18_000, to: 20_000, reason: .doneButton)
    journal.say(
      "How did you work with your team?",
      from: 22_000,
      to: 24_000,
      asking: asked("team", "How did you work with your team?")
    )
    journal.answer("Closely & <well>", to: "team", from: 25_000, to: 25_000, reason: .text)
    journal.say(
      "Thank you.",
      from: 27_000,
      to: 28_000,
      asking: asked("closing", "Thank you.", kind: .closing)
    )
    journal.add(.ended(Ended(reason: .completed)), at: 28_500)
    return journal
  }
}
