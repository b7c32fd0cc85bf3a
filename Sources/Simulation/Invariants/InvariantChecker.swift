public import Speech
public import VoiceEngine

/// Holds what an interview gives out against the invariants of the plan, output by output.
public struct InvariantChecker {
  /// What was broken, in words.
  public private(set) var violations: [String] = []

  private let plan: InterviewPlan
  private var now = SampleTime.zero
  private var time = SampleTime.zero
  private var state = InterviewState.created
  private var isOver = false
  private var utterance: (number: UInt16, text: String)?
  private var lastUtterance: UInt16 = 0
  private var cleared: UInt16 = 0
  private var sequence: UInt32 = 0
  private var interviewerEnd = SampleTime.zero
  private var candidateEnd = SampleTime.zero
  private var isSpeech = false
  private var committed = 0
  private var concluded = 0
  private var coreIndex = 0
  private var followUps: [String] = []
  private var isFollowUpLast = false

  /// Creates a checker for an interview that has not begun.
  public init(_ plan: InterviewPlan) { self.plan = plan }

  /// Takes the next output, which came at a moment of real time.
  public mutating func take(_ output: EngineOutput, at now: SampleTime) {
    self.now = now
    expect(!isOver, "nothing follows the end: \(output)")
    switch output {
    case .event(let event, let at):
      expect(at >= time, "events come in the order of their times")
      time = max(time, at)
      take(event)
    case .interviewerPacket(let packet): take(packet)
    case .candidatePacket(let packet):
      expect(packet.start >= candidateEnd, "candidate packets do not overlap")
      expect(packet.start.ticks % 960 == 0, "candidate packets lie on the grid of 20 ms")
      expect(state != .paused && state != .disconnected, "a break is not recorded")
      candidateEnd = SampleTime(ticks: packet.start.ticks + packet.durationTicks)
    case .candidateAudio: break
    }
  }

  private mutating func expect(_ holds: Bool, _ rule: @autoclosure () -> String) {
    if !holds { violations.append("\(rule()) (at \(time.milliseconds) ms in \(state.rawValue))") }
  }

  private mutating func take(_ packet: InterviewerPacket) {
    expect(packet.utterance == utterance?.number, "a packet belongs to the utterance that is said")
    expect(packet.utterance > cleared, "nothing of a cut utterance is sent")
    expect(packet.start >= interviewerEnd, "interviewer packets do not overlap")
    expect(packet.start.ticks % 960 == 0, "interviewer packets lie on the grid of 20 ms")
    expect(packet.sequence == sequence, "sequence numbers have no holes")
    expect(packet.start - now <= .milliseconds(400), "audio is not sent far ahead")
    sequence &+= 1
    interviewerEnd = packet.start + .milliseconds(20)
  }

  private mutating func take(_ event: EngineEvent) {
    switch event {
    case .stateChanged(let changed): enter(changed.state)
    case .utteranceStarted(let started) where started.utterance == utterance?.number:
      expect(started.text.hasPrefix(utterance?.text ?? ""), "what is being said only grows")
      utterance?.text = started.text
    case .utteranceStarted(let started):
      expect(utterance == nil, "one utterance at a time")
      expect(started.utterance > lastUtterance, "utterances are counted up")
      utterance = (started.utterance, started.text)
      lastUtterance = started.utterance
    case .playbackCleared(let clear):
      expect(clear.utterance == utterance?.number, "only what is being said can be cut")
      cleared = clear.utterance
    case .utteranceFinished(let finished): finish(finished)
    case .speechStarted:
      expect(!isSpeech, "speech starts once")
      isSpeech = true
    case .speechStopped:
      expect(isSpeech, "only speech stops")
      isSpeech = false
    case .turnCommitted(let turn): commit(turn)
    case .transcriptFinal(let final):
      expect(final.turn == committed, "a transcript follows its turn")
      expect(final.turn > concluded, "one transcript a turn")
      expect(!final.text.isEmpty, "a transcript has words")
      expect(inOrder(final.words), "words come one after the other")
      concluded = final.turn
    case .transcriptPartial(let partial):
      expect(partial.turn > concluded, "partials come before the final")
    case .questionAsked(let asked): ask(asked)
    case .ended:
      expect(state == .closed, "the end is the last state")
      expect(utterance == nil, "nothing is left unsaid")
      isOver = true
    case .questionPassedOn(let asked):
      expect(asked.turn == committed, "a question is passed on once its turn is over")
    case .turnLatencyMeasured(let latency): check(latency)
    case .turnResumed(let resumed):
      expect(resumed.turn == committed, "who goes on does so after the last turn")
      expect(resumed.afterMilliseconds <= 1_500, "whoever goes on later has begun anew")
    case .transcriptFlagged, .levelMeasured, .warned: break
    }
  }

  private mutating func check(_ latency: TurnLatency) {
    expect(latency.turn == committed, "what is measured is the last turn")
    let steps = [
      latency.decidedMilliseconds, latency.transcriptMilliseconds, latency.tokenMilliseconds,
      latency.sentenceMilliseconds, latency.audioMilliseconds, latency.packetMilliseconds,
      latency.playedMilliseconds,
    ].compactMap { $0 }
    expect(steps == steps.sorted(), "one step comes after the other: \(steps)")
  }

  private mutating func enter(_ next: InterviewState) {
    expect(InvariantChecker.ways[state]?.contains(next) == true, "no way to \(next.rawValue)")
    // A follow-up that was not heard because the candidate went on does not count.
    let tookFloor = next == .candidateSpeaking && [.thinking, .bargeInPending].contains(state)
    if tookFloor, isFollowUpLast { _ = followUps.popLast() }
    state = next
  }

  private mutating func finish(_ finished: UtteranceFinished) {
    expect(finished.utterance == utterance?.number, "what ends was begun")
    let said = (utterance?.text ?? "").split(separator: " ")
    var rest = said[...]
    for word in finished.heardText.split(separator: " ") {
      guard let place = rest.firstIndex(of: word) else {
        expect(false, "what was heard was said")
        break
      }
      rest = rest[(place + 1)...]
    }
    expect(finished.startMilliseconds <= finished.endMilliseconds, "an utterance has a length")
    expect(inOrder(finished.words), "heard words come one after the other")
    if let last = finished.words.last {
      expect(last.end.milliseconds <= finished.endMilliseconds, "no word is heard after the end")
    }
    utterance = nil
  }

  private mutating func commit(_ turn: TurnCommitted) {
    expect(turn.turn == committed + 1, "turns are counted up")
    expect(turn.startMilliseconds >= 0, "a turn begins in the session")
    expect(turn.startMilliseconds <= turn.endMilliseconds, "a turn ends after its beginning")
    expect(turn.endpointDelayMilliseconds >= 0, "no decision before the end")
    expect(!turn.questionID.isEmpty, "an answer belongs to a question")
    committed = turn.turn
  }

  private mutating func ask(_ asked: QuestionAsked) {
    isFollowUpLast = asked.kind == .followUp
    expect(!asked.text.isEmpty, "a question has words")
    switch asked.kind {
    case .core:
      // One that was cut before it was heard may be asked anew after a follow-up.
      let isNext = asked.index == coreIndex + 1 || asked.index == max(1, coreIndex)
      expect(isNext, "core questions come in their order")
      coreIndex = asked.index
      followUps = []
    case .followUp:
      expect(followUps.count < plan.followUpLimit, "no more follow-ups than allowed")
      expect(!followUps.contains(asked.followUpID ?? ""), "a follow-up is asked once")
      followUps.append(asked.followUpID ?? "")
    case .reprompt:
      // Whoever goes on with an answer after the next question was announced may hear it again.
      expect((coreIndex - 1...coreIndex).contains(asked.index), "what is repeated was asked")
    case .closing: break
    }
  }

  private func inOrder(_ words: [WordTiming]) -> Bool {
    words.allSatisfy { $0.start <= $0.end }
      && zip(words, words.dropFirst()).allSatisfy { $0.start <= $1.start }
  }

  /// The picture of the plan.
  private static let ways: [InterviewState: Set<InterviewState>] = [
    .created: [.greeting, .thinking, .disconnected, .closed],
    .greeting: [.thinking, .paused, .wrapUp, .disconnected, .closed],
    .thinking: [
      .interviewerSpeaking, .listening, .candidateSpeaking, .greeting, .paused, .wrapUp,
      .disconnected, .closed,
    ],
    .interviewerSpeaking: [
      .listening, .candidateSpeaking, .bargeInPending, .thinking, .paused, .wrapUp, .disconnected,
      .closed,
    ],
    .bargeInPending: [
      .candidateSpeaking, .interviewerSpeaking, .thinking, .paused, .wrapUp, .disconnected, .closed,
    ],
    .listening: [
      .candidateSpeaking, .thinking, .interviewerSpeaking, .paused, .wrapUp, .disconnected, .closed,
    ],
    .candidateSpeaking: [
      .pausePending, .listening, .thinking, .paused, .wrapUp, .disconnected, .closed,
    ],
    .pausePending: [
      .candidateSpeaking, .listening, .thinking, .paused, .wrapUp, .disconnected, .closed,
    ],
    .paused: [.thinking, .greeting, .wrapUp, .disconnected, .closed],
    .disconnected: [.thinking, .greeting, .paused, .wrapUp, .closed],
    .wrapUp: [.bargeInPending, .disconnected, .closed],
    .closed: [],
  ]
}
