import Speech
import Synchronization

/// The streams to one recognizer: each serves one utterance after the other, and rests between them
/// where the provider lets it, so that the next first word does not wait for a connection.
final class RecognitionLines: Sendable {
  /// Streams that rest at a time; one more is not found again and ends by itself.
  static let restingLimit = 256

  private struct Key: Hashable {
    var language: String
    var terms: [String]
  }

  private let api: any StreamingRecognitionAPI
  private let client: WebSocketStreamClient
  private let policy: ProviderPolicy
  private let clock: ProviderClock
  private let resting = Mutex<[Key: [RecognitionLine]]>([:])

  init(
    _ api: any StreamingRecognitionAPI,
    client: WebSocketStreamClient,
    policy: ProviderPolicy,
    clock: ProviderClock
  ) {
    self.api = api
    self.client = client
    self.policy = policy
    self.clock = clock
  }

  /// Begins an utterance.
  func makeStream(
    language: String,
    terms: [String],
    report: @escaping @Sendable (RecognitionUpdate) -> Void
  ) -> any RecognitionStream {
    let key = Key(language: language, terms: terms)
    let line = resting.withLock { $0[key]?.popLast() } ?? makeLine(key)
    return RecognitionLineUtterance(line: line, number: line.begin(report))
  }

  /// How many streams rest.
  var restingCount: Int { resting.withLock { $0.values.reduce(0) { $0 + $1.count } } }

  private func makeLine(_ key: Key) -> RecognitionLine {
    RecognitionLine(
      request: { [api, policy] () throws(ProviderError) in
        var request = try api.request(language: key.language, terms: key.terms)
        request.connectDeadline = policy.attempt.connect
        return request
      },
      client: client,
      conversation: RecognitionConversation(api: api, policy: policy),
      clock: clock,
      onRest: { [weak self] line, isResting in self?.note(line, key, isResting: isResting) }
    )
  }

  private func note(_ line: RecognitionLine, _ key: Key, isResting: Bool) {
    resting.withLock { resting in
      var lines = resting[key] ?? []
      if !isResting {
        lines.removeAll { $0 === line }
      } else if resting.values.reduce(0, { $0 + $1.count }) < RecognitionLines.restingLimit {
        lines.append(line)
      }
      resting[key] = lines.isEmpty ? nil : lines
    }
  }
}

/// One utterance on a line; a line that serves another one already hears nothing of it.
private struct RecognitionLineUtterance: RecognitionStream {
  let line: RecognitionLine
  let number: Int

  func append(_ chunk: PCMChunk) { line.step(number) { $0.append(chunk, at: $1) } }
  func finish() { line.step(number) { $0.finish(at: $1) } }
  func cancel() { line.step(number) { conversation, _ in conversation.cancel() } }
}
