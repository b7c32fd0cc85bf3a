import Dispatch
import Foundation
import Speech
import Synchronization

/// Recognizes speech on this machine with pocketsphinx: offline, no key, and only good enough to
/// show what an interview is like (about a third of read words come out wrong).
///
/// A fixed number of worker threads, each with its decoder. An utterance that finds no free worker
/// waits, its audio kept; decoding runs about five times faster than speech.
public final class PocketSphinxRecognizer: SpeechRecognizer {
  /// Longest utterance that is kept while it waits, in seconds.
  static let utteranceLimitSeconds = 60

  private let model: PocketSphinxModel
  private let queue = PocketSphinxQueue()

  /// Starts the workers; each loads its model when it gets its first utterance.
  ///
  /// - Parameters:
  ///   - model: the model for every worker.
  ///   - workers: decoders that run at the same time, about 92 MB each.
  /// - Throws: `EngineError.Code.recognizerUnavailable` when the model is not installed.
  public init(
    model: PocketSphinxModel = .debianEnglish,
    workers: Int
  ) throws(EngineError) {
    for path in [model.acousticModel, model.languageModel, model.dictionary]
    where !FileManager.default.fileExists(atPath: path) {
      throw EngineError(.recognizerUnavailable, "no speech model at \(path)")
    }
    self.model = model
    for number in 0..<max(1, workers) {
      let thread = Thread { [queue, model] in PocketSphinxRecognizer.work(queue, model) }
      thread.name = "recognizer-\(number)"
      thread.stackSize = 8 << 20
      thread.start()
    }
  }

  deinit {
    queue.close()
  }

  /// Whether the model's language is the primary subtag of a tag.
  public func recognizes(language: String) -> Bool {
    LanguageTag.primary(of: language) == model.language
  }

  /// Opens a stream; its audio is decoded as soon as a worker is free.
  ///
  /// Terms are left out.
  public func makeStream(
    language: String,
    terms: [String],
    report: @escaping @Sendable (RecognitionUpdate) -> Void
  ) -> any RecognitionStream {
    let utterance = PocketSphinxUtterance(report: report)
    queue.add(utterance)
    return utterance
  }

  private static func work(_ queue: PocketSphinxQueue, _ model: PocketSphinxModel) {
    while let first = queue.next() {
      do throws(EngineError) {
        var decoder = try PocketSphinxDecoder(model: model)
        var utterance: PocketSphinxUtterance? = first
        while let current = utterance {
          current.decode(with: &decoder)
          utterance = queue.next()
        }
        return
      } catch {
        first.report(.failed(code: error.code.description))
      }
    }
  }
}

/// Utterances that wait for a worker, oldest first.
final class PocketSphinxQueue: Sendable {
  private let waiting = Mutex<(utterances: [PocketSphinxUtterance], isClosed: Bool)>(([], false))
  private let signal = DispatchSemaphore(value: 0)

  func add(_ utterance: PocketSphinxUtterance) {
    waiting.withLock { $0.utterances.append(utterance) }
    signal.signal()
  }

  /// The next utterance; blocks until there is one, `nil` when the queue is closed.
  func next() -> PocketSphinxUtterance? {
    signal.wait()
    let next = waiting.withLock { state in
      state.isClosed || state.utterances.isEmpty ? nil : state.utterances.removeFirst()
    }
    // The other workers must wake too when the queue is closed.
    if next == nil { signal.signal() }
    return next
  }

  func close() {
    waiting.withLock { $0.isClosed = true }
    signal.signal()
  }
}

/// One utterance: samples come from the session's lane, a worker takes them out.
final class PocketSphinxUtterance: RecognitionStream {
  private struct State {
    var samples: [Int16] = []
    var start: SampleTime?
    var isFinished = false
    var isCancelled = false
    var overflowed = false
  }

  let report: @Sendable (RecognitionUpdate) -> Void
  private let state = Mutex(State())
  private let signal = DispatchSemaphore(value: 0)

  init(report: @escaping @Sendable (RecognitionUpdate) -> Void) {
    self.report = report
  }

  func append(_ chunk: PCMChunk) {
    state.withLock { state in
      guard !state.isFinished, !state.isCancelled else { return }
      if state.start == nil { state.start = chunk.start }
      let limit = PocketSphinxRecognizer.utteranceLimitSeconds * PCMChunk.sampleRate
      guard state.samples.count + chunk.samples.count <= limit else {
        state.overflowed = true
        return
      }
      state.samples.append(
        contentsOf: chunk.samples.map { Int16(max(-1, min(1, $0)) * 32_767) }
      )
    }
    signal.signal()
  }

  func finish() {
    state.withLock { $0.isFinished = true }
    signal.signal()
  }

  func cancel() {
    state.withLock { state in
      state.isCancelled = true
      state.samples = []
    }
    signal.signal()
  }

  /// Decodes until the utterance is finished or cancelled; called by one worker.
  func decode(with decoder: inout PocketSphinxDecoder) {
    decoder.start()
    var last = ""
    while true {
      signal.wait()
      let (samples, isFinished, isCancelled) = state.withLock { state in
        let isDue = state.isFinished || state.samples.count >= PocketSphinxUtterance.portion
        let samples = isDue ? state.samples : []
        if isDue { state.samples = [] }
        return (samples, state.isFinished, state.isCancelled)
      }
      if isCancelled { break }
      if !samples.isEmpty { decoder.process(samples) }
      if isFinished { break }
      guard !samples.isEmpty else { continue }
      let partial = decoder.partial()
      if partial != last {
        last = partial
        report(.partial(partial))
      }
    }
    settle(decoder.finish())
  }

  /// Samples that are decoded at once: a tenth of a second keeps partials fresh and calls few.
  private static let portion = PCMChunk.sampleRate / 10

  private func settle(_ words: [RecognizedWord]) {
    let (start, isCancelled) = state.withLock { ($0.start ?? .zero, $0.isCancelled) }
    guard !isCancelled else { return }
    report(
      .final(
        words.map { word in
          WordTiming(
            text: word.text,
            start: start + .milliseconds(word.firstWindow * 10),
            end: start + .milliseconds((word.lastWindow + 1) * 10),
            confidence: word.posterior
          )
        }
      )
    )
  }
}
