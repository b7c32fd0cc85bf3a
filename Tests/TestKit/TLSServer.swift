import Foundation

/// A server with a certificate that it signed itself, answering every GET with a page.
///
/// The `openssl` program does it; `nil` where that is not installed.
public final class TLSServer {
  /// What is right or wrong about the certificate; who is to trust it must be told its file.
  public enum Certificate: Sendable {
    /// It is for `127.0.0.1`, and of today.
    case valid
    /// It is for `127.0.0.1`, and ran out in 2020.
    case expired
    /// It is of today, and for another host.
    case otherHost
  }

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

  private static let program = "/usr/bin/openssl"

  /// Starts a server.
  public init?(_ kind: Certificate = .valid) {
    let program = TLSServer.program
    guard FileManager.default.isExecutableFile(atPath: program) else { return nil }
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tls-\(UInt64.random(in: .min ... .max))")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    certificate = folder.appendingPathComponent("certificate.pem").path
    let key = folder.appendingPathComponent("key.pem").path
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
    guard TLSServer.make(kind, folder, key, certificate), (try? process.run()) != nil else {
      return nil
    }
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

  private static func make(
    _ kind: Certificate,
    _ folder: URL,
    _ key: String,
    _ certificate: String
  ) -> Bool {
    let name = "subjectAltName=" + (kind == .otherHost ? "DNS:other.invalid" : "IP:127.0.0.1")
    let request = [
      "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key,
      "-subj", "/CN=localhost",
    ]
    guard kind == .expired else {
      return run(request + ["-x509", "-out", certificate, "-days", "2", "-addext", name])
    }
    // Only an authority may sign for days that are past.
    let asked = folder.appendingPathComponent("request.pem").path
    let settings = folder.appendingPathComponent("authority").path
    let database = folder.appendingPathComponent("issued").path
    let text = """
      [ca]
      default_ca = authority
      [authority]
      database = \(database)
      new_certs_dir = \(folder.path)
      rand_serial = yes
      default_md = sha256
      policy = any
      x509_extensions = names
      [any]
      commonName = supplied
      [names]
      \(name)
      """
    guard (try? Data(text.utf8).write(to: URL(fileURLWithPath: settings))) != nil,
      (try? Data().write(to: URL(fileURLWithPath: database))) != nil,
      run(request + ["-new", "-out", asked])
    else { return false }
    return run([
      "ca", "-batch", "-selfsign", "-notext", "-config", settings, "-keyfile", key, "-in", asked,
      "-out", certificate, "-startdate", "20200101000000Z", "-enddate", "20200201000000Z",
    ])
  }

  private static func run(_ arguments: [String]) -> Bool {
    let maker = Process()
    maker.executableURL = URL(fileURLWithPath: program)
    maker.arguments = arguments
    maker.standardError = FileHandle.nullDevice
    maker.standardOutput = FileHandle.nullDevice
    maker.standardInput = FileHandle.nullDevice
    guard (try? maker.run()) != nil else { return false }
    maker.waitUntilExit()
    return maker.terminationStatus == 0
  }
}
