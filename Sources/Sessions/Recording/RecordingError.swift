import Glibc

/// Why audio could not be written or read, without a word of what was said.
public struct RecordingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A stable name; more may come, so switch with a default.
  public struct Code: Equatable, Hashable, Sendable, CustomStringConvertible {
    /// The name in snake case.
    public let description: String

    /// The file cannot be opened or made.
    public static let cannotOpen = Code(description: "cannot_open")
    /// The disk, or the quota, is full.
    public static let diskFull = Code(description: "disk_full")
    /// Reading or writing failed.
    public static let inputOutput = Code(description: "input_output")
    /// The file is no audio that can be read, or is damaged beyond reading.
    public static let notAudio = Code(description: "not_audio")
    /// The file is audio of a sort that is not read here; the message says which is.
    public static let unsupported = Code(description: "unsupported")
    /// A packet that says no valid duration.
    public static let invalidPacket = Code(description: "invalid_packet")
    /// A track would grow longer than is allowed.
    public static let tooLong = Code(description: "too_long")
    /// Too much waits to be made already.
    public static let busy = Code(description: "busy")
    /// A library refused.
    public static let libraryRefused = Code(description: "library_refused")
  }

  /// What went wrong.
  public var code: Code
  /// A sentence to act on.
  public var message: String

  /// Creates an error.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// Whether one packet could not be placed; nothing is wrong with the recording then.
  var isOfPacket: Bool { code == .invalidPacket || code == .tooLong }

  /// The code and the sentence.
  public var description: String { "\(code): \(message)" }

  /// The error of a system call that failed with `errno`.
  static func system(_ number: Int32, doing action: String) -> RecordingError {
    let code: Code = number == ENOSPC || number == EDQUOT ? .diskFull : .inputOutput
    return RecordingError(
      code,
      "The recording could not \(action): \(String(cString: strerror(number)))."
    )
  }
}
