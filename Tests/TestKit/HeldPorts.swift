import Speech
import Synchronization
public import VoiceEngine

/// What becomes of what a port is asked for.
public enum PortBehaviour: CaseIterable, Sendable {
  /// It answers at once.
  case answers
  /// It fails at once.
  case fails
  /// It does not answer until it is told to, or cancelled.
  case hangs
}

/// Requests that hang until they are let go; who waits for virtual time must not wait for these.
public final class HeldRequests: Sendable {
  private struct State {
    var next = 0
    var waiting: [Int: (key: String, resume: CheckedContinuation<Void, Never>)] = [:]
    var cancelled: Set<Int> = []
  }

  private let state = Mutex(State())

  /// Creates a room where nobody waits.
  public init() {}

  /// Whether a request hangs.
  public func holds(_ key: String) -> Bool {
    state.withLock { $0.waiting.values.contains { $0.key == key } }
  }

  /// Whether any request hangs.
  public var isEmpty: Bool { state.withLock { $0.waiting.isEmpty } }

  /// Lets all go on.
  public func letGo() {
    let all = state.withLock { state in
      defer { state.waiting = [:] }
      return state.waiting.values.map(\.resume)
    }
    for waiting in all { waiting.resume() }
  }

  /// Hangs until it is let go or its task is cancelled.
  func hold(_ key: String) async {
    let number = state.withLock { state in
      state.next += 1
      return state.next
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isCancelled = state.withLock { state in
          if state.cancelled.remove(number) != nil { return true }
          state.waiting[number] = (key, continuation)
          return false
        }
        if isCancelled { continuation.resume() }
      }
    } onCancel: {
      let waiting = state.withLock { state in
        let found = state.waiting.removeValue(forKey: number)
        if found == nil { state.cancelled.insert(number) }
        return found
      }
      waiting?.resume.resume()
    }
  }
}

/// A scripted synthesizer whose every answer is chosen by the test.
public struct HeldSynthesizer: SpeechSynthesizer {
  private let held: HeldRequests
  private let choose: @Sendable (String) -> PortBehaviour

  /// Creates a synthesizer.
  public init(held: HeldRequests, choose: @escaping @Sendable (String) -> PortBehaviour) {
    self.held = held
    self.choose = choose
  }

  /// Speaks, fails or hangs.
  public func synthesize(
    _ request: SynthesisRequest
  ) async throws(EngineError) -> SynthesizedSpeech {
    switch choose(request.text) {
    case .answers: break
    case .fails: throw EngineError(.synthesizerFailed, "as the test wants")
    case .hangs: await held.hold(request.text)
    }
    return try await ScriptedSynthesizer().synthesize(request)
  }
}

/// A scripted interviewer whose every answer is chosen by the test.
public struct HeldInterviewer: Interviewer {
  /// The key under which its requests hang.
  public static let key = "wording"

  private let held: HeldRequests
  private let lead: [String]
  private let choose: @Sendable (InterviewMove) -> PortBehaviour

  /// Creates an interviewer.
  ///
  /// - Parameter lead: sentences that it gives at once, whatever becomes of the rest.
  public init(
    held: HeldRequests,
    lead: [String] = [],
    choose: @escaping @Sendable (InterviewMove) -> PortBehaviour
  ) {
    self.held = held
    self.lead = lead
    self.choose = choose
  }

  /// Words the move, fails or hangs.
  public func wording(
    of move: InterviewMove,
    in plan: InterviewPlan
  ) -> AsyncStream<WordingPart> {
    AsyncStream { parts in
      parts.yield(WordingPart(lead, isLast: false))
      let task = Task { [held, behaviour = choose(move)] in
        if behaviour == .hangs { await held.hold(HeldInterviewer.key) }
        if behaviour != .fails {
          parts.yield(WordingPart(SentenceChunker.sentences(of: move.text), isLast: true))
        }
        parts.finish()
      }
      parts.onTermination = { _ in task.cancel() }
    }
  }
}
