import Speech

/// An interviewer utterance that is being worded and spoken.
struct Production {
  enum Stage {
    case wording
    case speaking(sentence: Int)
    case ready
  }

  let move: InterviewMove
  /// Results that carry another number came too late.
  var step: Int
  var stage: Stage
  /// When a port last gave something: sentences that fail one after the other share a deadline.
  var since: SampleTime
  var sentences: [String] = []
  /// The utterance that a noise stopped and whose rest is said now.
  var continues: UInt16?

  /// Whether it must be said from its beginning when it was interrupted.
  var isUnheard: Bool {
    switch (move.kind, stage) {
    case (.greeting, _), (.closing, _), (.question, .wording): true
    default: false
    }
  }
}

extension VoicePipeline {
  /// Begins an utterance; what is being said is cut.
  func speak(_ move: InterviewMove) {
    silenceInterviewer()
    let state: InterviewState =
      switch move.kind {
      case .greeting: .greeting
      case .closing: .wrapUp
      case .question, .nudge: .thinking
      }
    if move.kind != .nudge { carryOut(turns.interviewerSpeaks(as: state, at: clock)) }
    utteranceNumber &+= 1
    playout = UtterancePlayout(
      utterance: utteranceNumber,
      lead: configuration.outputLead,
      notBefore: interviewerTrackEnd
    )
    production = Production(move: move, step: nextStep(), stage: .wording, since: clock)
    askForWording(move)
  }

  /// Cuts what is being said; nothing of it can be sent any more.
  func silenceInterviewer() {
    production = nil
    asking?.cancel()
    asking = nil
    guard let cut = playout else { return }
    playout = nil
    guard cut.start != nil else { return }
    if !cut.isStopped { emit(.playbackCleared(PlaybackCleared(utterance: cut.utterance))) }
    report(cut, truncated: true)
  }

  // MARK: Wording and synthesis

  private func nextStep() -> Int {
    stepCount += 1
    return stepCount
  }

  private func askForWording(_ move: InterviewMove) {
    guard let step = production?.step else { return }
    asking?.cancel()
    asking = Task {
      do throws(EngineError) {
        let sentences = try await ports.interviewer.wording(of: move, in: plan)
        take(wording: sentences, step: step)
      } catch {
        take(wording: [], step: step)
      }
    }
  }

  private func take(wording: [String], step: Int) {
    guard var current = production, current.step == step, case .wording = current.stage else {
      return
    }
    let planned = SentenceChunker.sentences(of: current.move.text)
    let wording = wording.filter { $0.contains { !$0.isWhitespace } }
    let length = wording.reduce(0) { $0 + $1.count }
    let isUsable = length > 0 && length <= max(configuration.wordingLimit, current.move.text.count)
    current.sentences = isUsable ? wording : planned
    current.since = clock
    production = current
    announce(current)
    askForSentence(0)
  }

  private func announce(_ current: Production) {
    if case .question(var asked) = current.move.kind {
      asked.text = current.sentences.joined(separator: " ")
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
  }

  private func askForSentence(_ index: Int) {
    guard var current = production else { return }
    guard index < current.sentences.count else {
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
    asking = Task { [step = current.step] in
      do throws(EngineError) {
        let speech = try await ports.speech.speech(for: request)
        take(speech: speech, step: step)
      } catch {
        take(speech: nil, step: step)
      }
    }
  }

  private func take(speech: EncodedSpeech?, step: Int) {
    guard let current = production, current.step == step,
      case .speaking(let index) = current.stage
    else { return }
    if let speech {
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
    switch current.stage {
    case .wording where clock - current.since >= configuration.interviewerDeadline:
      take(wording: [], step: current.step)
    case .speaking(let index) where clock - current.since >= configuration.synthesizerDeadline:
      giveUpOnSentence(current, index)
    default: break
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
    if isFirst, !due.isEmpty { announceUtterance(current) }
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

  private func announceUtterance(_ current: UtterancePlayout) {
    switch production?.move.kind {
    case .question, .nudge: carryOut(turns.interviewerSpeaks(as: .interviewerSpeaking, at: clock))
    default: break
    }
    let text = (current.sentences.map(\.text) + unspokenSentences).joined(separator: " ")
    emit(
      .utteranceStarted(
        UtteranceStarted(
          utterance: current.utterance,
          text: text,
          continues: production?.continues
        )
      )
    )
  }

  /// Sentences of the utterance that are not spoken yet.
  var unspokenSentences: ArraySlice<String> {
    guard let production, case .speaking(let index) = production.stage else { return [] }
    return production.sentences[index...]
  }

  /// Goes on after an utterance that came to its end.
  func finishUtterance(_ finished: UtterancePlayout, truncated: Bool = false) {
    guard let move = production?.move else { return }
    production = nil
    playout = nil
    if finished.start != nil { report(finished, truncated: truncated) }
    floorTaking.questionWasHeard()
    switch move.kind {
    case .closing: end(timeIsUp ? .limit : .completed)
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
