import Speech
import Synchronization
public import VoiceEngine

/// What a recognizer reported of one utterance.
public final class RecognitionLog: Sendable {
  private let state = Mutex<[RecognitionUpdate]>([])

  /// Creates an empty log.
  public init() {}

  /// Takes a report.
  public func take(_ update: RecognitionUpdate) { state.withLock { $0.append(update) } }

  /// Every report so far.
  public var updates: [RecognitionUpdate] { state.withLock { $0 } }

  /// Whether the last report came.
  public var isSettled: Bool { updates.contains { !$0.isPartial } }

  /// Every report until the last, for which is waited.
  public func untilSettled() -> [RecognitionUpdate] {
    _ = eventually { isSettled }
    return updates
  }
}

extension RecognitionUpdate {
  /// Whether more is to come.
  public var isPartial: Bool { if case .partial = self { true } else { false } }

  /// Whether there will be no words.
  public var isFailure: Bool { if case .failed = self { true } else { false } }

  /// The words so far.
  public var text: String {
    switch self {
    case .partial(let text): text
    case .final(let words): words.map(\.text).joined(separator: " ")
    case .failed: ""
    }
  }
}
