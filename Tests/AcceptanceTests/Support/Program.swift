import Foundation

/// The built executable, which lies beside the tests.
enum Program {
  /// Where it is.
  static let url: URL = {
    let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return URL(fileURLWithPath: own ?? "").deletingLastPathComponent()
      .appendingPathComponent("vivavoce")
  }()

  /// Whether it was built.
  static var isBuilt: Bool { FileManager.default.isExecutableFile(atPath: url.path) }

  /// Runs a command to its end.
  ///
  /// - Parameter environment: what it has besides this process's own.
  static func run(
    _ arguments: [String],
    environment: [String: String] = [:]
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = url
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
