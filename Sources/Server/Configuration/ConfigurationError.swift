/// Everything that is wrong with the configuration, at once.
struct ConfigurationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// One fault.
  struct Fault: Equatable, Sendable {
    /// Where: `FILE:LINE:COLUMN`, the environment variable or the flag.
    var place: String
    /// What, as a sentence to act on; never holds a secret.
    var message: String
    /// Whether the command line is at fault, rather than what stands in file or environment.
    var isUsage = false
  }

  /// The faults, in the order in which they were found.
  var faults: [Fault]

  /// The exit status: 2 where only the command line is at fault, else 78 as of `sysexits.h`.
  var exitStatus: Int32 { faults.allSatisfy(\.isUsage) ? 2 : 78 }

  /// One line a fault: `PLACE: error: MESSAGE`.
  var description: String {
    faults.map { "\($0.place): error: \($0.message)" }.joined(separator: "\n")
  }
}
