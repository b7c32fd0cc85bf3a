import Speech

/// An utterance of the candidate that the recognizer is hearing.
struct OpenUtterance {
  let number: Int
  let start: SampleTime
  let stream: any RecognitionStream
  /// Where the last speech segment ended, or `nil` while one is open.
  var silenceStart: SampleTime?
  /// End of the newest sample that the recognizer was given.
  private(set) var end: SampleTime

  init(number: Int, start: SampleTime, stream: any RecognitionStream) {
    self.number = number
    self.start = start
    self.stream = stream
    end = start
  }

  /// What is missing between the last chunk and a position.
  func hole(before position: SampleTime) -> Duration { max(.zero, position - end) }

  /// Gives the recognizer the next samples; it counts them to tell the time, so holes are filled.
  mutating func append(_ chunk: PCMChunk) {
    let missing = hole(before: chunk.start).ticks / PCMChunk.ticksPerSample
    if missing > 0 {
      stream.append(PCMChunk(start: end, samples: [Float](repeating: 0, count: Int(missing))))
    }
    stream.append(chunk)
    end = chunk.end
  }
}

extension VoicePipeline {
  /// One packet's way in.
  func hear(_ audio: IncomingAudio) {
    switch turns.state {
    case .paused, .disconnected, .closed:
      return  // A break is not recorded.
    default:
      guard pendingEnd == nil else { return }
    }
    let heard: CandidateHearing.Heard
    do {
      heard = try hearing.hear(audio, elapsed: clock - .zero)
    } catch {
      switch error {
      case .undecodable: warn(.undecodableAudio)
      case .tooFast: warn(.audioTooFast)
      case .duplicate: break
      }
      return
    }
    if heard.jumped { warn(.timestampJump) }
    output(.candidatePacket(heard.packet))
    output(.candidateAudio(heard.chunk))
    if let level = heard.level { emit(.levelMeasured(LevelMeasured(dbfs: level))) }
    feed(heard.chunk)
    for edge in heard.edges { take(edge, media: heard.chunk.end) }
    // A voice that began while the interviewer spoke, and that goes on: its first words count too.
    if heard.isVoice, needsWords {
      openUtterance(from: hearing.speechStart ?? heard.chunk.start)
    }
    boundUtterance(media: heard.chunk.end)
    turns.hearsPossibleVoice = hearing.mayBecomeSpeech
    if turns.state == .pausePending { turns.words = transcript.heardWords }
    carryOut(turns.tick(media: heard.chunk.end, clock: max(clock, heard.chunk.end)))
  }

  /// Takes an onset or a stop of the candidate's voice.
  func take(_ edge: SpeechSegmenter.Edge, media: SampleTime) {
    switch edge {
    case .started(let onset):
      emit(.speechStarted(SpeechBoundary(atMilliseconds: onset.milliseconds)))
      if !turns.mayForgetVoice { interjection = [] }
      carryOut(turns.speechStarted(at: onset, now: media))
      stream?.silenceStart = nil
      if needsWords { openUtterance(from: onset) }
    case .stopped(let offset):
      emit(.speechStopped(SpeechBoundary(atMilliseconds: offset.milliseconds)))
      stream?.silenceStart = offset
      // Looked at only where it decides something.
      let isAnswer = turns.state == .candidateSpeaking
      let phrase = isAnswer ? hearing.phraseEnding(since: offset) : nil
      turns.words = transcript.heardWords
      carryOut(turns.speechStopped(at: offset, now: media, phrase: phrase))
      guard turns.isWeighingVoice else {
        if turns.state == .pausePending { interjection = [] }
        return repeatIfAsked()
      }
      // The interviewer waits for the words, so they are asked for at once.
      settleUtterance()
      weighInterjection()
    }
  }

  /// Whether the recognizer should hear the candidate's voice.
  private var needsWords: Bool { turns.state == .candidateSpeaking || turns.isWeighingVoice }

  /// A voice of which nothing has come for long is no voice any more.
  func watchStall() {
    guard turns.state != .closed, let media = hearing.mediaEnd,
      clock - media >= configuration.stallLimit,
      let edge = hearing.closeSegment()
    else { return }
    take(edge, media: media)
  }

  private func feed(_ chunk: PCMChunk) {
    guard let hole = stream?.hole(before: chunk.start) else { return }
    // After a hole this long it is another utterance, which opens with its own onset.
    if hole >= configuration.utteranceSilence { return settleUtterance() }
    stream?.append(chunk)
  }

  /// Opens a stream at an onset, with what was kept from before it.
  func openUtterance(from onset: SampleTime) {
    guard stream == nil, recognizes, let recognizer = ports.recognizer else { return }
    utteranceCount += 1
    let number = utteranceCount
    let opened = onLedger {
      recognizer.makeStream(
        language: plan.language,
        terms: plan.terms
      ) { [weak self, inbox] update in
        let isFirst = inbox.add(RecognitionInbox.Item(utterance: number, update: update))
        guard isFirst, let self else { return }
        Task { await self.takeRecognition() }
      }
    }
    // No voice is heard twice, however near the last utterance is.
    let kept = hearing.recent(since: max(onset - configuration.preRoll, heardUntil))
    let start = kept.first?.start ?? hearing.mediaEnd ?? onset
    var utterance = OpenUtterance(number: number, start: start, stream: opened)
    for chunk in kept { utterance.append(chunk) }
    transcript.open(number)
    if turns.mayForgetVoice { interjection.append(number) }
    stream = utterance
  }

  /// Settles an utterance after a silence, or when it grew too long.
  private func boundUtterance(media: SampleTime) {
    guard let open = stream else { return }
    if let silence = open.silenceStart, media - silence >= configuration.utteranceSilence {
      // What may be the next word's beginning must not be cut off from it.
      if !hearing.mayBecomeSpeech { settleUtterance() }
    } else if media - open.start >= configuration.utteranceLimit {
      settleUtterance()
      if hearing.isSpeech { openUtterance(from: media) }
    }
  }

  /// Ends the open utterance; its result is awaited.
  func settleUtterance() {
    guard let ended = stream else { return }
    stream = nil
    heardUntil = ended.silenceStart ?? ended.end
    awaited[ended.number] = ended.stream
    ended.stream.finish()
    boundAwaited()
  }

  /// Gives up on the oldest of more utterances than may be awaited.
  private func boundAwaited() {
    guard awaited.count > configuration.awaitedUtteranceLimit, let oldest = awaited.keys.min()
    else { return }
    awaited.removeValue(forKey: oldest)?.cancel()
    let givenUp = RecognitionUpdate.failed(code: "too_many_utterances")
    if conclusion?.transcript.take(givenUp, of: oldest) != true {
      _ = transcript.take(givenUp, of: oldest)
    }
    warn(.recognitionFailed)
  }

  /// Takes what the recognizers reported since the last time.
  func takeRecognition() {
    for item in inbox.takeAll() {
      guard turns.state != .closed else { continue }
      if conclusion?.transcript.holds(item.utterance) == true {
        takeLate(item)
      } else if transcript.holds(item.utterance) {
        take(item)
      }
      // Nobody waits any more for what comes later than the turn's conclusion.
    }
    repeatIfAsked()
    anticipate()
    concludeIfSettled()
  }

  private func take(_ item: RecognitionInbox.Item) {
    noteEnd(of: item)
    guard transcript.take(item.update, of: item.utterance) else { return }
    if turns.isWeighingVoice, interjection.contains(item.utterance) { return weighInterjection() }
    // Late words of an earlier utterance say nothing about where this one ends.
    tellWords(isNewest: item.utterance == utteranceCount)
  }

  /// Takes words of the turn that is committed already.
  private func takeLate(_ item: RecognitionInbox.Item) {
    noteEnd(of: item)
    guard conclusion?.transcript.take(item.update, of: item.utterance) == true,
      let text = conclusion?.transcript.text
    else { return }
    emit(.transcriptPartial(TranscriptPartial(turn: turnNumber, text: text)))
  }

  private func noteEnd(of item: RecognitionInbox.Item) {
    if item.update.isLast { awaited[item.utterance] = nil }
    if case .failed = item.update { warn(.recognitionFailed) }
  }

  /// Tells the words of the turn so far.
  ///
  /// - Parameter isNewest: whether they changed where they end.
  func tellWords(isNewest: Bool = true) {
    guard !transcript.isEmpty else { return }
    let text = transcript.text
    emit(.transcriptPartial(TranscriptPartial(turn: turnNumber, text: text)))
    guard isNewest else { return }
    turns.wordsChanged(
      TranscriptEnding(text, language: plan.language),
      evidenceShare: evidenceShare(heardIn: text)
    )
  }

  private func evidenceShare(heardIn text: String) -> Double? {
    guard let question = interview.question else { return nil }
    let known = evidence.flatMap { $0.questionID == question.id ? $0 : nil }
    let current = known ?? QuestionEvidence(question)
    evidence = current
    return current.share(heardIn: text)
  }
}

extension RecognitionUpdate {
  /// Whether nothing follows it.
  fileprivate var isLast: Bool { if case .partial = self { false } else { true } }
}
