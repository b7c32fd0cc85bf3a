public import Speech

/// All that bears on whether a silence ends the turn.
public struct EndOfTurnCues: Equatable, Sendable {
  /// How the speech before the silence sounded; `nil` where nothing could be measured.
  public var phrase: PhraseEnding?
  /// Where the transcript breaks off; `nil` while there is none.
  public var words: TranscriptEnding?
  /// The share of the question's evidence points that was heard, 0…1; `nil` without words or
  /// points.
  public var evidenceShare: Double?
  /// How this candidate pauses.
  public var pauses: OwnPauses

  /// Creates cues, of which any may be unknown.
  public init(
    phrase: PhraseEnding? = nil,
    words: TranscriptEnding? = nil,
    evidenceShare: Double? = nil,
    pauses: OwnPauses = OwnPauses()
  ) {
    self.phrase = phrase
    self.words = words
    self.evidenceShare = evidenceShare
    self.pauses = pauses
  }
}

/// Gathers, turn after turn, what `Endpointing` decides by.
public struct EndOfTurn: Equatable, Sendable {
  /// Whoever goes on this soon after the end of a turn was cut off.
  public static let cutOffWindow = Duration.milliseconds(1_500)

  /// What is known now.
  public private(set) var cues = EndOfTurnCues()
  private var silenceStart: SampleTime?
  private var committed: SampleTime?

  /// Creates the state before the first turn.
  public init() {}

  /// The candidate got the floor: what was said before is no part of the answer.
  public mutating func turnBegan() {
    cues = EndOfTurnCues(pauses: cues.pauses)
    silenceStart = nil
    committed = nil
  }

  /// The words so far changed.
  public mutating func wordsChanged(_ words: TranscriptEnding?, evidenceShare: Double?) {
    cues.words = words
    cues.evidenceShare = evidenceShare
  }

  /// The candidate speaks: a silence before it was a pause, unless it had long ended the turn.
  public mutating func speechStarted(at onset: SampleTime) {
    defer {
      silenceStart = nil
      cues.phrase = nil
      // What is said now is not among the words yet.
      cues.words = nil
    }
    guard let silenceStart else { return }
    if let committed, onset - committed > Self.cutOffWindow { return }
    cues.pauses.wentOn(after: onset - silenceStart)
  }

  /// The candidate fell silent.
  public mutating func speechStopped(at offset: SampleTime, phrase: PhraseEnding?) {
    silenceStart = offset
    cues.phrase = phrase
  }

  /// The turn was committed.
  public mutating func turnEnded(at now: SampleTime) {
    guard committed == nil else { return }
    committed = now
    cues.pauses.turnEnded()
  }
}
