import Synchronization
public import VoiceEngine

/// A language model that replies what the test says, piece by piece, and keeps what it was asked.
public final class ScriptedLanguageModel: LanguageModel {
  private let replies: @Sendable (ModelPrompt, Int) -> Result<[String], ProviderError>
  private let asked = Mutex<[ModelPrompt]>([])
  private let given = Mutex(0)
  private let failure: @Sendable (Int) -> ProviderError?

  /// Creates a model.
  ///
  /// - Parameters:
  ///   - failure: what breaks a reply off after its pieces, given its number from 0.
  ///   - replies: the pieces of the reply to a prompt, given its number from 0.
  public init(
    breaksOff failure: @escaping @Sendable (Int) -> ProviderError? = { _ in nil },
    _ replies: @escaping @Sendable (ModelPrompt, Int) -> Result<[String], ProviderError>
  ) {
    self.failure = failure
    self.replies = replies
  }

  /// Creates a model that always replies the same.
  public convenience init(_ reply: String) { self.init { _, _ in .success([reply]) } }

  /// Every prompt so far.
  public var prompts: [ModelPrompt] { asked.withLock { $0 } }

  /// Pieces that were taken so far.
  public var pieceCount: Int { given.withLock { $0 } }

  /// Replies, or fails.
  public func reply(
    to prompt: ModelPrompt,
    deadlines: HTTPStreamRequest.Deadlines,
    take: @Sendable (String) -> Bool
  ) async throws(ProviderError) -> String {
    let number = asked.withLock { asked in
      asked.append(prompt)
      return asked.count - 1
    }
    var text = ""
    for piece in try replies(prompt, number).get() {
      text += piece
      given.withLock { $0 += 1 }
      guard take(text) else { return text }
    }
    if let error = failure(number) { throw error }
    return text
  }

  /// The model alone in a list.
  public func list(_ clock: VirtualClock = VirtualClock()) -> FallbackList<any LanguageModel> {
    FallbackList([.init(name: "m", provider: self)], policy: .languageModel, clock: clock.provider)
  }
}
