import VoiceEngine

/// One WebSocket of a candidate: reads messages and gives them to the interview.
///
/// Nothing but `session.start` is taken before a session exists, and a session exists only once its
/// consent is stored.
// Safety: every stored variable is touched on the connection's lane only.
final class CandidateConnection: WebSocketHandler, @unchecked Sendable {
  private enum Stage {
    case waiting
    case starting
    case running(RunningInterview)
    case over
  }

  private let hall: InterviewHall
  private var connection: WebSocketConnection?
  private var link: CandidateLink?
  private var stage = Stage.waiting
  private var faults = 0

  /// Messages that cannot be read before the connection is closed.
  static let faultLimit = 10

  /// Creates a handler for a connection that is being accepted.
  init(hall: InterviewHall) {
    self.hall = hall
  }

  func opened(_ connection: WebSocketConnection) {
    self.connection = connection
  }

  func received(text: String) {
    do throws(ProtocolError) {
      switch try ClientMessage(text) {
      case .start(let start): begin(start)
      case .command(let command):
        guard case .running(let interview) = stage else { return refuseEarly() }
        interview.receive(command)
      }
    } catch {
      fault(.refusal(error))
    }
  }

  func received(binary: [UInt8]) {
    guard connection?.subprotocol != nil else { return refuse(.binaryWithoutSubprotocol) }
    switch stage {
    case .running(let interview): receive(binary, interview)
    // A client that is quick sends while the store still writes: that is audio before consent.
    case .waiting, .starting: refuse(.audioBeforeConsent)
    case .over: return
    }
  }

  func closed() {
    if case .running(let interview) = stage, let link { interview.connectionClosed(link) }
    stage = .over
    connection = nil
    link = nil
  }

  func tick(at now: Duration) {}

  // MARK: Steps

  private func begin(_ start: SessionStart) {
    guard let connection else { return }
    guard case .waiting = stage else { return refuse(.alreadyStarted) }
    if let token = start.resumeToken { return resume(token, start.codec) }
    let admission = SessionAdmission(
      scenarios: hall.services.scenarios,
      noticeVersion: hall.services.noticeVersion
    )
    do throws(Refusal) {
      let admitted = try admission.admit(start, hasBinary: connection.subprotocol != nil)
      let link = CandidateLink(connection, format: admitted.format)
      self.link = link
      stage = .starting
      create(admitted, link, connection.lane)
    } catch {
      refuse(error)
    }
  }

  private func create(
    _ admitted: SessionAdmission.Admitted,
    _ link: CandidateLink,
    _ lane: Lane
  ) {
    Task { [hall] in
      do throws(Refusal) {
        let interview = try await hall.begin(
          admitted,
          link: link,
          lane: lane
        )
        lane.async { self.run(interview, admitted.plan, link) }
      } catch {
        lane.async { self.refuse(error) }
      }
    }
  }

  private func run(_ interview: RunningInterview, _ plan: InterviewPlan, _ link: CandidateLink) {
    do throws(EngineError) {
      try interview.start(plan, link: link)
      // Whoever is gone by now never got a token to come back with.
      if case .over = stage { return interview.finish(.disconnected) }
      stage = .running(interview)
      // The stop may have begun while the store was asked.
      if hall.isDraining { interview.warnOfStop() }
    } catch {
      hall.services.log.write(
        .error,
        "an interview could not begin",
        [("code", .text(error.code.description))]
      )
      interview.abandon()
      refuse(.engineFailed)
    }
  }

  private func resume(_ token: String, _ codec: SessionStart.Codec) {
    guard let connection, let interview = hall.interview(resumedBy: token) else {
      return refuse(.sessionOver)
    }
    let format: CandidateLink.AudioFormat =
      connection.subprotocol == nil ? .none : codec == .pcm16 ? .pcm16 : .opus
    let link = CandidateLink(connection, format: format)
    self.link = link
    stage = .running(interview)
    interview.resume(with: link)
  }

  private func receive(_ message: [UInt8], _ interview: RunningInterview) {
    do throws(PacketHeader.Failure) {
      let (header, audio) = try PacketHeader.decode(message)
      let bytes = Array(audio)
      interview.receive(
        IncomingAudio(
          sequence: header.sequence,
          timestamp: header.timestamp,
          gapBefore: header.gapBefore,
          payload: link?.format == .pcm16 ? .pcm16(bytes) : .opus(bytes)
        )
      )
    } catch {
      if case .unknownVersion = error { return refuse(.unknownVersion) }
      fault(.error(code: "invalid_packet", message: error.description, isRetryable: false))
    }
  }

  /// Tells the client about a message that could not be used; the connection lives on for a while.
  private func fault(_ message: ServerMessage) {
    faults += 1
    connection?.send(text: message.text)
    if faults >= CandidateConnection.faultLimit {
      connection?.close(code: CloseCode.policy, reason: "too many messages that cannot be read")
    }
  }

  private func refuseEarly() {
    fault(Refusal.notStarted.wire)
  }

  private func refuse(_ refusal: Refusal) {
    if case .running = stage {
      // The session is not lost: the client may come back with its resume token.
      return closeAfter(refusal)
    }
    stage = .over
    closeAfter(refusal)
  }

  private func closeAfter(_ refusal: Refusal) {
    connection?.send(text: refusal.wire.text)
    connection?.close(code: refusal.closeCode, reason: refusal.code)
  }
}
