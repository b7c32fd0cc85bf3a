import Speech
import Synchronization
import TestKit
import Testing
import VoiceEngine

@Suite(.blocking) struct FallbackRecognizerTests {
  /// Fails after so many chunks, or settles with the number of chunks it heard.
  private final class CountingRecognizer: SpeechRecognizer {
    let opened = Mutex(0)
    private let failure: (code: String, after: Int)?

    init(failing failure: (code: String, after: Int)? = nil) { self.failure = failure }

    func recognizes(language: String) -> Bool { language != "tlh" }

    func makeStream(
      language: String,
      terms: [String],
      report: @escaping @Sendable (RecognitionUpdate) -> Void
    ) -> any RecognitionStream {
      opened.withLock { $0 += 1 }
      return Stream(failure: failure, report: report)
    }

    private final class Stream: RecognitionStream {
      private let failure: (code: String, after: Int)?
      private let report: @Sendable (RecognitionUpdate) -> Void
      private let count = Mutex(0)

      init(
        failure: (code: String, after: Int)?,
        report: @escaping @Sendable (RecognitionUpdate) -> Void
      ) {
        self.failure = failure
        self.report = report
        if let failure, failure.after == 0 { report(.failed(code: failure.code)) }
      }

      func append(_ chunk: PCMChunk) {
        let count = count.withLock { count in
          count += 1
          return count
        }
        report(.partial("\(count)"))
        if let failure, failure.after == count { report(.failed(code: failure.code)) }
      }

      func finish() {
        if let failure, failure.after == .max { return report(.failed(code: failure.code)) }
        let text = "\(count.withLock { $0 }) chunks"
        report(.final([WordTiming(text: text, start: .zero, end: .zero)]))
      }

      func cancel() {}
    }
  }

  private let clock = VirtualClock()

  private func list(_ recognizers: [CountingRecognizer]) -> FallbackRecognizer {
    FallbackRecognizer(
      recognizers.enumerated().map { .init(name: "r\($0.offset)", provider: $0.element) },
      clock: clock.provider
    )
  }

  private func say(_ list: FallbackRecognizer, _ language: String = "en") -> RecognitionUpdate? {
    let log = RecognitionLog()
    let stream = list.makeStream(language: language) { log.take($0) }
    for chunk in StreamingDialect.speech(words: 2, from: .zero) { stream.append(chunk) }
    stream.finish()
    let all = log.untilSettled()
    #expect(all.filter { !$0.isPartial }.count == 1)
    return all.last
  }

  @Test(arguments: [0, 1, 7, 10, .max])
  func `whenever a recognizer fails, the next hears everything`(chunks: Int) {
    let broken = CountingRecognizer(failing: (code: "disconnected", after: chunks))
    let last = say(list([broken, CountingRecognizer()]))
    #expect(last?.text == "10 chunks")
  }

  @Test func `a recognizer that keeps failing rests, and comes back`() {
    let broken = CountingRecognizer(failing: (code: "disconnected", after: 3))
    let list = list([broken, CountingRecognizer()])
    for _ in 0..<6 { #expect(say(list)?.text == "10 chunks") }
    #expect(broken.opened.withLock { $0 } == 3)
    #expect(list.health == ["r0: last failed, disconnected", "r1: ok"])
    clock.advance(by: .seconds(21))
    _ = say(list)
    #expect(broken.opened.withLock { $0 } == 4)
  }

  @Test func `a wrong key lets a recognizer rest at once`() {
    let refused = CountingRecognizer(failing: (code: "unauthorized", after: 0))
    let list = list([refused, CountingRecognizer()])
    for _ in 0..<3 { #expect(say(list)?.text == "10 chunks") }
    #expect(refused.opened.withLock { $0 } == 1)
  }

  @Test func `where all fail there is one failure`() {
    let broken = [1, 4].map { CountingRecognizer(failing: (code: "malformed", after: $0)) }
    #expect(say(list(broken)) == .failed(code: "disconnected"))
    #expect(say(list([CountingRecognizer()]), "tlh") == .failed(code: "busy"))
    #expect(say(list([])) == .failed(code: "busy"))
  }

  @Test func `an utterance that nobody wants is not heard of again`() {
    let log = RecognitionLog()
    let stream = list([CountingRecognizer()]).makeStream(language: "en") { log.take($0) }
    stream.cancel()
    for chunk in StreamingDialect.speech(words: 2, from: .zero) { stream.append(chunk) }
    stream.finish()
    #expect(log.updates.isEmpty)
  }
}
