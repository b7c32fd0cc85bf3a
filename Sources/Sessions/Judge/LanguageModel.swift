/// A language model, as far as a judge needs one: text in, text out.
public protocol LanguageModel: Sendable {
  /// Name and version, as its provider calls it.
  var name: String { get }

  /// What the model answers to a prompt.
  ///
  /// - Parameter limit: most bytes of UTF-8 that the asker will read; what is longer may be cut.
  /// - Throws: `LanguageModelError`.
  func answer(to prompt: ModelPrompt, limit: Int) async throws(LanguageModelError) -> String
}

/// What a language model is asked.
public struct ModelPrompt: Equatable, Sendable {
  /// What the model is to do; never holds words of a candidate.
  public var instructions: String
  /// What it is to do it with: data, whatever it says.
  public var data: String

  /// Creates a prompt.
  public init(instructions: String, data: String) {
    self.instructions = instructions
    self.data = data
  }
}

/// Why a model did not answer.
public struct LanguageModelError: Error, Equatable, Sendable {
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
