import Speech

/// What is said on a stream to a recognizer, utterance by utterance.
///
/// A value without network or clock: events and the time go in, effects come out. A stream that
/// breaks is opened again a bounded number of times, and what was not settled is sent once more;
/// an utterance ends with one final result or one failure, always.
struct RecognitionConversation {
  /// What is to be done.
  enum Effect: Equatable {
    /// Opens a stream, with a pause before it.
    case open(after: Duration)
    /// Sends a text message.
    case text(String)
    /// Sends samples.
    case audio([Int16])
    /// Lets the stream go.
    case close
    case report(RecognitionUpdate)
    /// The stream waits for another utterance.
    case rest
    /// There is no stream any more, and no utterance.
    case leave
  }

  private enum Link { case none, opening, open }

  /// Audio is sent when so much of it waits: 50 ms.
  static let portion = PCMChunk.sampleRate / 20
  /// A stream on which nothing was sent for so long gets a sign of life.
  static let keepAliveAfter = Duration.seconds(4)
  /// How long a stream waits for the next utterance.
  static let restLimit = Duration.seconds(30)
  /// Silence after an ending, after which the stream is closed to get the last words.
  static let endingPatience = Duration.seconds(1)

  private let api: any StreamingRecognitionAPI
  private let policy: ProviderPolicy
  private var link = Link.none
  private var utterance: StreamedUtterance?
  private var schedule: RetrySchedule
  /// When no more audio was to come.
  private var finishedAt: Duration?
  private var isEndingSent = false
  private var isClosingSent = false
  /// Whether the last message settled something after an ending.
  private var isSettling = false
  /// Samples that the stream has taken.
  private var streamed = 0
  private var lastSent = Duration.zero
  private var lastHeard: Duration?
  /// Since when the recognizer owes something.
  private var owingSince: Duration?
  /// Whether the utterance is over and the answer to its ending is not there yet.
  private var isDraining = false
  private var restingSince: Duration?

  init(api: any StreamingRecognitionAPI, policy: ProviderPolicy) {
    self.api = api
    self.policy = policy
    schedule = RetrySchedule(policy: policy)
  }

  /// Begins an utterance, on the stream that rests or on a new one.
  mutating func begin() -> [Effect] {
    utterance = StreamedUtterance()
    schedule = RetrySchedule(policy: policy)
    finishedAt = nil
    isEndingSent = false
    restingSince = nil
    guard link == .none else {
      utterance?.restart(streamed: streamed)
      return []
    }
    link = .opening
    return [.open(after: .zero)]
  }

  /// Takes audio.
  mutating func append(_ chunk: PCMChunk, at now: Duration) -> [Effect] {
    guard finishedAt == nil else { return [] }
    utterance?.append(chunk)
    return flush(at: now)
  }

  /// No more audio comes.
  mutating func finish(at now: Duration) -> [Effect] {
    guard let utterance, finishedAt == nil else { return [] }
    finishedAt = now
    guard utterance.count > 0 else { return end(with: .final([]), at: now) }
    return flush(at: now)
  }

  /// Drops the utterance, and the stream on which its words would still come.
  mutating func cancel() -> [Effect] {
    guard utterance != nil else { return [] }
    utterance = nil
    return drop()
  }

  /// The stream is open.
  mutating func opened(at now: Duration) -> [Effect] {
    link = .open
    streamed = 0
    lastSent = now
    lastHeard = nil
    owingSince = nil
    isEndingSent = false
    isClosingSent = false
    isSettling = false
    isDraining = false
    utterance?.restart(streamed: 0)
    return (api.greeting.map { [.text($0)] } ?? []) + flush(at: now)
  }

  /// A message came.
  mutating func heard(_ message: String, at now: Duration) -> [Effect] {
    lastHeard = now
    owingSince = isEndingSent && !isDraining ? now : nil
    let pieces: [RecognitionPiece]
    do throws(ProviderError) { pieces = try api.pieces(of: message) } catch {
      return [.close] + failed(error, at: now)
    }
    switch pieces.last {
    case .partial: isSettling = false
    case .settled, .settledText: isSettling = isEndingSent
    case .end, nil: break
    }
    var effects: [Effect] = []
    for piece in pieces {
      guard utterance != nil else {
        if piece == .end, isDraining { effects += rest(at: now) }
        continue
      }
      let before = utterance?.text
      switch piece {
      case .partial(let text): _ = utterance?.believe(text)
      case .settled(let words, let through): utterance?.settle(words, through: through)
      case .settledText(let text): utterance?.settle(text: text)
      case .end:
        if isEndingSent { effects += complete(isClean: true, at: now) }
        continue
      }
      if let text = utterance?.text, text != before { effects.append(.report(.partial(text))) }
    }
    if isEverythingSettled { effects += complete(isClean: false, at: now) }
    return effects
  }

  /// The provider closed the stream.
  mutating func closed(code: UInt16, at now: Duration) -> [Effect] {
    let isGoodbye = api.closing == nil ? isSettling : isClosingSent
    guard code == 1_000 || code == 1_005, isGoodbye, isEndingSent, utterance != nil else {
      // These blame what was sent. So does 1002, but libwebsockets 4.1.6 shows it also for 1012 to
      // 1014, which it does not know and which a moment later may be over.
      let blames = [1_003, 1_007, 1_008, 1_009, 1_010].contains(code)
      return failed(blames ? .rejected(status: Int(code)) : .disconnected, at: now)
    }
    link = .none
    return complete(isClean: false, at: now)
  }

  /// The stream broke, or never came about.
  mutating func failed(_ error: ProviderError, at now: Duration, jitter: Double = 0.5) -> [Effect] {
    link = .none
    isDraining = false
    guard utterance != nil else { return [.leave] }
    let left = policy.total - (finishedAt.map { now - $0 } ?? .zero)
    switch schedule.failed(error, left: left, jitter: jitter) {
    case .again(let pause):
      link = .opening
      isEndingSent = false
      return [.open(after: pause)]
    case .giveUp: return end(with: .failed(code: error.code), at: now)
    }
  }

  /// Passes the time on.
  mutating func tick(at now: Duration) -> [Effect] {
    if let finishedAt, utterance != nil, now - finishedAt >= policy.total {
      return end(with: .failed(code: ProviderError.timedOut(.total).code), at: now)
    }
    guard link == .open else { return [] }
    if let restingSince, now - restingSince >= RecognitionConversation.restLimit {
      return (api.closing.map { [.text($0)] } ?? []) + drop()
    }
    if isDraining, now - (lastHeard ?? .zero) >= RecognitionConversation.endingPatience {
      return (api.closing.map { [.text($0)] } ?? []) + drop()
    }
    if let owingSince {
      let stage = lastHeard == nil ? ProviderError.Stage.firstByte : .stall
      let patience = lastHeard == nil ? policy.attempt.firstByte : policy.attempt.stall
      if now - owingSince >= patience { return [.close] + failed(.timedOut(stage), at: now) }
    }
    if isEndingSent, !isClosingSent, let closing = api.closing,
      now - max(lastHeard ?? .zero, lastSent) >= RecognitionConversation.endingPatience
    {
      isClosingSent = true
      lastSent = now
      return [.text(closing)]
    }
    if let sign = api.keepAlive, now - lastSent >= RecognitionConversation.keepAliveAfter {
      lastSent = now
      return [.text(sign)]
    }
    return []
  }

  private var isEverythingSettled: Bool {
    guard isEndingSent, let utterance, utterance.settledThrough > 0 else { return false }
    // Recognizers count in steps of 10 ms or more.
    return utterance.settledThrough >= utterance.count - PCMChunk.sampleRate / 50
  }

  /// Sends what waits: whole portions, or after the end all of it and the ending.
  private mutating func flush(at now: Duration) -> [Effect] {
    guard link == .open, var current = utterance else { return [] }
    var effects: [Effect] = []
    let least = finishedAt == nil ? RecognitionConversation.portion : 1
    while current.unsent >= least {
      let audio = current.takeUnsent()
      streamed += audio.count
      effects.append(.audio(audio))
    }
    utterance = current
    if finishedAt != nil, !isEndingSent {
      isEndingSent = true
      effects.append(.text(api.ending))
    }
    guard !effects.isEmpty else { return [] }
    lastSent = now
    owingSince = owingSince ?? now
    return effects
  }

  /// The words are all there.
  ///
  /// - Parameter isClean: whether nothing more of them comes; else the stream waits for that before
  ///   it may serve another utterance.
  private mutating func complete(isClean: Bool, at now: Duration) -> [Effect] {
    guard let words = utterance?.words else { return [] }
    guard link == .open, api.closing != nil, !isClosingSent else {
      return end(with: .final(words), at: now)
    }
    utterance = nil
    finishedAt = nil
    owingSince = nil
    isDraining = !isClean
    return [.report(.final(words))] + (isClean ? rest(at: now) : [])
  }

  private mutating func rest(at now: Duration) -> [Effect] {
    isEndingSent = false
    isDraining = false
    restingSince = now
    return [.rest]
  }

  private mutating func end(with update: RecognitionUpdate, at now: Duration) -> [Effect] {
    utterance = nil
    return [.report(update)] + drop()
  }

  private mutating func drop() -> [Effect] {
    link = .none
    finishedAt = nil
    isEndingSent = false
    isDraining = false
    owingSince = nil
    restingSince = nil
    return [.close, .leave]
  }
}
