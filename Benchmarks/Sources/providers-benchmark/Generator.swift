import Foundation

/// The streaming server in a process of its own, so that its work is not taken for the product's.
///
/// Where there is a second core it has that one for itself; `script/bench` keeps the product on the
/// first.
struct Generator {
  /// The port on the loopback interface.
  let port: UInt16
  /// Its life hangs on this pipe: the server ends when nobody holds the other side any more.
  private let lifeline = Pipe()
  private let process = Process()

  /// Starts this program again with the word `generate`.
  ///
  /// - Parameter what: `streams` or `sessions`.
  init(_ what: String) throws {
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let output = Pipe()
    let pin = "/usr/bin/taskset"
    let isPinned =
      sysconf(Int32(_SC_NPROCESSORS_ONLN)) > 1
      && FileManager.default.isExecutableFile(atPath: pin)
    process.executableURL = URL(fileURLWithPath: isPinned ? pin : own)
    process.arguments = (isPinned ? ["-c", "1", own] : []) + ["generate", what]
    process.standardInput = lifeline
    process.standardOutput = output
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    guard let port = UInt16(line.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw CocoaError(.executableLoad)
    }
    self.port = port
  }

  /// Is the server, until standard input ends.
  static func serve(_ what: String) {
    let server = StreamingServer(what == "streams" ? .numbers : .sentence)
    FileHandle.standardOutput.write(Data("\(server.port)\n".utf8))
    _ = FileHandle.standardInput.readDataToEndOfFile()
  }
}
