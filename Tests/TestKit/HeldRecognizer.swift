import Speech
import Synchronization
public import VoiceEngine

/// A recognizer that hears one new word an utterance and whose every answer is chosen by the test.
public final class HeldRecognizer: SpeechRecognizer {
  /// One utterance.
  public struct Utterance: Sendable {
    /// The word that is heard in it: no other utterance has the same.
    public let word: String
    /// What becomes of it.
    public let behaviour: PortBehaviour
    /// Whether a partial result told the word.
    public let hasPartial: Bool
    /// Turns that were committed before it was opened.
    public let turnsBefore: Int
    /// Whether the candidate had the floor; what is said without it may not be part of an answer.
    public let hadFloor: Bool

    /// Whether the word was told, apart from what came late.
    public fileprivate(set) var isTold = false
  }

  private struct State {
    var utterances: [Utterance] = []
    var hanging: [HeldStream] = []
    var turns = 0
    var interview = InterviewState.created
  }

  private let state = Mutex(State())
  private let choose: @Sendable () -> (PortBehaviour, hasPartial: Bool)

  /// Creates a recognizer for English.
  public init(choose: @escaping @Sendable () -> (PortBehaviour, hasPartial: Bool)) {
    self.choose = choose
  }

  /// All that was opened.
  public var utterances: [Utterance] { state.withLock { $0.utterances } }

  /// Counts the turns and follows who has the floor.
  public func note(_ output: EngineOutput) {
    switch output {
    case .event(.turnCommitted, _): state.withLock { $0.turns += 1 }
    case .event(.stateChanged(let changed), _):
      state.withLock { $0.interview = changed.state }
    default: break
    }
  }

  /// Reports what hangs, late.
  public func letGo() {
    let hanging = state.withLock { state in
      defer { state.hanging = [] }
      return state.hanging
    }
    for stream in hanging { stream.report() }
  }

  /// Whether the primary subtag is English.
  public func recognizes(language: String) -> Bool { LanguageTag.primary(of: language) == "en" }

  /// Opens an utterance.
  public func makeStream(
    language: String,
    terms: [String],
    report: @escaping @Sendable (RecognitionUpdate) -> Void
  ) -> any RecognitionStream {
    let (behaviour, hasPartial) = choose()
    let utterance = state.withLock { state in
      let utterance = Utterance(
        word: "word\(state.utterances.count)",
        behaviour: behaviour,
        hasPartial: hasPartial,
        turnsBefore: state.turns,
        hadFloor: state.interview == .candidateSpeaking
      )
      state.utterances.append(utterance)
      return utterance
    }
    return HeldStream(utterance, self, report)
  }

  fileprivate func hold(_ stream: HeldStream) { state.withLock { $0.hanging.append(stream) } }

  fileprivate func noteTold(_ word: String) {
    state.withLock { state in
      guard let place = state.utterances.firstIndex(where: { $0.word == word }) else { return }
      state.utterances[place].isTold = true
    }
  }
}

private final class HeldStream: RecognitionStream {
  private let utterance: HeldRecognizer.Utterance
  private let recognizer: HeldRecognizer
  private let update: @Sendable (RecognitionUpdate) -> Void
  private let span = Mutex<(start: SampleTime, end: SampleTime)?>(nil)
  private let isCancelled = Mutex(false)

  init(
    _ utterance: HeldRecognizer.Utterance,
    _ recognizer: HeldRecognizer,
    _ update: @escaping @Sendable (RecognitionUpdate) -> Void
  ) {
    self.utterance = utterance
    self.recognizer = recognizer
    self.update = update
  }

  func append(_ chunk: PCMChunk) {
    var detector = LevelVoiceDetector()
    let isVoice = detector.process(chunk.samples).isVoice
    let isFirst = span.withLock { span in
      // A word ends with its voice: the silence after it is heard again before the next one.
      let end = isVoice ? chunk.end : span?.end ?? chunk.end
      defer { span = (span?.start ?? chunk.start, end) }
      return span == nil
    }
    guard isFirst, utterance.hasPartial else { return }
    recognizer.noteTold(utterance.word)
    update(.partial(utterance.word))
  }

  func finish() {
    switch utterance.behaviour {
    case .answers:
      if span.withLock({ $0 }) != nil { recognizer.noteTold(utterance.word) }
      report()
    case .fails: update(.failed(code: "as_the_test_wants"))
    case .hangs: recognizer.hold(self)
    }
  }

  func cancel() { isCancelled.withLock { $0 = true } }

  func report() {
    guard !isCancelled.withLock({ $0 }) else { return }
    guard let (start, end) = span.withLock({ $0 }) else { return update(.final([])) }
    update(.final([WordTiming(text: utterance.word, start: start, end: end)]))
  }
}
