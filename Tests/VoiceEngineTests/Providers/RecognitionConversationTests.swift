import Speech
import TestKit
import Testing

@testable import VoiceEngine

/// The conversation alone, in simulated time.
@Suite final class RecognitionConversationTests {
  private typealias Effect = RecognitionConversation.Effect

  private var conversation: RecognitionConversation
  private let start = SampleTime(milliseconds: 5_000)

  init() {
    let api = DeepgramListening(endpoint: ProviderEndpoint(address: "ws://x", model: "nova-3"))
    conversation = RecognitionConversation(api: api, policy: .streamingRecognizer)
  }

  private func chunk(_ samples: Int, at place: Int = 0) -> PCMChunk {
    let offset = Duration(ticks: Int64(place) * PCMChunk.ticksPerSample)
    return PCMChunk(start: start + offset, samples: Array(repeating: 0.5, count: samples))
  }

  private func sent(_ effects: [Effect]) -> Int {
    effects.reduce(0) { sum, effect in
      if case .audio(let samples) = effect { sum + samples.count } else { sum }
    }
  }

  private func results(
    _ words: [(String, Double, Double)],
    through: Double? = nil,
    isFinal: Bool = true,
    isLast: Bool = false
  ) -> String {
    let list = words.map { "{\"word\":\"\($0.0)\",\"start\":\($0.1),\"end\":\($0.2)}" }
    let extent = through.map { "\"start\":0,\"duration\":\($0)," } ?? ""
    return """
      {"type":"Results",\(extent)"is_final":\(isFinal),"from_finalize":\(isLast),"channel":
      {"alternatives":[{"transcript":"\(words.map(\.0).joined(separator: " "))",
      "words":[\(list.joined(separator: ","))]}]}}
      """
  }

  @Test func `audio waits for the connection, and for a portion`() {
    #expect(conversation.begin() == [.open(after: .zero)])
    #expect(conversation.append(chunk(4_000), at: .zero) == [])
    #expect(sent(conversation.opened(at: .seconds(1))) == 4_000)
    #expect(conversation.append(chunk(799), at: .seconds(1)) == [])
    #expect(sent(conversation.append(chunk(1), at: .seconds(1))) == 800)
    let end = conversation.finish(at: .seconds(2))
    #expect(end == [.text(#"{"type":"Finalize"}"#)])
    #expect(conversation.finish(at: .seconds(2)) == [])
  }

  @Test func `what is kept of a long wait is a minute`() {
    _ = conversation.begin()
    for second in 0..<90 {
      _ = conversation.append(chunk(16_000, at: second * 16_000), at: .seconds(second))
    }
    let effects = conversation.opened(at: .seconds(90))
    #expect(sent(effects) == 60 * 16_000)
    // No single message is longer than a second.
    #expect(effects.allSatisfy { sent([$0]) <= 16_000 })
  }

  @Test func `what was settled makes room and is not sent again`() {
    _ = conversation.begin()
    _ = conversation.opened(at: .zero)
    for second in 0..<600 {
      let now = Duration.seconds(second)
      #expect(sent(conversation.append(chunk(16_000, at: second * 16_000), at: now)) == 16_000)
      let words = [("so", Double(second), Double(second) + 0.5)]
      _ = conversation.heard(results(words, through: Double(second) + 0.75), at: now)
    }
    #expect(conversation.failed(.disconnected, at: .seconds(600), jitter: 1).count == 1)
    let again = conversation.opened(at: .seconds(601))
    #expect(sent(again) == 4_000)
    _ = conversation.finish(at: .seconds(601))
    // The new stream begins where the last word was settled.
    let last = conversation.heard(results([("end", 0.1, 0.2)], isLast: true), at: .seconds(602))
    guard case .report(.final(let words))? = last.dropLast().last else {
      Issue.record("\(last)")
      return
    }
    #expect(words.count == 601)
    #expect(words.last?.start == start + .milliseconds(599_750 + 100))
    #expect(last.last == .rest)
  }

  @Test func `an utterance always ends, whatever the recognizer does not do`() {
    _ = conversation.begin()
    _ = conversation.append(chunk(1_600), at: .zero)
    _ = conversation.finish(at: .zero)
    var reports: [RecognitionUpdate] = []
    var now = Duration.zero
    var opens = 0
    while reports.isEmpty, now < .seconds(60) {
      now += .milliseconds(50)
      for effect in conversation.tick(at: now) {
        if case .report(let update) = effect { reports.append(update) }
        if case .open = effect {
          opens += 1
          _ = conversation.opened(at: now)
        }
      }
      if now == .milliseconds(50) { _ = conversation.opened(at: now) }
    }
    #expect(reports == [.failed(code: "timed_out_total")])
    #expect(now == .milliseconds(9_500))
    #expect(opens == 1)
  }

  @Test func `words that are all settled are not waited for, the answer to the ending is`() {
    _ = conversation.begin()
    _ = conversation.opened(at: .zero)
    _ = conversation.append(chunk(16_000), at: .zero)
    _ = conversation.finish(at: .seconds(1))
    let early = conversation.heard(results([("one", 0.1, 0.4)], through: 1), at: .seconds(1))
    guard case .report(.final)? = early.last else {
      Issue.record("\(early)")
      return
    }
    var answered = conversation
    #expect(answered.heard(results([], isLast: true), at: .seconds(1)) == [.rest])
    #expect(conversation.tick(at: .milliseconds(1_999)) == [])
    let closing = Effect.text(#"{"type":"CloseStream"}"#)
    #expect(conversation.tick(at: .seconds(2)) == [closing, .close, .leave])
  }

  @Test func `words of the utterance before are none of this one`() {
    _ = conversation.begin()
    _ = conversation.opened(at: .zero)
    _ = conversation.append(chunk(16_000), at: .zero)
    _ = conversation.finish(at: .zero)
    _ = conversation.heard(results([("one", 0.1, 0.4)], isLast: true), at: .zero)
    #expect(conversation.begin() == [])
    let later = start + .seconds(30)
    let more = PCMChunk(start: later, samples: Array(repeating: 0.5, count: 16_000))
    #expect(sent(conversation.append(more, at: .seconds(30))) == 16_000)
    _ = conversation.finish(at: .seconds(31))
    let words = [("one", 0.1, 0.4), ("two", 1.5, 1.7)]
    let end = conversation.heard(results(words, isLast: true), at: .seconds(31))
    let two = WordTiming(
      text: "two",
      start: later + .milliseconds(500),
      end: later + .milliseconds(700)
    )
    #expect(end.contains(.report(.final([two]))))
  }

  @Test func `a bound on attempts holds for each utterance anew`() {
    for _ in 0..<3 {
      #expect(conversation.begin() == [.open(after: .zero)])
      var opens = 1
      var isOver = false
      while !isOver {
        for effect in conversation.failed(.unreachable, at: .zero, jitter: 1) {
          if case .open(let pause) = effect {
            opens += 1
            #expect(pause > .zero && pause <= .seconds(2))
          }
          if effect == .report(.failed(code: "unreachable")) { isOver = true }
        }
      }
      #expect(opens == 3)
    }
  }
}
