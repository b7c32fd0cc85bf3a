import Foundation
import TestKit
import Testing

@testable import Server

/// `vivavoce serve` as a process of its own, which can be killed.
final class ServerProcess {
  let process = Process()
  private let logFile: URL
  private(set) var address = ""
  private(set) var privateAddress = ""

  /// Starts a server on ephemeral ports and waits until it listens.
  ///
  /// - Parameters:
  ///   - folder: holds `data` and `scenarios`; what is there already is used again.
  ///   - openFiles: most descriptors that the process may have, or `nil` for the tests' own limit.
  init(
    in folder: URL,
    arguments: [String] = [],
    environment: [String: String] = [:],
    openFiles: Int? = nil
  ) throws {
    try TestScenario.writeAll(to: folder)
    logFile = folder.appendingPathComponent("log-\(UUID().uuidString)")
    try Data().write(to: logFile)
    let output = try FileHandle(forWritingTo: logFile)
    // The shell is replaced by the server: signals to the process reach it.
    let limit = openFiles.map { "ulimit -Sn \($0); " } ?? ""
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments =
      ["-c", limit + "exec \"$0\" \"$@\"", Program.url.path, "serve"] + [
        "--listen", "127.0.0.1:0", "--private-listen", "127.0.0.1:0",
        "--data", folder.appendingPathComponent("data").path,
        "--scenarios", folder.appendingPathComponent("scenarios").path,
      ] + arguments
    process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    process.standardOutput = output
    process.standardError = output
    try process.run()
    try #require(eventually(within: 20) { readAddresses() }, "the server must listen: \(log)")
  }

  deinit { if process.isRunning { kill(SIGKILL) } }

  /// All that the server has written.
  var log: String { (try? String(contentsOf: logFile, encoding: .utf8)) ?? "" }

  var port: UInt16 { UInt16(address.split(separator: ":").last ?? "") ?? 0 }

  func kill(_ signal: Int32) { _ = Foundation.kill(process.processIdentifier, signal) }

  /// Waits for the end of the process.
  ///
  /// - Returns: the exit status, or `nil` where it goes on or was killed.
  func exitStatus(within seconds: Double) -> Int32? {
    guard eventually(within: seconds, { !process.isRunning }) else { return nil }
    return process.terminationReason == .exit ? process.terminationStatus : nil
  }

  /// The answer of a private address, or `nil` where nobody answers.
  func privateStatus(_ path: String) -> Int? {
    (try? HTTPClient.get(privateAddress + path, timeout: 5))?.status
  }

  private func readAddresses() -> Bool {
    guard
      let match = log.firstMatch(
        of: /"public":"(?<public>[^"]+)","private":"(?<private>[^"]+)"/
      )
    else { return false }
    address = "http://\(match.output.public)"
    privateAddress = "http://\(match.output.private)"
    return true
  }
}
