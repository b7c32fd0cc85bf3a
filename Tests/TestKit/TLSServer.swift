import Foundation

/// A server with a certificate that it signed itself, answering every GET with a page.
///
/// The `openssl` program does it; `nil` where that is not installed.
public final class TLSServer {
  /// `https://127.0.0.1:PORT`.
  public let address: String
  /// A file with the certificate, in PEM.
  public let certificate: String
  private let folder: URL
  private let process: Process

  /// Ends the server.
  ///
  /// A child takes over which signals its parent's thread blocks, so nothing gentler is sure; the
  /// program that watches the time leads a group of its own.
  public func stop() { if process.isRunning { kill(-process.processIdentifier, SIGKILL) } }

  /// Starts a server.
  public init?() {
    let program = "/usr/bin/openssl"
    guard FileManager.default.isExecutableFile(atPath: program) else { return nil }
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tls-\(UInt64.random(in: .min ... .max))")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    certificate = folder.appendingPathComponent("certificate.pem").path
    let key = folder.appendingPathComponent("key.pem").path
    let maker = Process()
    maker.executableURL = URL(fileURLWithPath: program)
    maker.arguments = [
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
      "-keyout", key, "-out", certificate, "-days", "2", "-subj", "/CN=localhost", "-addext",
      "subjectAltName=IP:127.0.0.1",
    ]
    maker.standardError = FileHandle.nullDevice
    maker.standardOutput = FileHandle.nullDevice
    process = Process()
    // Whatever becomes of the test, the server does not outlive it for long.
    process.executableURL = URL(fileURLWithPath: "/usr/bin/timeout")
    process.arguments = [
      "-s", "KILL", "60", program, "s_server", "-accept", "127.0.0.1:0", "-cert", certificate,
      "-key", key, "-www",
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    guard (try? maker.run()) != nil else { return nil }
    maker.waitUntilExit()
    guard maker.terminationStatus == 0, (try? process.run()) != nil else { return nil }
    var told = ""
    repeat {
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { return nil }
      told += String(decoding: more, as: UTF8.self)
    } while told.firstMatch(of: /ACCEPT 127\.0\.0\.1:(\d+)\n/) == nil
    guard let port = told.firstMatch(of: /ACCEPT 127\.0\.0\.1:(\d+)\n/)?.1 else { return nil }
    address = "https://127.0.0.1:\(port)"
  }

  deinit {
    stop()
    try? FileManager.default.removeItem(at: folder)
  }
}
