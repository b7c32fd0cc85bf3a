public import Speech
import Synchronization

/// Puts a recognizer that streams, such as the embedded one, at the end of a fallback list.
public struct StreamingTranscriber: Transcriber {
  private let recognizer: any SpeechRecognizer

  /// Creates a transcriber.
  public init(_ recognizer: any SpeechRecognizer) { self.recognizer = recognizer }

  /// Whether the recognizer knows the language.
  public func transcribes(language: String) -> Bool { recognizer.recognizes(language: language) }

  /// Streams the utterance through the recognizer, whose own limits hold instead of deadlines.
  public func words(
    of speech: RecordedSpeech,
    deadlines: HTTPStreamRequest.Deadlines
  ) async throws(ProviderError) -> [WordTiming] {
    let outcome = RecognitionOutcome()
    let stream = recognizer.makeStream(language: speech.language, terms: speech.terms) {
      outcome.take($0)
    }
    for start in stride(from: 0, to: speech.samples.count, by: PCMChunk.sampleRate) {
      let piece = speech.samples[start...].prefix(PCMChunk.sampleRate)
      stream.append(
        PCMChunk(
          start: SampleTime(ticks: Int64(start) * PCMChunk.ticksPerSample),
          samples: piece.map { Float($0) / 32_768 }
        )
      )
    }
    stream.finish()
    let words = await withTaskCancellationHandler {
      await outcome.words
    } onCancel: {
      stream.cancel()
      outcome.take(.failed(code: ProviderError.cancelled.code))
    }
    guard let words else { throw Task.isCancelled ? .cancelled : .declined }
    return words
  }
}

/// The last update of a recognizer, waited for once.
private final class RecognitionOutcome: Sendable {
  private enum State {
    case open
    case awaited(CheckedContinuation<[WordTiming]?, Never>)
    case settled([WordTiming]?)
  }

  private let state = Mutex(State.open)

  func take(_ update: RecognitionUpdate) {
    let words: [WordTiming]?
    switch update {
    case .partial: return
    case .final(let settled): words = settled
    case .failed: words = nil
    }
    let waiting = state.withLock { state -> CheckedContinuation<[WordTiming]?, Never>? in
      defer { if case .settled = state {} else { state = .settled(words) } }
      if case .awaited(let continuation) = state { return continuation }
      return nil
    }
    waiting?.resume(returning: words)
  }

  var words: [WordTiming]? {
    get async {
      await withCheckedContinuation { continuation in
        let settled = state.withLock { state -> [WordTiming]?? in
          if case .settled(let words) = state { return .some(words) }
          state = .awaited(continuation)
          return .none
        }
        if case .some(let words) = settled { continuation.resume(returning: words) }
      }
    }
  }
}
