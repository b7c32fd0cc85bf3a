import Speech
import Synchronization
public import VoiceEngine

/// Speaks every sentence as a tone: 100 ms a word, times exact.
public struct ScriptedSynthesizer: SpeechSynthesizer {
  /// What becomes of every sentence.
  public enum Behaviour: Sendable {
    case speaks
    case fails
    case neverAnswers
  }

  private static let word = SyntheticVoice.vowel(hertz: 120, seconds: 0.1)

  private let behaviour: Behaviour

  /// Creates a synthesizer.
  public init(_ behaviour: Behaviour = .speaks) { self.behaviour = behaviour }

  /// Speaks, fails or hangs, as it was told.
  public func synthesize(
    _ request: SynthesisRequest
  ) async throws(EngineError) -> SynthesizedSpeech {
    switch behaviour {
    case .fails: throw EngineError(.synthesizerFailed, "as the test wants")
    case .neverAnswers:
      do { try await Task.sleep(for: .seconds(3_600)) } catch {}
      throw EngineError(.timedOut, "as the test wants")
    case .speaks: break
    }
    let texts = request.text.split(separator: " ").map(String.init)
    let words = texts.enumerated().map { index, text in
      WordTiming(
        text: text,
        start: SampleTime(milliseconds: Int64(index) * 100),
        end: SampleTime(milliseconds: Int64(index + 1) * 100)
      )
    }
    let samples = Array(repeatElement(ScriptedSynthesizer.word, count: texts.count).joined())
    return SynthesizedSpeech(samples: samples, sampleRate: 16_000, words: words)
  }
}

/// Hears what the test wrote: one text an utterance, whatever the audio.
public final class ScriptedRecognizer: SpeechRecognizer {
  private let texts: Mutex<[String]>
  private let language: String
  private let behaviour: Behaviour

  /// What becomes of every utterance.
  public enum Behaviour: Sendable {
    case hears
    case fails
    case neverAnswers
  }

  /// Creates a recognizer that gives these texts, in order, and then nothing.
  public init(_ texts: [String], language: String = "en", behaviour: Behaviour = .hears) {
    self.texts = Mutex(texts)
    self.language = language
    self.behaviour = behaviour
  }

  /// Whether the tag's primary subtag is the one language.
  public func recognizes(language: String) -> Bool {
    LanguageTag.primary(of: language) == self.language
  }

  /// Opens an utterance.
  public func makeStream(
    language: String,
    terms: [String],
    report: @escaping @Sendable (RecognitionUpdate) -> Void
  ) -> any RecognitionStream {
    let text = texts.withLock { $0.isEmpty ? "" : $0.removeFirst() }
    return ScriptedStream(text: text, behaviour: behaviour, report: report)
  }
}

private final class ScriptedStream: RecognitionStream {
  private let words: [String]
  private let behaviour: ScriptedRecognizer.Behaviour
  private let report: @Sendable (RecognitionUpdate) -> Void
  private let span = Mutex<(start: SampleTime, end: SampleTime)?>(nil)

  init(
    text: String,
    behaviour: ScriptedRecognizer.Behaviour,
    report: @escaping @Sendable (RecognitionUpdate) -> Void
  ) {
    words = text.split(separator: " ").map(String.init)
    self.behaviour = behaviour
    self.report = report
  }

  func append(_ chunk: PCMChunk) {
    let isFirst = span.withLock { span in
      defer { span = (span?.start ?? chunk.start, chunk.end) }
      return span == nil
    }
    guard behaviour == .hears, isFirst, !words.isEmpty else { return }
    report(.partial(words.joined(separator: " ")))
  }

  func finish() {
    switch behaviour {
    case .neverAnswers: return
    case .fails: return report(.failed(code: "as_the_test_wants"))
    case .hears: break
    }
    guard let (start, end) = span.withLock({ $0 }) else { return report(.final([])) }
    let step = Duration(ticks: (end - start).ticks / Int64(max(1, words.count)))
    report(
      .final(
        words.enumerated().map { index, word in
          let at = start + step * index
          return WordTiming(text: word, start: at, end: at + step)
        }
      )
    )
  }

  func cancel() {}
}
