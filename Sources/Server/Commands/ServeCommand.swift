import Foundation

extension Command {
  /// Runs the server.
  static let serve = Command(
    name: "serve",
    synopsis: "[OPTIONS]",
    summary: "Serve the pages, the API and interviews until SIGTERM.",
    details: """
      Flags win over the environment, the environment over the configuration file. The first
      SIGTERM lets running interviews finish, the second does not.
      """,
    optionsHelp: { ConfigurationTable.help },
    runRaw: { arguments in
      let resolved = try ConfigurationResolver.resolve(
        arguments: arguments,
        environment: ProcessInfo.processInfo.environment
      )
      return try await serve(ServerConfiguration(resolved))
    }
  )

  private static func serve(_ configuration: ServerConfiguration) async throws -> Int32 {
    // A peer or a worker that goes away in mid-write must not take the process with it.
    signal(SIGPIPE, SIG_IGN)
    let signals = StopSignals()
    let log = Log(minimum: configuration.logLevel)
    let needed = OpenFiles.needed(by: configuration)
    let allowed = OpenFiles.allow(needed)
    if allowed < needed {
      log.write(
        .warning,
        "too few open files are allowed for the limits of the configuration",
        [("allowed", .integer(Int64(allowed))), ("needed", .integer(Int64(needed)))]
      )
    }
    let server = try await InterviewServer.start(configuration, log: log)
    let sweeper = Task {
      while !Task.isCancelled {
        try await Task.sleep(for: .seconds(3_600))
        await server.eraseExpired()
      }
    }
    let status = await server.drain.runAtSignal(signals)
    sweeper.cancel()
    await server.close()
    return status
  }
}
