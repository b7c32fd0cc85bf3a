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
    do throws(ClientMessage.Problem) {
      switch try ClientMessage.decode(text) {
      case .start(let start): begin(start)
      case .command(let command):
        guard case .running(let interview) = stage else { return refuseEarly() }
        interview.receive(command)
      }
    } catch {
      fault(WireProblem(code: error.code, message: error.message))
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
    guard case .waiting = stage else { return refuse(.startTwice) }
    if let token = start.resume { return resume(token, codec: start.codec) }
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
          noticeVersion: hall.services.noticeVersion,
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
      if case .over = stage { return interview.connectionClosed(link) }
      stage = .running(interview)
    } catch {
      hall.services.log.error("an interview could not begin", ["code": error.code.description])
      hall.forget(interview)
      refuse(.engineFailed)
    }
  }

  private func resume(_ token: String, codec: String?) {
    guard let connection, let interview = hall.interview(resumedBy: token) else {
      return refuse(.sessionOver)
    }
    let format: CandidateLink.AudioFormat =
      connection.subprotocol == nil ? .none : codec == "pcm16" ? .pcm16 : .opus
    let link = CandidateLink(connection, format: format)
    self.link = link
    stage = .running(interview)
    interview.resume(with: link)
  }

  private func receive(_ message: [UInt8], _ interview: RunningInterview) {
    do throws(PacketHeader.Problem) {
      let (header, payload) = try PacketHeader.split(message)
      let isPCM = link?.format == .pcm16
      interview.receive(
        IncomingAudio(
          sequence: header.sequence,
          timestamp: header.timestamp,
          gapBefore: header.isGapBefore,
          payload: isPCM ? .pcm16(payload) : .opus(payload)
        )
      )
    } catch {
      switch error {
      case .tooShort:
        fault(WireProblem(code: "invalid_packet", message: "The audio message holds no audio."))
      case .unknownVersion:
        refuse(
          Refusal(
            problem: WireProblem(
              code: "unknown_version",
              message: "The audio header's version must be 1."
            ),
            closeCode: CloseCode.policy
          )
        )
      }
    }
  }

  /// Tells the client about a message that could not be used; the connection lives on for a while.
  private func fault(_ problem: WireProblem) {
    faults += 1
    connection?.send(text: JSONText.encode(ServerMessage.error(problem)))
    if faults >= CandidateConnection.faultLimit {
      connection?.close(code: CloseCode.policy, reason: "too many messages that cannot be read")
    }
  }

  private func refuseEarly() {
    fault(Refusal.notStarted.problem)
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
    connection?.send(text: JSONText.encode(ServerMessage.error(refusal.problem)))
    connection?.close(code: refusal.closeCode, reason: refusal.problem.code)
  }
}
