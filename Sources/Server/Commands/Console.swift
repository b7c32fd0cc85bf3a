import Foundation

/// What commands print: at once, so that nothing is lost when the process is killed.
enum Console {
  /// Prints a line to standard output.
  static func say(_ line: String) {
    try? FileHandle.standardOutput.write(contentsOf: Data("\(line)\n".utf8))
  }

  /// Prints a line to standard error.
  static func complain(_ line: String) {
    try? FileHandle.standardError.write(contentsOf: Data("\(line)\n".utf8))
  }
}

/// Exit statuses of every command.
enum ExitStatus {
  /// Done.
  static let success: Int32 = 0
  /// Tried and failed.
  static let failure: Int32 = 1
  /// The arguments make no sense.
  static let usage: Int32 = 2
  /// The configuration makes no sense (sysexits' EX_CONFIG).
  static let configuration: Int32 = 78
}
