import Speech

/// A voice over the interviewer, while it is open whether it wants the floor.
///
/// The interviewer falls silent first and weighs then: half a second of voice with a word that a
/// listener would not say takes the floor, "wait" does at once, "mhm" never does. Where no word is
/// known in time, as with a recognizer that settles only whole utterances, the length decides.
struct BargeIn: Equatable, Sendable {
  /// What the voice turned out to be.
  enum Verdict: Equatable {
    case open
    case takesFloor
    case goesOn
  }

  /// What the interviewer was doing.
  let during: InterviewState
  /// Where the voice began.
  let onset: SampleTime
  /// When it was noticed, on the session's clock.
  let since: SampleTime
  /// Where it ended, or `nil` while it goes on.
  var offset: SampleTime?
  /// What is known of its words.
  var words = Interjection.unheard
  /// Whether no more words of it will come.
  var isSettled = false
  /// Whether it came so late that it may be a short answer.
  var mayBeAnswer = false

  /// Weighs what is known.
  ///
  /// - Parameters:
  ///   - media: end of the last sample that arrived.
  ///   - clock: the session's clock.
  func verdict(
    media: SampleTime,
    clock: SampleTime,
    _ configuration: EngineConfiguration
  ) -> Verdict {
    let voice = (offset ?? media) - onset
    switch words {
    case .halt: return .takesFloor
    case .claim where voice >= configuration.bargeInVoice: return .takesFloor
    case .claim where offset != nil && mayBeAnswer: return .takesFloor
    case .unheard where voice >= configuration.bargeInVoiceWithoutWords: return .takesFloor
    default: break
    }
    guard let offset else {
      return clock - since >= configuration.bargeInLimit ? .takesFloor : .open
    }
    if words != .unheard || isSettled { return .goesOn }
    return clock - max(offset, since) >= configuration.falseInterruptionSilence ? .goesOn : .open
  }
}
