import Speech
import Synchronization
import VoiceEngine

/// Providers for load tests: they understand nothing and cost nothing, but take the time that real
/// ones take.
enum StubProviders {
  /// From the end of an utterance to its words.
  static let recognizerLatency = Duration.milliseconds(300)
  /// From a sentence to its sound.
  static let synthesizerLatency = Duration.milliseconds(200)
}

/// Hears a word every 400 ms.
struct StubRecognizer: SpeechRecognizer {
  func recognizes(language: String) -> Bool { true }

  func makeStream(
    language: String,
    terms: [String],
    report: @escaping @Sendable (RecognitionUpdate) -> Void
  ) -> any RecognitionStream { StubStream(report: report) }
}

private final class StubStream: RecognitionStream {
  private struct State {
    var start: SampleTime?
    var end = SampleTime.zero
    var words = 0
    var isCancelled = false
  }

  private static let wordTime = Duration.milliseconds(400)

  private let report: @Sendable (RecognitionUpdate) -> Void
  private let state = Mutex(State())

  init(report: @escaping @Sendable (RecognitionUpdate) -> Void) { self.report = report }

  func append(_ chunk: PCMChunk) {
    let words: Int? = state.withLock { state in
      let start = state.start ?? chunk.start
      state.start = start
      state.end = chunk.end
      let words = Int((chunk.end - start) / StubStream.wordTime)
      defer { state.words = words }
      return words > state.words ? words : nil
    }
    if let words { report(.partial(StubStream.texts(words).joined(separator: " "))) }
  }

  func finish() {
    Task {
      try? await Task.sleep(for: StubProviders.recognizerLatency)
      let (start, count, isCancelled) = state.withLock {
        ($0.start ?? .zero, $0.words, $0.isCancelled)
      }
      guard !isCancelled else { return }
      let words = StubStream.texts(count).enumerated().map { index, text in
        let at = start + StubStream.wordTime * index
        return WordTiming(text: text, start: at, end: at + StubStream.wordTime)
      }
      report(.final(words))
    }
  }

  func cancel() { state.withLock { $0.isCancelled = true } }

  private static func texts(_ count: Int) -> [String] {
    (0..<count).map { $0 % 8 == 7 ? "because" : "word" }
  }
}

/// Says something new before each question, so that its sound is in no cache.
final class StubInterviewer: Interviewer {
  private let count = Atomic<Int>(0)

  func wording(of move: InterviewMove, in plan: InterviewPlan) -> AsyncStream<WordingPart> {
    let number = count.add(1, ordering: .relaxed).newValue
    let sentences = SentenceChunker.sentences(of: move.text)
    return AsyncStream { parts in
      parts.yield(WordingPart(["Thank you for answer \(number)."] + sentences, isLast: true))
      parts.finish()
    }
  }
}

/// Speaks every word as 350 ms of a tone.
struct StubSynthesizer: SpeechSynthesizer {
  private static let sampleRate = 24_000
  private static let wordTime = Duration.milliseconds(350)

  func synthesize(
    _ request: SynthesisRequest
  ) async throws(EngineError) -> SynthesizedSpeech {
    try? await Task.sleep(for: StubProviders.synthesizerLatency)
    let words = request.text.split(separator: " ").enumerated().map { index, text in
      let at = SampleTime.zero + StubSynthesizer.wordTime * index
      return WordTiming(text: String(text), start: at, end: at + StubSynthesizer.wordTime)
    }
    let count = words.count * StubSynthesizer.sampleRate * 350 / 1_000
    // A sawtooth of 150 Hz has what an encoder has to work for.
    let samples = (0..<count).map { Float($0 % 160) / 160 * 0.4 - 0.2 }
    return SynthesizedSpeech(
      samples: samples,
      sampleRate: StubSynthesizer.sampleRate,
      words: words
    )
  }
}
