public import VoiceEngine

/// A language model, as far as a judge needs one: a prompt in, a whole text out.
public protocol JudgeModel: Sendable {
  /// Name and version, as its provider calls it.
  var name: String { get }

  /// What the model answers to a prompt.
  ///
  /// - Parameter limit: most bytes of UTF-8 that are read; what is longer is cut.
  /// - Throws: `JudgeModelError`.
  func answer(to prompt: ModelPrompt, limit: Int) async throws(JudgeModelError) -> String
}

/// Why a model did not answer.
public struct JudgeModelError: Error, Equatable, Sendable {
  /// What kind of failure it is.
  public enum Code: String, Sendable {
    /// It cannot be reached, or took too long.
    case unavailable
    /// It will not answer this.
    case refused
  }

  /// What kind of failure it is.
  public var code: Code

  /// Creates an error.
  public init(_ code: Code) { self.code = code }
}
