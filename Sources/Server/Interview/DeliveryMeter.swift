import Scoring
import Sessions
import Speech
import VoiceEngine

/// Feeds one session's audio to the analyser and cuts its measures into answers.
///
/// Exists only for purposes whose reports may hold delivery: a hiring session has none.
struct DeliveryMeter {
  private let purpose: CoachingPurpose
  private var analyzer: DeliveryAnalyzer
  /// A question was asked whose answer has not begun.
  private var isQuestionOpen = false
  /// The closing line was begun.
  private var isClosing = false

  /// Creates a meter, or `nil` for a purpose without delivery.
  ///
  /// - Parameter language: BCP-47 tag of what is spoken; syllables of a language that the analyser
  ///   does not know are found as those of English.
  init?(_ purpose: Purpose, language: String) {
    guard let coaching = CoachingPurpose(purpose) else { return nil }
    self.purpose = coaching
    analyzer = DeliveryAnalyzer(language: SpokenLanguage(tag: language))
  }

  /// Takes what was decoded of the candidate.
  mutating func take(_ chunk: PCMChunk) {
    analyzer.append(chunk)
  }

  /// Takes an event, and gives the measures of the answer that it ends.
  mutating func take(_ event: EngineEvent, at time: SampleTime) -> DeliveryRecord? {
    switch event {
    case .questionAsked(let asked):
      isClosing = asked.kind == .closing
      isQuestionOpen = !isClosing
      return nil
    case .utteranceStarted(let started) where started.continues != nil:
      isQuestionOpen = true  // It had stopped for a noise, and ends later.
      return nil
    case .utteranceFinished(let finished):
      if finished.truncated { reopen() }
      begin(at: SampleTime(milliseconds: finished.endMilliseconds))
      return nil
    case .stateChanged(let changed)
    where changed.state == .listening || changed.state == .candidateSpeaking:
      if changed.state == .candidateSpeaking { reopen() }
      begin(at: time)  // A question that could only be shown has no utterance.
      return nil
    case .turnCommitted(let turn):
      return end(turn)
    default:
      return nil
    }
  }

  /// The measures of the whole session.
  mutating func finish() -> DeliveryRecord {
    DeliveryRecord(
      purpose: purpose,
      turn: nil,
      questionID: nil,
      featureSet: FeatureSet.name,
      measures: analyzer.finish()
    )
  }

  /// Who takes the floor from the closing line goes on with the last answer.
  private mutating func reopen() {
    guard isClosing else { return }
    isClosing = false
    isQuestionOpen = true
  }

  private mutating func begin(at time: SampleTime) {
    guard isQuestionOpen else { return }
    isQuestionOpen = false
    analyzer.beginAnswer(questionEnd: time)
  }

  private mutating func end(_ turn: TurnCommitted) -> DeliveryRecord? {
    let measures = analyzer.endAnswer(at: SampleTime(milliseconds: turn.endMilliseconds))
    // An answer that was typed, or not given, has no delivery.
    guard turn.reason != .text, turn.reason != .silence else { return nil }
    return DeliveryRecord(
      purpose: purpose,
      turn: turn.turn,
      questionID: turn.questionID,
      featureSet: FeatureSet.name,
      measures: measures
    )
  }
}
