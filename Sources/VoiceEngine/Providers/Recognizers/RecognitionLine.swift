import Synchronization

/// Carries out what a conversation with a recognizer wants, on one stream at a time.
///
/// Effects are carried out under the lock, so that audio and reports keep their order; none of them
/// waits, and whoever is reported to must not call back.
final class RecognitionLine: Sendable {
  private struct State {
    var conversation: RecognitionConversation
    var stream: WebSocketStream?
    /// Tells events of the present stream from those of one that was let go.
    var streamNumber = 0
    var utterance = 0
    var report: (@Sendable (RecognitionUpdate) -> Void)?
  }

  typealias Step = (inout RecognitionConversation, Duration) -> [RecognitionConversation.Effect]

  private let request: @Sendable () throws(ProviderError) -> WebSocketStreamRequest
  private let client: WebSocketStreamClient
  private let clock: ProviderClock
  private let onRest: @Sendable (RecognitionLine, Bool) -> Void
  private let state: Mutex<State>

  /// Creates a line without a stream.
  ///
  /// - Parameter onRest: hears when the line may be given another utterance, and when it is gone.
  init(
    request: @escaping @Sendable () throws(ProviderError) -> WebSocketStreamRequest,
    client: WebSocketStreamClient,
    conversation: RecognitionConversation,
    clock: ProviderClock,
    onRest: @escaping @Sendable (RecognitionLine, Bool) -> Void
  ) {
    self.request = request
    self.client = client
    self.clock = clock
    self.onRest = onRest
    state = Mutex(State(conversation: conversation))
  }

  /// Begins an utterance, and gives its number.
  func begin(_ report: @escaping @Sendable (RecognitionUpdate) -> Void) -> Int {
    state.withLock { state in
      state.utterance += 1
      state.report = report
      carryOut(state.conversation.begin(), &state)
      return state.utterance
    }
  }

  /// Steps the conversation, unless the utterance is over.
  func step(_ utterance: Int, _ body: Step) {
    state.withLock { state in
      guard state.utterance == utterance, state.report != nil else { return }
      carryOut(body(&state.conversation, clock.now()), &state)
    }
  }

  private func take(_ event: WebSocketStreamEvent, from number: Int) {
    state.withLock { state in
      guard state.streamNumber == number, state.stream != nil else { return }
      let now = clock.now()
      let effects: [RecognitionConversation.Effect]
      switch event {
      case .opened: effects = state.conversation.opened(at: now)
      case .text(let text): effects = state.conversation.heard(text, at: now)
      case .tick: effects = state.conversation.tick(at: now)
      case .closed(let code): effects = state.conversation.closed(code: code, at: now)
      case .failed(let error):
        let jitter = Double.random(in: 0...1)
        effects = state.conversation.failed(error, at: now, jitter: jitter)
      }
      carryOut(effects, &state)
    }
  }

  private func carryOut(_ effects: [RecognitionConversation.Effect], _ state: inout State) {
    for effect in effects {
      switch effect {
      case .open(let pause): open(after: pause, &state)
      case .text(let text): state.stream?.send(text: text)
      case .audio(let audio):
        let bytes = audio.flatMap { withUnsafeBytes(of: $0.littleEndian, Array.init) }
        state.stream?.send(binary: bytes)
      case .close:
        state.stream?.close()
        state.stream = nil
      case .report(let update):
        state.report?(update)
        if case .partial = update { continue }
        state.report = nil
      case .rest: onRest(self, true)
      case .leave:
        state.stream = nil
        state.report = nil
        onRest(self, false)
      }
    }
  }

  private func open(after pause: Duration, _ state: inout State) {
    state.streamNumber += 1
    do throws(ProviderError) {
      let number = state.streamNumber
      state.stream = client.open(try request(), after: pause) { [self] in take($0, from: number) }
    } catch {
      carryOut(state.conversation.failed(error, at: clock.now()), &state)
    }
  }
}
