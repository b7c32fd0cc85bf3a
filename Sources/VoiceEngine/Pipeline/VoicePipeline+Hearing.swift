import Speech

/// An utterance of the candidate that the recognizer is hearing.
struct OpenUtterance {
  var number: Int
  var start: SampleTime
  var stream: any RecognitionStream
  /// Where the last speech segment ended, or `nil` while one is open.
  var silenceStart: SampleTime?
}

extension VoicePipeline {
  /// One packet's way in.
  func hear(_ audio: IncomingAudio, elapsed: Duration) {
    switch turns.state {
    case .paused, .disconnected, .closed:
      return  // A break is not recorded.
    default: break
    }
    let heard: CandidateHearing.Heard
    do {
      heard = try hearing.hear(audio, elapsed: elapsed)
    } catch {
      switch error {
      case .undecodable: warn(.undecodableAudio)
      case .tooFast: warn(.audioTooFast)
      case .duplicate: break
      }
      return
    }
    if heard.jumped, !expectsJump { warn(.timestampJump) }
    expectsJump = false
    output(.candidatePacket(heard.packet))
    output(.candidateAudio(heard.chunk))
    if let level = heard.level { emit(.levelMeasured(LevelMeasured(dbfs: level))) }
    stream?.stream.append(heard.chunk)
    for edge in heard.edges { take(edge, media: heard.chunk.end) }
    boundUtterance(media: heard.chunk.end)
    carryOut(turns.tick(media: heard.chunk.end, clock: max(clock, heard.chunk.end)))
  }

  private func take(_ edge: SpeechSegmenter.Edge, media: SampleTime) {
    switch edge {
    case .started(let onset):
      emit(.speechStarted(SpeechBoundary(atMilliseconds: onset.milliseconds)))
      carryOut(turns.speechStarted(at: onset, now: media))
      stream?.silenceStart = nil
      if turns.state == .candidateSpeaking { openUtterance(from: onset) }
    case .stopped(let offset):
      emit(.speechStopped(SpeechBoundary(atMilliseconds: offset.milliseconds)))
      stream?.silenceStart = offset
      carryOut(turns.speechStopped(at: offset, now: media))
    }
  }

  /// Opens a stream at an onset, with what was kept from before it.
  func openUtterance(from onset: SampleTime) {
    guard stream == nil, recognizes, let recognizer = ports.recognizer else { return }
    utteranceCount += 1
    let number = utteranceCount
    let opened = recognizer.makeStream(language: plan.language) { [weak self, inbox] update in
      let isFirst = inbox.add(RecognitionInbox.Item(utterance: number, update: update))
      guard isFirst, let self else { return }
      Task { await self.takeRecognition() }
    }
    let kept = hearing.recent(since: onset - configuration.preRoll)
    for chunk in kept { opened.append(chunk) }
    transcript.open(number)
    stream = OpenUtterance(number: number, start: kept.first?.start ?? onset, stream: opened)
  }

  /// Settles an utterance after a silence, or when it grew too long.
  private func boundUtterance(media: SampleTime) {
    guard let open = stream else { return }
    if let silence = open.silenceStart, media - silence >= configuration.utteranceSilence {
      settleUtterance()
    } else if media - open.start >= configuration.utteranceLimit {
      settleUtterance()
      if hearing.isSpeech { openUtterance(from: media + configuration.preRoll) }
    }
  }

  /// Ends the open utterance; its result is awaited.
  func settleUtterance() {
    stream?.stream.finish()
    stream = nil
  }

  /// Ends what the candidate was saying because the floor is taken away.
  func settleSpeech() {
    settleUtterance()
  }

  /// Takes what the recognizers reported since the last time.
  func takeRecognition() {
    for item in inbox.takeAll() {
      if case .failed = item.update { warn(.recognitionFailed) }
      guard transcript.take(item.update, of: item.utterance) else { continue }
      let text = transcript.text
      emit(.transcriptPartial(TranscriptPartial(turn: turnNumber, text: text)))
      let isOpen = OpenEnding.isOpen(text, language: plan.language)
      if !text.isEmpty { turns.wordsChanged(isOpen ? .open : .closed) }
    }
    concludeIfSettled()
  }
}
