import Foundation
import Sessions
import Synchronization
import VoiceEngine

/// All interviews that run: admits them, finds them again, ends them.
final class InterviewHall: Sendable {
  private struct State {
    var running: [String: RunningInterview] = [:]
    /// The same interviews by lane, so that a tick looks only at its own.
    var byLane: [ObjectIdentifier: [RunningInterview]] = [:]
    var byResumeHash: [[UInt8]: String] = [:]
    /// Places taken by sessions that the store is still creating.
    var reserved = 0
    var isDraining = false
    var lanes: [Lane] = []
  }

  let services: InterviewServices
  private let state = Mutex(State())

  /// Creates an empty hall.
  init(services: InterviewServices) {
    self.services = services
  }

  /// Interviews that run, those included that the store is still creating.
  var count: Int { state.withLock { $0.running.count + $0.reserved } }

  /// Whether new sessions are refused.
  var isDraining: Bool { state.withLock { $0.isDraining } }

  /// Creates a session and begins its interview on a lane.
  ///
  /// The store has the session and the consent before the engine exists, so no audio can be
  /// accepted earlier.
  func begin(
    _ admitted: SessionAdmission.Admitted,
    link: CandidateLink,
    lane: Lane
  ) async throws(Refusal) -> RunningInterview {
    try reserve()
    let ticket: SessionTicket
    do {
      ticket = try makeTicket(language: admitted.plan.language)
      try await store(admitted, ticket)
    } catch {
      state.withLock { $0.reserved -= 1 }
      let code = (error as? StoreError)?.code.description ?? "random_failed"
      services.log.write(.error, "a session could not be created", [("code", .text(code))])
      let isChanged = (error as? StoreError)?.code == .revisionChanged
      throw isChanged ? Refusal.scenarioChanged : Refusal.storeFailed
    }
    let interview = RunningInterview(
      ticket: ticket,
      purpose: admitted.purpose,
      services: services,
      lane: lane
    ) { [weak self] ended in self?.forget(ended) }
    let isDraining = state.withLock { state in
      state.reserved -= 1
      state.running[ticket.sessionID] = interview
      state.byLane[ObjectIdentifier(lane), default: []].append(interview)
      state.byResumeHash[SHA256.digest(ticket.resumeToken)] = ticket.sessionID
      return state.isDraining
    }
    services.metrics.sessionStarted()
    // The drain began while the store was writing, and has told those that it knew.
    if isDraining { interview.warnOfStop() }
    return interview
  }

  /// The running interview that a resume token belongs to.
  func interview(resumedBy token: String) -> RunningInterview? {
    state.withLock { state in
      state.byResumeHash[SHA256.digest(token)].flatMap { state.running[$0] }
    }
  }

  /// Says which lanes the ticks come from.
  func use(_ lanes: [Lane]) { state.withLock { $0.lanes = lanes } }

  /// Lets time pass for the interviews of a lane; on that lane.
  func tick(lane index: Int) {
    let here = state.withLock { state in
      state.lanes.indices.contains(index)
        ? state.byLane[ObjectIdentifier(state.lanes[index])] ?? [] : []
    }
    for interview in here { interview.tick() }
  }

  /// Refuses new sessions from now on and tells those that run.
  func drain() {
    let running = state.withLock { state in
      state.isDraining = true
      return Array(state.running.values)
    }
    for interview in running { interview.warnOfStop() }
  }

  /// Ends every interview that still runs.
  ///
  /// Returns when they are gone from the hall, or after five seconds.
  func finishAll(_ reason: Ended.Reason) async {
    for _ in 0..<100 {
      // Each time anew: the store may just have created another.
      let all = state.withLock { Array($0.running.values) }
      for interview in all { interview.finish(reason) }
      if count == 0 { return }
      try? await Task.sleep(for: .milliseconds(50))
    }
  }

  /// Drops an interview that is over, or that never began.
  func forget(_ interview: RunningInterview) {
    state.withLock { state in
      state.running[interview.ticket.sessionID] = nil
      state.byLane[ObjectIdentifier(interview.lane)]?.removeAll { $0 === interview }
      state.byResumeHash[SHA256.digest(interview.ticket.resumeToken)] = nil
    }
  }

  private func reserve() throws(Refusal) {
    let refusal: Refusal? = state.withLock { state in
      if state.isDraining { return .draining }
      guard state.running.count + state.reserved < services.sessionLimit else {
        return .overloaded
      }
      state.reserved += 1
      return nil
    }
    if let refusal { throw refusal }
  }

  private func makeTicket(language: String) throws(RandomToken.Failure) -> SessionTicket {
    let expiry = Date().timeIntervalSince1970 + Double(services.retentionDays) * 86_400
    return SessionTicket(
      sessionID: try RandomToken.makeIdentifier(),
      accessToken: try RandomToken.make(),
      resumeToken: try RandomToken.make(),
      expiresAt: expiry,
      language: language
    )
  }

  private func store(
    _ admitted: SessionAdmission.Admitted,
    _ ticket: SessionTicket
  ) async throws(StoreError) {
    let now = Date().timeIntervalSince1970
    // The scenario in all its languages: one revision is one content.
    let whole = services.scenarios[admitted.scenario.id] ?? admitted.scenario
    let recognized =
      services.ports.recognizer?.recognizes(language: admitted.plan.language) ?? false
    let record = SessionRecord(
      id: ticket.sessionID,
      scenario: admitted.scenario.id,
      scenarioTitle: admitted.scenario.title,
      scenarioRevision: admitted.scenario.revision,
      language: admitted.plan.language,
      purpose: admitted.purpose,
      createdAt: now,
      expiresAt: ticket.expiresAt,
      candidateName: admitted.candidateName,
      isRecognized: recognized,
      plan: admitted.plan,
      rubric: admitted.scenario.rubric,
      family: admitted.scenario.family,
      deliveryMeasures: admitted.scenario.delivery?.measures ?? [],
      scenarioHash: SHA256.digest(whole.content),
      accessTokenHash: SHA256.digest(ticket.accessToken),
      resumeTokenHash: SHA256.digest(ticket.resumeToken)
    )
    let consent = ConsentRecord(
      noticeVersion: admitted.noticeVersion,
      purpose: admitted.purpose,
      recording: true,
      wall: now
    )
    try await services.store.createSession(record, consent: consent)
  }
}
