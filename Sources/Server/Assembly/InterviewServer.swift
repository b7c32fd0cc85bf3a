import Foundation
import Sessions
import Synchronization
import VoiceEngine

/// A whole server: store, ports, hall, sites and network, put together in one place.
final class InterviewServer: Sendable {
  let configuration: ServerConfiguration
  let store: SessionStore
  let hall: InterviewHall
  let transport: Transport
  let readiness = Readiness()
  let providers: ProviderAssembly
  let log: Log

  /// Opens the store and the ports, and begins to listen.
  ///
  /// - Throws: `StoreError`, `EngineError` or `TransportError`, each with a sentence to act on.
  static func start(
    _ configuration: ServerConfiguration,
    log: Log
  ) async throws -> InterviewServer {
    let library = ScenarioLibrary(directory: configuration.scenarios)
    for diagnostic in library.diagnostics { Console.complain(diagnostic.description) }
    let store = try SessionStore(directory: URL(fileURLWithPath: configuration.data))
    warnOfChanges(in: library, store.reader)
    let interrupted = try await store.markInterruptedOnStartup()
    if !interrupted.isEmpty {
      log.write(
        .warning,
        "sessions were interrupted by the last stop",
        [("sessions", .integer(Int64(interrupted.count)))]
      )
    }
    let server = try InterviewServer(
      configuration,
      store: store,
      library: library,
      log: log
    )
    try server.listen(library)
    await server.eraseExpired()
    return server
  }

  /// Names the scenarios that were edited without a new revision: their interviews are refused.
  private static func warnOfChanges(in library: ScenarioLibrary, _ reader: SessionReader) {
    for scenario in library.scenarios {
      do throws(StoreError) {
        try reader.checkRevision(
          of: scenario.id,
          revision: scenario.revision,
          hash: SHA256.digest(scenario.content)
        )
      } catch {
        Console.complain(error.message)
      }
    }
  }

  private init(
    _ configuration: ServerConfiguration,
    store: SessionStore,
    library: ScenarioLibrary,
    log: Log
  ) throws {
    self.configuration = configuration
    self.store = store
    self.log = log
    let providers = try ProviderAssembly(
      configuration,
      environment: ProcessInfo.processInfo.environment,
      log: log
    )
    self.providers = providers
    let metrics = ServerMetrics(version: BuildVersion.current.version)
    let costLimit = configuration.sessionCostLimit
    let hall = InterviewHall(
      services: InterviewServices(
        store: store,
        scenarios: library,
        ports: providers.ports,
        engine: providers.engine,
        costLimit: costLimit,
        metrics: metrics,
        log: log,
        noticeVersion: configuration.noticeVersion,
        retentionDays: configuration.retentionDays,
        sessionLimit: configuration.sessionLimit,
        evaluations: providers.judges.isEmpty
          ? nil
          : EvaluationQueue(providers.judges, store: store, log: log, costLimit: costLimit) {
            metrics.noteUse($0, of: $1, in: log)
          }
      )
    )
    self.hall = hall
    var settings = Transport.Settings()
    settings.publicAddress = configuration.listen
    settings.privateAddress = configuration.privateListen
    settings.lanes = configuration.lanes
    settings.limits.webSockets = configuration.connectionLimit
    let watch = LaneWatch()
    hall.services.metrics.add([watch.lateness])
    transport = try Transport(settings: settings) { [weak hall] lane, now in
      watch.tick(lane: lane, at: now)
      hall?.tick(lane: lane)
    }
  }

  private func listen(_ library: ScenarioLibrary) throws {
    let services = hall.services
    let spoken = Set(library.scenarios.map { LanguageTag.primary(of: $0.language) })
    let languages = spoken.sorted().filter {
      services.ports.recognizer?.recognizes(language: $0) == true
    }
    var router = Router()
    PublicRoutes.add(
      to: &router,
      notice: PrivacyNotice(
        noticeVersion: configuration.noticeVersion,
        retentionDays: configuration.retentionDays,
        recognizerLanguages: languages,
        recognizers: providers.disclosure.recognizers,
        recognizerIsDemonstration: providers.disclosure.recognizerIsDemonstration,
        recognizerHosts: providers.disclosure.recognizerHosts,
        interviewerHosts: providers.disclosure.interviewerHosts
      ),
      scenarios: ScenarioCatalogue(library: library)
    )
    SessionRoutes(
      archive: StoreArchive(store: store),
      operatorToken: configuration.operatorToken,
      evaluations: services.evaluations
    ).add(to: &router)
    let pages = StaticPages()
    if pages.isEmpty { log.write(.error, "the pages are missing beside the executable") }
    let publicSite = PublicSite(
      pages: pages,
      router: router,
      origins: OriginPolicy(
        allowed: configuration.allowedOrigins,
        listens: configuration.listen.host
      ),
      readiness: readiness,
      metrics: services.metrics,
      log: log
    ) { [hall] _, _ in .accept(CandidateConnection(hall: hall)) }
    readiness.require { [store] in store.health.isWritable ? nil : "the store cannot write" }
    services.metrics.add(transport.metrics)
    let privateSite = PrivateSite(
      readiness: readiness,
      metrics: services.metrics,
      version: .current,
      details: providers.health
    ) { [weak transport] in (transport?.slowestLane ?? .zero) < .seconds(10) }
    hall.use(transport.lanes)
    try transport.start(public: publicSite, private: privateSite)
    log.write(
      .info,
      "listening",
      [
        ("public", .text("\(configuration.listen.host):\(transport.publicPort)")),
        ("private", .text("\(configuration.privateListen.host):\(transport.privatePort)")),
      ]
    )
  }

  /// Erases what has been kept long enough.
  func eraseExpired() async {
    do {
      let erased = try await store.eraseExpired(before: Date().timeIntervalSince1970)
      guard !erased.isEmpty else { return }
      log.write(
        .info,
        "expired sessions were erased",
        [("sessions", .integer(Int64(erased.count)))]
      )
    } catch {
      log.write(
        .error,
        "expired sessions could not be erased",
        [("reason", .text("\(error)"))]
      )
    }
  }

  /// The order of a stop.
  var drain: Drain {
    Drain(
      readiness: readiness,
      timeout: configuration.drainTimeout,
      log: log,
      steps: Drain.Steps(
        tellSessions: { [hall] in hall.drain() },
        runningSessions: { [hall] in hall.count },
        endSessions: { [hall] in await hall.finishAll(.drained) },
        flush: { [store] in try? await store.flush() },
        closeSockets: { [transport] code, reason in
          await transport.shutDown(code: code, reason: reason)
        }
      )
    )
  }

  /// Ends the lanes and closes the store; after the drain.
  func close() async {
    transport.stop()
    hall.services.evaluations?.stop()
    try? await store.close()
  }
}
