/// Says each sentence once: synthesised and encoded speech, shared by all sessions.
///
/// Core questions are the same for every candidate and encoding is the dearest step of a session.
/// Bounded in bytes; the sentence that was used longest ago goes first. Sentences that are asked
/// for at the same time are synthesised once.
public actor SpeechCache {
  /// What identifies a spoken sentence.
  public typealias Key = SynthesisRequest

  private typealias Spoken = Result<EncodedSpeech, EngineError>

  private struct Run {
    var number: Int
    var task: Task<Spoken, Never>
  }

  /// Speaks and encodes a sentence.
  public typealias Speak =
    @Sendable (SynthesisRequest) async throws(EngineError) -> EncodedSpeech

  private let speak: Speak
  private let byteLimit: Int
  private struct Entry {
    var speech: EncodedSpeech
    var lastUse: Int
  }

  private var entries: [Key: Entry] = [:]
  private var uses = 0
  private var running: [Key: Run] = [:]
  private var bytes = 0

  /// Sentences that were found.
  public private(set) var hits = 0
  /// Sentences that had to be spoken.
  public private(set) var misses = 0
  /// Sentences that are being spoken.
  public var underway: Int { running.count }

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
    self.init(byteLimit: byteLimit) { request throws(EngineError) in
      let speech = try await synthesizer.synthesize(request)
      return try EncodedSpeech(speech, text: request.text, sampleRate: sampleRate)
    }
  }

  /// Creates an empty cache in front of whoever speaks and encodes.
  ///
  /// - Parameter byteLimit: most bytes of packets that are kept.
  public init(byteLimit: Int, speak: @escaping Speak) {
    self.byteLimit = byteLimit
    self.speak = speak
  }

  /// A sentence, from the cache or spoken now.
  ///
  /// - Throws: `EngineError`; failures are not kept.
  public func speech(for request: SynthesisRequest) async throws(EngineError) -> EncodedSpeech {
    if let found = use(request) {
      hits += 1
      return found
    }
    let run = running[request] ?? start(request)
    return try await run.task.value.get()
  }

  private func removeOldest() {
    let oldest = entries.min { $0.value.lastUse < $1.value.lastUse }
    guard let oldest else { return }
    bytes -= oldest.value.speech.byteCount
    entries[oldest.key] = nil
  }

  private func use(_ request: SynthesisRequest) -> EncodedSpeech? {
    uses += 1
    entries[request]?.lastUse = uses
    return entries[request]?.speech
  }

  /// Gives up on a sentence that is being spoken: who waits for it gets an error as soon as the
  /// synthesizer heeds it, and who asks next starts anew.
  public func forget(_ request: SynthesisRequest) {
    running.removeValue(forKey: request)?.task.cancel()
  }

  private func start(_ request: SynthesisRequest) -> Run {
    misses += 1
    let number = misses
    let task = Task {
      let spoken = await SpeechCache.speech(for: request, by: speak)
      settle(request, number, spoken)
      return spoken
    }
    let run = Run(number: number, task: task)
    running[request] = run
    return run
  }

  /// Off the actor: encoding a sentence takes as long as looking up thousands.
  @concurrent
  private static func speech(
    for request: SynthesisRequest,
    by speak: Speak
  ) async -> Spoken {
    do throws(EngineError) {
      return .success(try await speak(request))
    } catch {
      return .failure(error)
    }
  }

  private func settle(_ request: SynthesisRequest, _ number: Int, _ spoken: Spoken) {
    guard running[request]?.number == number else { return }
    running[request] = nil
    if case .success(let speech) = spoken { keep(speech, for: request) }
  }

  private func keep(_ speech: EncodedSpeech, for request: SynthesisRequest) {
    guard speech.byteCount <= byteLimit else { return }
    uses += 1
    entries[request] = Entry(speech: speech, lastUse: uses)
    bytes += speech.byteCount
    while bytes > byteLimit { removeOldest() }
  }
}
