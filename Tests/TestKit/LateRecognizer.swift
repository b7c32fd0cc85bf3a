public import Speech
import Synchronization
public import VoiceEngine

/// A recognizer of every language that says nothing before it is told to.
public final class LateRecognizer: SpeechRecognizer {
  private struct State {
    var texts: [String]
    var waiting: [LateStream] = []
    var starts: [SampleTime] = []
    var alive = 0
  }

  private let state: Mutex<State>

  /// Creates a recognizer that gives these texts, one an utterance, and then nothing.
  public init(_ texts: [String] = []) { state = Mutex(State(texts: texts)) }

  /// Where the sound of each utterance began that it was given.
  public var starts: [SampleTime] { state.withLock { $0.starts } }

  /// Utterances that somebody still holds.
  public var alive: Int { state.withLock { $0.alive } }

  /// Says what it heard of all utterances that are over.
  public func tell() {
    let told = state.withLock { state in
      defer { state.waiting = [] }
      return state.waiting.map { ($0, state.texts.isEmpty ? "" : state.texts.removeFirst()) }
    }
    for (stream, text) in told { stream.tell(text) }
  }

  /// Whether it recognizes the language: always.
  public func recognizes(language: String) -> Bool { true }

  /// Opens an utterance.
  public func makeStream(
    language: String,
    terms: [String],
    report: @escaping @Sendable (RecognitionUpdate) -> Void
  ) -> any RecognitionStream {
    state.withLock { $0.alive += 1 }
    return LateStream(self, report)
  }

  fileprivate func began(at start: SampleTime) { state.withLock { $0.starts.append(start) } }
  fileprivate func wait(_ stream: LateStream) { state.withLock { $0.waiting.append(stream) } }
  fileprivate func ended() { state.withLock { $0.alive -= 1 } }
}

private final class LateStream: RecognitionStream {
  private let recognizer: LateRecognizer
  private let report: @Sendable (RecognitionUpdate) -> Void
  private let span = Mutex<(start: SampleTime, end: SampleTime)?>(nil)

  init(_ recognizer: LateRecognizer, _ report: @escaping @Sendable (RecognitionUpdate) -> Void) {
    self.recognizer = recognizer
    self.report = report
  }

  deinit { recognizer.ended() }

  func append(_ chunk: PCMChunk) {
    let isFirst = span.withLock { span in
      defer { span = (span?.start ?? chunk.start, chunk.end) }
      return span == nil
    }
    if isFirst { recognizer.began(at: chunk.start) }
  }

  func finish() { recognizer.wait(self) }

  func cancel() {}

  func tell(_ text: String) {
    guard let (start, end) = span.withLock({ $0 }) else { return report(.final([])) }
    report(.final(text.isEmpty ? [] : [WordTiming(text: text, start: start, end: end)]))
  }
}
