import Foundation
import Scoring
import Sessions
import Speech
import VoiceEngine

/// One interview that runs: the only place where engine, recording, scoring and socket meet.
///
/// The engine does not know that it is recorded or measured: its output comes through `take`, which
/// hands each piece to whoever keeps or sends it. Lives on its lane; survives its connection for as
/// long as the resume window lasts.
// Safety: every stored variable is touched on `lane` only, which `onLane` sees to.
final class RunningInterview: @unchecked Sendable {
  /// The tokens and words that the candidate's client gets.
  let ticket: SessionTicket
  /// The lane that carries it.
  let lane: Lane
  private let services: InterviewServices
  private let recorder: SessionRecorder
  private let ledger: ProviderLedger
  private let startedAt = MonotonicClock.now
  private let onEnd: @Sendable (RunningInterview) -> Void
  private var pipeline: VoicePipeline?
  private var meter: DeliveryMeter?
  private var link: CandidateLink?
  private var isEnding = false
  /// When the candidate's speech ended, until the first packet of the answer to it.
  private var speechEndedAt: Duration?
  /// The interviewer fell silent for a voice, and it is open what it wants.
  private var isWeighingVoice = false
  /// Packets of the candidate that the engine took.
  private var acceptedPackets = 0
  /// Asked for before the interview began.
  private var pendingFinish: Ended.Reason?

  /// Prepares an interview of a session that the store has created.
  init(
    ticket: SessionTicket,
    purpose: Purpose,
    services: InterviewServices,
    lane: Lane,
    onEnd: @escaping @Sendable (RunningInterview) -> Void
  ) {
    self.ticket = ticket
    self.services = services
    self.lane = lane
    self.onEnd = onEnd
    ledger = ProviderLedger(limit: services.costLimit)
    recorder = services.store.recorder(for: ticket.sessionID)
    meter = DeliveryMeter(purpose, language: ticket.language)
  }

  /// Begins with a connection; on the lane.
  func start(_ plan: InterviewPlan, link: CandidateLink) throws(EngineError) {
    var ports = services.ports
    ports.ledger = ledger
    let pipeline = try VoicePipeline(
      plan: plan,
      ports: ports,
      configuration: services.engine,
      lane: lane
    ) { [weak self] output in self?.take(output) }
    self.pipeline = pipeline
    self.link = link
    link.send(ticket.message)
    pipeline.assumeIsolated { $0.start() }
    if let reason = pendingFinish { finish(reason) }
  }

  // MARK: From the candidate

  /// Takes one packet of audio; on any lane.
  func receive(_ audio: IncomingAudio) {
    guard lane.isCurrent else { return lane.async { self.receive(audio) } }
    let elapsed = elapsed
    let before = acceptedPackets
    pipeline?.assumeIsolated { $0.receive(audio, elapsed: elapsed) }
    services.metrics.countPacket(.fromCandidate, acceptedPackets > before ? .ok : .dropped)
  }

  /// Takes a command; on any lane.
  func receive(_ command: CandidateCommand) {
    onLane { interview in
      let elapsed = interview.elapsed
      interview.pipeline?.assumeIsolated { $0.receive(command, elapsed: elapsed) }
    }
  }

  /// The candidate is back on another connection; on any lane.
  func resume(with link: CandidateLink) {
    onLane { interview in
      guard !interview.isEnding else {
        return link.refuse(.sessionOver)
      }
      interview.link?.close(CloseCode.takenOver, "the session goes on in another window")
      interview.link = link
      link.send(interview.ticket.message)
      let elapsed = interview.elapsed
      interview.pipeline?.assumeIsolated { pipeline in
        pipeline.connectionLost(elapsed: elapsed)
        pipeline.connectionRestored(elapsed: elapsed)
      }
    }
  }

  /// A connection is gone; on any lane.
  func connectionClosed(_ closed: CandidateLink) {
    onLane { interview in
      guard interview.link === closed else { return }
      interview.link = nil
      let elapsed = interview.elapsed
      interview.pipeline?.assumeIsolated { $0.connectionLost(elapsed: elapsed) }
    }
  }

  /// Lets time pass; on the lane.
  func tick() {
    let elapsed = elapsed
    pipeline?.assumeIsolated { pipeline in
      if ledger.isSpent { pipeline.wrapUp(elapsed: elapsed) }
      pipeline.advance(elapsed: elapsed)
    }
  }

  /// Tells the candidate that the server is about to stop; on any lane.
  func warnOfStop() {
    onLane { interview in
      let notice = StopNotice.notice(language: interview.ticket.language)
      let elapsed = interview.elapsed
      interview.pipeline?.assumeIsolated { $0.tell(notice, elapsed: elapsed) }
    }
  }

  /// Ends the interview from outside; on any lane.
  func finish(_ reason: Ended.Reason) {
    onLane { interview in
      guard let pipeline = interview.pipeline else { return interview.pendingFinish = reason }
      let elapsed = interview.elapsed
      pipeline.assumeIsolated { $0.finish(reason, elapsed: elapsed) }
    }
  }

  /// Gives up a session that the store has and whose engine could not be had; on the lane.
  func abandon() { end(.failed, at: .zero) }

  // MARK: From the engine

  private func take(_ output: EngineOutput) {
    switch output {
    case .candidatePacket(let packet):
      acceptedPackets += 1
      recorder.candidate(packet)
    case .candidateAudio(let chunk): meter?.take(chunk)
    case .interviewerPacket(let packet):
      noteResponse()
      recorder.interviewer(packet)
      link?.send(packet)
      services.metrics.countPacket(.fromInterviewer, link == nil ? .dropped : .ok)
    case .event(let event, let time):
      recorder.event(event, at: time)
      if event.isForCandidate { link?.send(event) }
      if let record = meter?.take(event, at: time) { recorder.delivery(record) }
      note(event, at: time)
    }
  }

  private func note(_ event: EngineEvent, at time: SampleTime) {
    noteBargeIn(event)
    switch event {
    case .turnCommitted(let turn):
      services.metrics.countTurn()
      noteSpeechEnd(turn)
    case .turnLatencyMeasured(let latency): services.metrics.observe(latency)
    case .turnResumed: services.metrics.countFalseCutOff()
    case .playbackCleared(let cleared):
      services.metrics.observe(cleared)
    case .stateChanged(let changed)
    where changed.state == .paused || changed.state == .disconnected:
      speechEndedAt = nil  // A break is no latency.
    case .ended(let ended): end(ended.reason, at: time)
    default: break
    }
  }

  /// Counts what became of a voice that silenced the interviewer.
  private func noteBargeIn(_ event: EngineEvent) {
    guard case .stateChanged(let changed) = event else { return }
    if isWeighingVoice, changed.state == .candidateSpeaking {
      services.metrics.countBargeIn(.taken)
    } else if isWeighingVoice, [.interviewerSpeaking, .wrapUp].contains(changed.state) {
      services.metrics.countBargeIn(.resumed)
    }
    isWeighingVoice = changed.state == .bargeInPending
  }

  private func noteSpeechEnd(_ turn: TurnCommitted) {
    let delay = Duration.milliseconds(turn.endpointDelayMilliseconds)
    speechEndedAt = turn.reason == .endpoint ? MonotonicClock.now - delay : nil
  }

  /// From the end of the candidate's speech to the first packet of the answer to it.
  private func noteResponse() {
    guard let since = speechEndedAt, link != nil else { return }
    speechEndedAt = nil
    services.metrics.observeResponse(MonotonicClock.now - since)
  }

  private func end(_ reason: Ended.Reason, at time: SampleTime) {
    guard !isEnding else { return }
    isEnding = true
    if let record = meter?.finish() { recorder.delivery(record) }
    services.metrics.sessionEnded(reason)
    services.noteUse(ledger, of: ticket.sessionID)
    Task { [self] in
      do {
        try await recorder.finish(reason: reason, at: time)
        services.evaluations?.add(ticket.sessionID)
        onLane { interview in
          interview.link?.send(interview.ticket.reportReady)
          interview.dismiss(reason)
        }
      } catch {
        services.log.write(
          .error,
          "a session could not be closed",
          [("session_id", .text(ticket.sessionID))]
        )
        onLane { $0.dismiss(reason) }
      }
    }
  }

  private func dismiss(_ reason: Ended.Reason) {
    link?.close(reason == .drained ? CloseCode.goingAway : CloseCode.done, reason.rawValue)
    link = nil
    pipeline = nil
    onEnd(self)
  }

  private var elapsed: Duration { MonotonicClock.now - startedAt }

  private func onLane(_ body: @escaping @Sendable (RunningInterview) -> Void) {
    if lane.isCurrent { body(self) } else { lane.async { body(self) } }
  }
}
