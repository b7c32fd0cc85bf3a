import Scoring
import Sessions
import Speech
import TestKit
import Testing
import VoiceEngine

@testable import Server

@Suite struct DeliveryMeterTests {
  private let question = EngineEvent.questionAsked(
    QuestionAsked(questionID: "one", index: 1, of: 1, text: "One?", kind: .core)
  )

  private func committed(_ reason: TurnCommitted.Reason) -> EngineEvent {
    .turnCommitted(
      TurnCommitted(
        turn: 1,
        questionID: "one",
        reason: reason,
        endpointDelayMilliseconds: 0,
        startMilliseconds: 2_000,
        endMilliseconds: 4_000
      )
    )
  }

  private let closing = EngineEvent.questionAsked(
    QuestionAsked(questionID: "closing", index: 1, of: 1, text: "Bye.", kind: .closing)
  )

  private func asked(_ meter: inout DeliveryMeter, _ question: EngineEvent, isCut: Bool = false) {
    #expect(meter.take(question, at: .zero) == nil)
    let finished = EngineEvent.utteranceFinished(
      UtteranceFinished(
        utterance: 1,
        heardText: "One?",
        truncated: isCut,
        startMilliseconds: 0,
        endMilliseconds: 1_000,
        words: []
      )
    )
    #expect(meter.take(finished, at: SampleTime(milliseconds: 1_000)) == nil)
  }

  private func speak(_ meter: inout DeliveryMeter) {
    let samples =
      SyntheticVoice.silence(seconds: 2) + SyntheticVoice.vowel(hertz: 150, seconds: 2)
      + SyntheticVoice.silence(seconds: 2)
    meter.take(PCMChunk(start: .zero, samples: samples))
  }

  @Test func `there is no meter for hiring`() {
    #expect(DeliveryMeter(.hiring, language: "en") == nil)
    #expect(DeliveryMeter(.practice, language: "fr-CA") != nil)
    #expect(DeliveryMeter(.training, language: "de") != nil)
  }

  @Test func `a spoken answer is measured from the end of its question`() throws {
    var meter = try #require(DeliveryMeter(.practice, language: "en"))
    asked(&meter, question)
    speak(&meter)
    let taken = meter.take(committed(.endpoint), at: SampleTime(milliseconds: 5_000))
    let record = try #require(taken)
    #expect(record.turn == 1 && record.questionID == "one")
    let latency = try #require(record.measures.responseLatencySeconds)
    #expect(abs(latency - 1) < 0.1)
    #expect(abs(record.measures.answerLengthSeconds - 2) < 0.1)
  }

  @Test(arguments: [true, false])
  func `only what cuts the closing line goes on with the answer`(isCut: Bool) throws {
    var meter = try #require(DeliveryMeter(.practice, language: "en"))
    asked(&meter, closing, isCut: isCut)
    speak(&meter)
    let taken = meter.take(committed(.endpoint), at: SampleTime(milliseconds: 5_000))
    let measures = try #require(taken).measures
    #expect(abs(measures.answerLengthSeconds - (isCut ? 2 : 0)) < 0.1)
  }

  @Test(arguments: [TurnCommitted.Reason.text, .silence])
  func `an answer that was not spoken has no delivery`(reason: TurnCommitted.Reason) throws {
    var meter = try #require(DeliveryMeter(.practice, language: "en"))
    asked(&meter, question)
    speak(&meter)
    #expect(meter.take(committed(reason), at: SampleTime(milliseconds: 5_000)) == nil)
  }
}
