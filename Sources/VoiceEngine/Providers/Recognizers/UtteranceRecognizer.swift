import Speech
import Synchronization

/// Recognizes with transcribers that want a whole utterance.
///
/// The words are asked for when the utterance ends, and already in each of its first pauses: if the
/// pause turns out to be the end, they are there, or nearly.
public final class UtteranceRecognizer: SpeechRecognizer {
  /// Longest utterance that is kept, in seconds.
  static let utteranceLimitSeconds = 60
  /// Requests of one utterance before its end.
  static let earlyRequestLimit = 3

  private let transcribers: FallbackList<any Transcriber>

  /// Creates a recognizer.
  public init(_ transcribers: FallbackList<any Transcriber>) { self.transcribers = transcribers }

  /// Whether any transcriber knows the language.
  public func recognizes(language: String) -> Bool {
    transcribers.providers.contains { $0.transcribes(language: language) }
  }

  /// Opens a stream; nothing is sent before its first pause.
  public func makeStream(
    language: String,
    terms: [String],
    report: @escaping @Sendable (RecognitionUpdate) -> Void
  ) -> any RecognitionStream {
    UtteranceStream(language: language, terms: terms, report: report) {
      [transcribers, ledger = ProviderLedger.current] (speech) async throws(ProviderError) in
      do {
        return try await ProviderLedger.$current.withValue(ledger) {
          try await transcribers.first(where: { $0.transcribes(language: language) }) {
            transcriber,
            deadlines async throws(ProviderError) in
            try await transcriber.words(of: speech, deadlines: deadlines)
          }
        }
      } catch {
        throw error as? ProviderError ?? .cancelled
      }
    }
  }
}

/// One utterance: samples are kept until it is over.
private final class UtteranceStream: RecognitionStream {
  typealias Transcribe = @Sendable (RecordedSpeech) async throws(ProviderError) -> [WordTiming]

  private struct State {
    var samples: [Int16] = []
    var start: SampleTime?
    var pause = PauseFinder()
    var isOver = false
    /// Requests before the end, the newest last; only the newest can be of use.
    var early: [Task<[WordTiming]?, Never>] = []
    var final: Task<Void, Never>?
    /// Whether the newest request heard all that was said.
    var isCurrent = false
  }

  private let language: String
  private let terms: [String]
  private let report: @Sendable (RecognitionUpdate) -> Void
  private let transcribe: Transcribe
  private let state = Mutex(State())

  init(
    language: String,
    terms: [String],
    report: @escaping @Sendable (RecognitionUpdate) -> Void,
    transcribe: @escaping Transcribe
  ) {
    self.language = language
    self.terms = terms
    self.report = report
    self.transcribe = transcribe
  }

  func append(_ chunk: PCMChunk) {
    state.withLock { state in
      guard !state.isOver else { return }
      if state.start == nil { state.start = chunk.start }
      let limit = UtteranceRecognizer.utteranceLimitSeconds * PCMChunk.sampleRate
      guard state.samples.count + chunk.samples.count <= limit else { return }
      state.samples += chunk.samples.map { Int16(max(-1, min(1, $0)) * 32_767) }
      let wasPause = state.pause.isPause
      state.pause.take(chunk.samples)
      if !wasPause, state.pause.isPause {
        askEarly(&state)
      } else if wasPause, !state.pause.isPause {
        state.isCurrent = false
        state.early.last?.cancel()
      }
    }
  }

  func finish() {
    state.withLock { state in
      guard !state.isOver else { return }
      state.isOver = true
      let speech = speech(state)
      let start = state.start ?? .zero
      let early = state.early
      let isCurrent = state.isCurrent
      state.samples = []
      guard !speech.samples.isEmpty else { return report(.final([])) }
      state.final = Task { [self] in
        var words: [WordTiming]?
        // Waited for one by one, so that no partial comes after the final.
        for request in early { words = await request.value }
        await settle(isCurrent ? words : nil, speech, start)
      }
    }
  }

  func cancel() {
    state.withLock { state in
      state.isOver = true
      state.samples = []
      for request in state.early { request.cancel() }
      state.final?.cancel()
    }
  }

  private func askEarly(_ state: inout State) {
    guard state.early.count < UtteranceRecognizer.earlyRequestLimit else { return }
    let speech = speech(state)
    state.isCurrent = true
    state.early.append(
      Task { [self] in
        do throws(ProviderError) {
          let words = try await transcribe(speech)
          guard !Task.isCancelled else { return nil }
          report(.partial(words.map(\.text).joined(separator: " ")))
          return words
        } catch {
          return nil
        }
      }
    )
  }

  private func settle(_ known: [WordTiming]?, _ speech: RecordedSpeech, _ start: SampleTime) async {
    do throws(ProviderError) {
      var words: [WordTiming]
      if let known { words = known } else { words = try await transcribe(speech) }
      guard !Task.isCancelled else { return }
      let shift: Duration = start - SampleTime.zero
      for index in words.indices {
        words[index].start = words[index].start + shift
        words[index].end = words[index].end + shift
      }
      report(.final(words))
    } catch {
      guard !Task.isCancelled else { return }
      report(.failed(code: error.code))
    }
  }

  private func speech(_ state: State) -> RecordedSpeech {
    RecordedSpeech(samples: state.samples, language: language, terms: terms)
  }
}
