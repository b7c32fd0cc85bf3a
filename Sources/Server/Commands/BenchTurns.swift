import Speech
import VoiceEngine

/// Plays utterances, one turn each, through the engine's own turn-taking, as one session of one
/// candidate.
struct BenchTurns {
  /// What became of a turn.
  struct Outcome {
    /// From the true end of speech to the decision: negative where the turn was cut off, `nil`
    /// where no speech was detected, or no end.
    var delay: Duration?
  }

  /// A silence as the engine saw it.
  struct Pause {
    /// What was known of it `cuesAfter` after it began.
    var cues: EndOfTurnCues
    /// Where the speech before it ends.
    var offset: SampleTime
    /// Whether nothing of the utterance follows.
    var isEnd: Bool
    /// How long it was, or `nil` where no speech followed.
    var silence: Duration?

    /// Late enough for the words before it to have come.
    static let cuesAfter = Duration.milliseconds(450)
    /// The detector may end speech this much before the analyser does.
    static let edge = Duration.milliseconds(120)
  }

  /// Whether words are reported.
  let hasWords: Bool
  private let terms: TurnStateMachine.FloorTerms
  private var turns = TurnStateMachine()
  private var clock = SampleTime.zero

  init(profile: EndpointingProfile, hasWords: Bool) {
    self.hasWords = hasWords
    terms = TurnStateMachine.FloorTerms(
      endpointing: profile,
      thinkTime: .seconds(60),
      answerLimit: .seconds(600)
    )
  }

  /// Plays one utterance up to the end of its turn, and as far as whoever was cut off would go on.
  ///
  /// - Parameter notePause: gets every silence that the segmenter found.
  mutating func play(
    _ utterance: BenchUtterance,
    notePause: ((Pause) -> Void)? = nil
  ) -> Outcome {
    let start = clock
    _ = turns.interviewerSpeaks(as: .interviewerSpeaking, at: start)
    _ = turns.giveFloor(terms, at: start)
    var segmenter = SpeechSegmenter()
    var partials = utterance.partials[...]
    var committed: SampleTime?
    var pause: Pause?
    for (index, isVoice) in utterance.voice.enumerated() {
      let begin = start + (BenchUtterance.time(ofChunk: index) - .zero)
      clock = begin + .milliseconds(20)
      if let committed, clock - committed > EndOfTurn.cutOffWindow { break }
      while hasWords, let next = partials.first, start + (next.time - .zero) <= clock {
        turns.wordsChanged(next.words)
        partials.removeFirst()
      }
      var effects: [TurnStateMachine.Effect] = []
      switch segmenter.process(isVoice: isVoice, from: begin, to: clock) {
      case .started(let onset):
        effects += turns.speechStarted(at: onset, now: clock)
        if var pause {
          pause.silence = onset - pause.offset
          notePause?(pause)
        }
        pause = nil
      case .stopped(let offset):
        let phrase = utterance.phrases[index]
        effects += turns.speechStopped(at: offset, now: clock, phrase: phrase)
        pause = Pause(
          cues: turns.endOfTurn.cues,
          offset: offset,
          isEnd: offset - start > (utterance.end - .zero) - Pause.edge
        )
      case nil:
        if let begun = pause, clock - begun.offset <= Pause.cuesAfter {
          pause?.cues = turns.endOfTurn.cues
        }
      }
      turns.hearsPossibleVoice = segmenter.isUndecided
      effects += turns.tick(media: clock, clock: clock)
      if committed == nil, effects.contains(where: { if case .commit = $0 { true } else { false } })
      {
        committed = clock
      }
    }
    if let pause { notePause?(pause) }
    // Nobody waits longer than there is sound: the turn is over all the same.
    if committed == nil { _ = turns.answerDone(at: clock) }
    if case .stopped(let offset)? = segmenter.close() {
      _ = turns.speechStopped(at: offset, now: clock)
    }
    return Outcome(delay: committed.map { $0 - start - (utterance.end - .zero) })
  }
}
