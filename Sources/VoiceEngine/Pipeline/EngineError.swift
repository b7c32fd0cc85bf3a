/// Why the engine could not do something.
///
/// The description never holds what was said.
public struct EngineError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A stable name; more may come, so switch with a default.
  public struct Code: Equatable, Hashable, Sendable, CustomStringConvertible {
    /// The name in snake case.
    public let description: String

    /// An Opus packet could not be decoded.
    public static let undecodablePacket = Code(description: "undecodable_packet")
    /// A codec, resampler or other library refused its settings.
    public static let libraryRefused = Code(description: "library_refused")
    /// No recognizer worker or model could be had.
    public static let recognizerUnavailable = Code(description: "recognizer_unavailable")
    /// The synthesizer did not answer, or answered wrongly.
    public static let synthesizerFailed = Code(description: "synthesizer_failed")
    /// A deadline passed.
    public static let timedOut = Code(description: "timed_out")
    /// A plan that cannot be followed.
    public static let invalidPlan = Code(description: "invalid_plan")
  }

  /// What went wrong.
  public var code: Code
  /// A generic sentence for an operator.
  public var message: String

  /// Creates an error.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The code and the generic sentence.
  public var description: String { "\(code): \(message)" }
}
