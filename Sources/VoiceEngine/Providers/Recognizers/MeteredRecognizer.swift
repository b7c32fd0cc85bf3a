import Speech
import Synchronization

/// A recognizer that streams and whose use is counted: a request an utterance, and its audio once,
/// however often a stream that broke had to be sent it again.
public struct MeteredRecognizer: SpeechRecognizer {
  private let recognizer: any SpeechRecognizer
  private let meter: ProviderMeter

  /// Puts a meter before a recognizer.
  public init(_ recognizer: any SpeechRecognizer, meter: ProviderMeter) {
    self.recognizer = recognizer
    self.meter = meter
  }

  /// Whether the recognizer knows the language.
  public func recognizes(language: String) -> Bool { recognizer.recognizes(language: language) }

  /// Opens a stream, unless the session may spend no more.
  public func makeStream(
    language: String,
    terms: [String],
    report: @escaping @Sendable (RecognitionUpdate) -> Void
  ) -> any RecognitionStream {
    let ledger = ProviderLedger.current
    do throws(ProviderError) { try meter.begin(on: ledger) } catch {
      report(.failed(code: error.code))
      return DeafStream()
    }
    return MeteredStream(
      recognizer.makeStream(language: language, terms: terms, report: report),
      note: { [meter] seconds in meter.note(on: ledger) { $0.audioSeconds = seconds } }
    )
  }
}

/// A stream that nobody pays for.
private struct DeafStream: RecognitionStream {
  func append(_ chunk: PCMChunk) {}
  func finish() {}
  func cancel() {}
}

/// Counts audio a second at a time, so that a limit holds in mid-utterance too.
private final class MeteredStream: RecognitionStream {
  private let stream: any RecognitionStream
  private let note: @Sendable (Double) -> Void
  private let uncounted = Mutex(0)

  init(_ stream: any RecognitionStream, note: @escaping @Sendable (Double) -> Void) {
    self.stream = stream
    self.note = note
  }

  func append(_ chunk: PCMChunk) {
    stream.append(chunk)
    count(chunk.samples.count, atLeast: PCMChunk.sampleRate)
  }

  func finish() {
    count(0, atLeast: 1)
    stream.finish()
  }

  func cancel() {
    count(0, atLeast: 1)
    stream.cancel()
  }

  private func count(_ samples: Int, atLeast least: Int) {
    let due = uncounted.withLock { uncounted -> Int in
      uncounted += samples
      guard uncounted >= least else { return 0 }
      defer { uncounted = 0 }
      return uncounted
    }
    if due > 0 { note(Double(due) / Double(PCMChunk.sampleRate)) }
  }
}
