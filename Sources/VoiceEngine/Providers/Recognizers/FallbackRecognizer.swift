import Dispatch
import Speech
import Synchronization

/// The recognizers that stream, best first: where one fails, the next hears the utterance from its
/// beginning, so that nothing that was said is lost and nothing is written twice.
public final class FallbackRecognizer: SpeechRecognizer {
  /// Longest utterance that is kept for the next recognizer, in seconds.
  static let utteranceLimitSeconds = 60

  private let entries: [FallbackList<any SpeechRecognizer>.Entry]
  private let breakers: Mutex<[CircuitBreaker]>
  private let clock: ProviderClock

  /// Creates a list.
  ///
  /// - Parameter policy: when a recognizer that keeps failing rests; attempts and deadlines are
  ///   each recognizer's own.
  public init(
    _ entries: [FallbackList<any SpeechRecognizer>.Entry],
    policy: ProviderPolicy = .streamingRecognizer,
    clock: ProviderClock = .continuous
  ) {
    self.entries = entries
    self.clock = clock
    let breaker = CircuitBreaker(failureLimit: policy.failureLimit, rest: policy.rest)
    breakers = Mutex(Array(repeating: breaker, count: entries.count))
  }

  /// Whether any recognizer knows the language.
  public func recognizes(language: String) -> Bool {
    entries.contains { $0.provider.recognizes(language: language) }
  }

  /// Opens a stream at the first recognizer that does not rest.
  public func makeStream(
    language: String,
    terms: [String],
    report: @escaping @Sendable (RecognitionUpdate) -> Void
  ) -> any RecognitionStream {
    FallbackUtterance(list: self, language: language, terms: terms, report: report)
  }

  /// The first recognizer after a place that knows the language and does not rest.
  fileprivate func next(after place: Int, language: String) -> Int? {
    let now = clock.now()
    return entries.indices.dropFirst(place + 1).first { index in
      entries[index].provider.recognizes(language: language)
        && breakers.withLock { $0[index].admits(at: now) }
    }
  }

  fileprivate func recognizer(_ index: Int) -> any SpeechRecognizer { entries[index].provider }

  fileprivate func note(_ error: ProviderError?, of index: Int) {
    let now = clock.now()
    breakers.withLock { breakers in
      if let error { breakers[index].failed(error, at: now) } else { breakers[index].succeeded() }
    }
  }

  /// One line a recognizer, for a health page, as of `FallbackList`.
  public var health: [String] {
    zip(entries, breakers.withLock { $0 }).map { entry, breaker in
      "\(entry.name): " + (breaker.lastError.map { "last failed, \($0.code)" } ?? "ok")
    }
  }
}

/// One utterance on its way through the list; everything happens on its queue, in order.
// Safety: all but the flag is touched on the queue only.
private final class FallbackUtterance: RecognitionStream, @unchecked Sendable {
  private let list: FallbackRecognizer
  private let language: String
  private let terms: [String]
  private let report: @Sendable (RecognitionUpdate) -> Void
  /// Who pays; the queue's work is no part of the session's tasks.
  private let ledger = ProviderLedger.current
  private let queue = DispatchQueue(label: "utterance")
  private let isOver = Atomic(false)
  private var place = -1
  private var stream: (any RecognitionStream)?
  private var chunks: [PCMChunk] = []
  private var keptSamples = 0
  private var isFinished = false

  init(
    list: FallbackRecognizer,
    language: String,
    terms: [String],
    report: @escaping @Sendable (RecognitionUpdate) -> Void
  ) {
    self.list = list
    self.language = language
    self.terms = terms
    self.report = report
    queue.async { self.advance(because: .busy) }
  }

  func append(_ chunk: PCMChunk) {
    queue.async { [self] in
      let limit = FallbackRecognizer.utteranceLimitSeconds * PCMChunk.sampleRate
      guard !isFinished, keptSamples + chunk.samples.count <= limit else { return }
      keptSamples += chunk.samples.count
      chunks.append(chunk)
      stream?.append(chunk)
    }
  }

  func finish() {
    queue.async { [self] in
      isFinished = true
      stream?.finish()
    }
  }

  func cancel() {
    isOver.store(true, ordering: .relaxed)
    queue.async { [self] in end() }
  }

  private func end() {
    stream?.cancel()
    stream = nil
    chunks = []
    isFinished = true
  }

  private func advance(because error: ProviderError) {
    stream = nil
    guard let next = list.next(after: place, language: language) else {
      place = .max
      return settle(.failed(code: error.code))
    }
    place = next
    let stream = ProviderLedger.$current.withValue(ledger) {
      list.recognizer(next).makeStream(language: language, terms: terms) { update in
        self.queue.async { self.take(update, from: next) }
      }
    }
    self.stream = stream
    for chunk in chunks { stream.append(chunk) }
    if isFinished { stream.finish() }
  }

  private func take(_ update: RecognitionUpdate, from index: Int) {
    guard index == place, !isOver.load(ordering: .relaxed) else { return }
    switch update {
    case .partial: report(update)
    case .final:
      list.note(nil, of: index)
      settle(update)
    case .failed(code: ProviderError.overBudget.code):
      // That is the session's fault, and no other recognizer's chance.
      settle(update)
    case .failed(let code):
      // What a recognizer reports is a code; all that matters here is whether to come back soon.
      let isRefusal = ["unauthorized", "untrusted"].contains(code)
      list.note(isRefusal ? .unauthorized(status: 401) : .disconnected, of: index)
      advance(because: isRefusal ? .unauthorized(status: 401) : .disconnected)
    }
  }

  private func settle(_ update: RecognitionUpdate) {
    guard !isOver.exchange(true, ordering: .relaxed) else { return }
    report(update)
    end()
  }
}
