import Speech

/// An interviewer utterance that is being worded and spoken.
struct Production {
  enum Stage {
    /// The words of a sentence are awaited.
    case wording(sentence: Int)
    /// Its sound is awaited.
    case speaking(sentence: Int)
    case ready
  }

  let move: InterviewMove
  /// Whether it is a closing line that leaves the floor to who has more to say.
  let givesWay: Bool
  /// Parts of a wording that carry another number came too late.
  let wording: Int
  let wordedSince: SampleTime
  /// Sounds that carry another number came too late.
  var step: Int
  var stage = Stage.wording(sentence: 0)
  /// When a port last gave something: sentences that fail one after the other share a deadline.
  var since: SampleTime
  var sentences: [String] = []
  /// Whether no further sentence will come.
  var isWorded = false
  /// The utterance that a noise stopped and whose rest is said now.
  var stopped: StoppedUtterance?

  /// Its sentences that have no sound yet.
  var unspoken: ArraySlice<String> {
    switch stage {
    case .wording(let index), .speaking(let index): sentences[index...]
    case .ready: []
    }
  }

  /// Whether it must be said from its beginning when it was interrupted.
  var isUnheard: Bool {
    switch move.kind {
    case .greeting, .closing: true
    case .question: !isWorded
    case .nudge: false
    }
  }
}

/// What is left of an utterance that fell silent.
struct StoppedUtterance {
  var utterance: UInt16
  /// Its words that have a sound and were not heard.
  var rest: String
  /// The first sentence without a sound.
  var next: Int
}

extension VoicePipeline {
  /// Begins an utterance; what is being said is cut.
  func speak(_ move: InterviewMove) {
    silenceInterviewer()
    let mayTakeLonger = !timeIsUp && !interview.isOutOfTime && floorTaking.mayGoOn
    let givesWay = move.kind == .closing && mayTakeLonger
    let state: InterviewState =
      switch move.kind {
      case .greeting: .greeting
      case .closing: givesWay ? .thinking : .wrapUp
      case .question, .nudge: .thinking
      }
    if move.kind == .closing { closingStart = closingStart ?? clock }
    if move.kind != .nudge { carryOut(turns.interviewerSpeaks(as: state, at: clock)) }
    utteranceNumber &+= 1
    playout = UtterancePlayout(
      utterance: utteranceNumber,
      lead: configuration.outputLead,
      notBefore: interviewerTrackEnd
    )
    let step = nextStep()
    production = Production(
      move: move,
      givesWay: givesWay,
      wording: step,
      wordedSince: clock,
      step: step,
      since: clock
    )
    askForWording(move, step)
  }

  /// Cuts what is being said; nothing of it can be sent any more.
  func silenceInterviewer() {
    production = nil
    asking?.cancel()
    asking = nil
    wording?.cancel()
    wording = nil
    guard let cut = playout else { return }
    playout = nil
    guard cut.start != nil else { return }
    if !cut.isStopped { emit(.playbackCleared(PlaybackCleared(utterance: cut.utterance))) }
    report(cut, truncated: true)
    stopWatch(interrupted: true)
  }

  // MARK: Wording and synthesis

  private func nextStep() -> Int {
    stepCount += 1
    return stepCount
  }

  private func askForWording(_ move: InterviewMove, _ number: Int) {
    let parts =
      takeAnticipated(move) ?? onLedger { ports.interviewer.wording(of: move, in: plan) }
    wording = Task {
      for await part in parts { take(part, of: number) }
      completeWording(of: number)
    }
  }

  /// Takes sentences; the first is spoken while the others are on their way.
  private func take(_ part: WordingPart, of number: Int) {
    guard var current = production, current.wording == number, !current.isWorded else { return }
    if part.isFirstToken {
      stopwatch?.note(\.tokenMilliseconds, at: clock)
      return
    }
    let sentences = part.sentences.filter { $0.contains { !$0.isWhitespace } }
    let length = (current.sentences + sentences).reduce(0) { $0 + $1.count }
    guard length <= max(configuration.wordingLimit, current.move.text.count) else {
      return completeWording(of: number)
    }
    current.sentences += sentences
    if part.passesQuestionOn { emit(.questionPassedOn(QuestionPassedOn(turn: turnNumber - 1))) }
    current.isWorded = part.isLast && !current.sentences.isEmpty
    production = current
    if current.isWorded { announce(current) } else if playout?.start != nil { announceText() }
    speakOn()
  }

  /// Says the planned words instead of what does not come.
  private func completeWording(of number: Int) {
    guard var current = production, current.wording == number, !current.isWorded else { return }
    wording?.cancel()
    guard !current.move.isGenerated else { return skip(current) }
    current.isWorded = true
    let planned = SentenceChunker.sentences(of: current.move.text)
    current.sentences += planned.filter { !current.sentences.contains($0) }
    production = current
    announce(current)
    speakOn()
  }

  /// A follow-up of the interviewer's own that did not come to an end is not asked.
  private func skip(_ current: Production) {
    var next = interview.nextQuestion()
    // The candidate has waited; a second wording is worth it only after a short first one.
    let hasTime = clock - current.wordedSince < configuration.interviewerDeadline / 2
    if hasTime { next.answer = current.move.answer }
    speak(next)
  }

  private func speakOn() {
    if production?.sentences.isEmpty == false {
      stopwatch?.note(\.sentenceMilliseconds, at: clock)
    }
    guard case .wording(let next)? = production?.stage else { return }
    production?.since = clock
    askForSentence(next)
  }

  private func announce(_ current: Production) {
    if case .question(var asked) = current.move.kind {
      asked.text = current.sentences.joined(separator: " ")
      if current.move.isGenerated { interview.askedOwn(asked) }
      emit(.questionAsked(asked))
    }
    if current.move.kind == .closing {
      emit(
        .questionAsked(
          QuestionAsked(
            questionID: "closing",
            index: plan.questions.count,
            of: plan.questions.count,
            text: current.sentences.joined(separator: " "),
            kind: .closing
          )
        )
      )
    }
    // What is being said turned out to be longer.
    if playout?.start != nil { announceText() }
  }

  private func announceText() {
    guard let production else { return }
    let stopped = production.stopped
    let sentences =
      stopped.map { [$0.rest] + production.sentences[$0.next...] } ?? production.sentences
    emit(
      .utteranceStarted(
        UtteranceStarted(
          utterance: utteranceNumber,
          text: sentences.filter { !$0.isEmpty }.joined(separator: " "),
          continues: stopped?.utterance
        )
      )
    )
  }

  private func askForSentence(_ index: Int) {
    guard var current = production else { return }
    guard index < current.sentences.count else {
      guard current.isWorded else {
        production?.stage = .wording(sentence: index)
        return
      }
      current.stage = .ready
      production = current
      playout?.complete()
      return releasePackets()
    }
    current.stage = .speaking(sentence: index)
    current.step = nextStep()
    production = current
    let request = request(for: current.sentences[index])
    asking?.cancel()
    asking = onLedger {
      VoicePipeline.ask(ports.speech, for: request) { [weak self, step = current.step] speech in
        await self?.take(speech: speech, step: step)
      }
    }
  }

  /// Asks at once, so that the order of questions to the cache is the lane's, and does not keep an
  /// interview that is over until a sentence comes that nobody wants any more.
  private nonisolated static func ask(
    _ cache: SpeechCache,
    for request: SynthesisRequest,
    then take: @escaping @Sendable (EncodedSpeech?) async -> Void
  ) -> Task<Void, Never> {
    Task.immediate { await take(try? await cache.speech(for: request)) }
  }

  private func take(speech: EncodedSpeech?, step: Int) {
    guard let current = production, current.step == step,
      case .speaking(let index) = current.stage
    else { return }
    if let speech {
      stopwatch?.note(\.audioMilliseconds, at: clock)
      playout?.append(speech)
      production?.since = clock
    } else {
      warn(.speechUnavailable)
    }
    askForSentence(index + 1)
    releasePackets()
  }

  /// Goes on without a port that missed its deadline.
  func watchDeadlines() {
    watchRecognition()
    guard let current = production else { return }
    if clock - current.wordedSince >= configuration.interviewerDeadline {
      completeWording(of: current.wording)
    }
    if case .speaking(let index) = current.stage,
      clock - current.since >= configuration.synthesizerDeadline
    {
      giveUpOnSentence(current, index)
    }
  }

  private func giveUpOnSentence(_ current: Production, _ index: Int) {
    let request = request(for: current.sentences[index])
    // Whoever asks for it next must not wait for the same answer.
    Task { await ports.speech.forget(request) }
    take(speech: nil, step: current.step)
  }

  private func request(for sentence: String) -> SynthesisRequest {
    SynthesisRequest(text: sentence, language: plan.language, voice: plan.voice)
  }

  // MARK: Playout

  /// Sends what is due and notices the end.
  func releasePackets() {
    if mustWaitForVoice() { return }
    guard var current = playout else { return }
    if production?.move.kind == .nudge, current.start == nil, turns.state != .listening {
      // The candidate began while the line was being prepared.
      return silenceInterviewer()
    }
    let isFirst = current.start == nil
    let due = current.release(at: clock)
    interviewerTrackEnd = max(interviewerTrackEnd, current.lastPacketEnd)
    playout = current
    if isFirst, !due.isEmpty { announceUtterance() }
    noteOutput(OpusEncoder.packetDuration * due.count)
    for packet in due {
      output(
        .interviewerPacket(
          InterviewerPacket(
            utterance: current.utterance,
            sequence: packetSequence,
            start: packet.start,
            isLast: packet.isLast,
            bytes: packet.bytes
          )
        )
      )
      packetSequence &+= 1
    }
    if current.isFinished(at: clock, grace: configuration.acknowledgementGrace) {
      finishUtterance(current)
    }
  }

  private func announceUtterance() {
    stopwatch?.note(\.packetMilliseconds, at: clock)
    switch production?.move.kind {
    case .question, .nudge: carryOut(turns.interviewerSpeaks(as: .interviewerSpeaking, at: clock))
    case .closing where production?.givesWay == true:
      carryOut(turns.interviewerSpeaks(as: .wrapUp, givesWay: true, at: clock))
    default: break
    }
    announceText()
  }

  /// Goes on after an utterance that came to its end.
  func finishUtterance(_ finished: UtterancePlayout, truncated: Bool = false) {
    guard let move = production?.move else { return }
    production = nil
    playout = nil
    if finished.start != nil { report(finished, truncated: truncated) }
    stopWatch(interrupted: truncated)
    floorTaking.questionWasHeard()
    switch move.kind {
    case .closing: end(reasonToClose)
    case _ where timeIsUp: sayTimeIsUp()
    case .greeting: speak(interview.nextQuestion())
    case .question: giveFloor()
    case .nudge: carryOut(turns.returnFloor(at: clock, media: hearing.mediaEnd))
    }
  }

  /// Gives the candidate the floor, or leaves it to the voice that took it.
  func giveFloor(onset: SampleTime? = nil) {
    guard let question = interview.question else { return }
    interjection = []
    carryOut(
      turns.giveFloor(
        TurnStateMachine.FloorTerms(
          endpointing: question.endpointing,
          thinkTime: question.thinkTime,
          answerLimit: question.answerLimit
        ),
        at: clock,
        media: hearing.mediaEnd,
        onset: onset
      )
    )
  }

  /// Tells what was heard of an utterance that is over.
  func report(_ utterance: UtterancePlayout, truncated: Bool) {
    let heard = utterance.heard(truncated: truncated)
    let start = utterance.start ?? clock
    emit(
      .utteranceFinished(
        UtteranceFinished(
          utterance: utterance.utterance,
          heardText: heard.text,
          truncated: truncated,
          startMilliseconds: start.milliseconds,
          endMilliseconds: utterance.end(truncated: truncated).milliseconds,
          words: heard.words
        )
      )
    )
  }
}
