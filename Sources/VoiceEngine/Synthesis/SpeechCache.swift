/// Says each sentence once: synthesised and encoded speech, shared by all sessions.
///
/// Core questions are the same for every candidate and encoding is the dearest step of a session.
/// Bounded in bytes; the sentence that was used longest ago goes first. Sentences that are asked
/// for at the same time are synthesised once.
public actor SpeechCache {
  /// What identifies a spoken sentence.
  public typealias Key = SynthesisRequest

  private let synthesizer: any SpeechSynthesizer
  private let sampleRate: Int
  private let byteLimit: Int
  private var entries: [Key: EncodedSpeech] = [:]
  private var order: [Key] = []
  private var running: [Key: Task<Result<EncodedSpeech, EngineError>, Never>] = [:]
  private var bytes = 0

  /// Sentences that were found, and that were not.
  public private(set) var hits = 0
  /// Sentences that had to be spoken.
  public private(set) var misses = 0

  /// Creates an empty cache in front of a synthesizer.
  ///
  /// - Parameters:
  ///   - sampleRate: rate of the encoder, in hertz.
  ///   - byteLimit: most bytes of packets that are kept.
  public init(
    synthesizer: any SpeechSynthesizer,
    sampleRate: Int = 24_000,
    byteLimit: Int = 16 << 20
  ) {
    self.synthesizer = synthesizer
    self.sampleRate = sampleRate
    self.byteLimit = byteLimit
  }

  /// A sentence, from the cache or spoken now.
  ///
  /// - Throws: `EngineError`; failures are not kept.
  public func speech(for request: SynthesisRequest) async throws(EngineError) -> EncodedSpeech {
    if let found = entries[request] {
      hits += 1
      order.removeAll { $0 == request }
      order.append(request)
      return found
    }
    let task = running[request] ?? start(request)
    let result = await task.value
    if running.removeValue(forKey: request) != nil, case .success(let speech) = result {
      keep(speech, for: request)
    }
    return try result.get()
  }

  private func start(
    _ request: SynthesisRequest
  ) -> Task<Result<EncodedSpeech, EngineError>, Never> {
    misses += 1
    let task = Task { [synthesizer, sampleRate] in
      do throws(EngineError) {
        let speech = try await synthesizer.synthesize(request)
        return Result<EncodedSpeech, EngineError>.success(
          try EncodedSpeech(speech, text: request.text, sampleRate: sampleRate)
        )
      } catch {
        return .failure(error)
      }
    }
    running[request] = task
    return task
  }

  private func keep(_ speech: EncodedSpeech, for request: SynthesisRequest) {
    guard speech.byteCount <= byteLimit else { return }
    entries[request] = speech
    order.append(request)
    bytes += speech.byteCount
    while bytes > byteLimit, let oldest = order.first {
      order.removeFirst()
      bytes -= entries.removeValue(forKey: oldest)?.byteCount ?? 0
    }
  }
}
