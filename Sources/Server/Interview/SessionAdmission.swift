import Sessions
import VoiceEngine

/// Decides whether a `session.start` may become a session.
///
/// Pure: no store, no clock.
struct SessionAdmission {
  /// What may begin.
  struct Admitted: Equatable {
    var scenario: Scenario
    var purpose: Purpose
    var plan: InterviewPlan
    var candidateName: String?
    var format: CandidateLink.AudioFormat
  }

  /// Longest name, in characters.
  static let nameLimit = 200

  /// What may be asked.
  let scenarios: ScenarioLibrary
  /// The version of the notice that is shown today.
  let noticeVersion: String

  /// Checks a message field by field; what is wrong first is what is said.
  ///
  /// - Parameter hasBinary: whether the connection can carry audio.
  func admit(_ start: SessionStart, hasBinary: Bool) throws(Refusal) -> Admitted {
    guard let consent = start.consent, consent.recording else { throw .consentMissing }
    guard consent.noticeVersion == noticeVersion else { throw .noticeOutdated }
    guard let id = start.scenario, let scenario = scenarios[id] else { throw .unknownScenario }
    guard let purpose = Purpose(rawValue: start.purpose ?? Purpose.practice.rawValue),
      scenario.purposes.contains(purpose)
    else { throw .purposeNotAllowed }
    let wanted = LanguageTag.primary(of: start.language ?? scenario.language)
    guard wanted == LanguageTag.primary(of: scenario.language) else { throw .languageMismatch }
    guard (start.candidateName ?? "").count <= SessionAdmission.nameLimit else {
      throw .nameTooLong
    }
    var plan = scenario.plan()
    if start.patience == "think" { plan.giveMoreTime() }
    return Admitted(
      scenario: scenario,
      purpose: purpose,
      plan: plan,
      candidateName: start.candidateName,
      format: try format(start.codec, hasBinary: hasBinary)
    )
  }

  private func format(
    _ codec: String?,
    hasBinary: Bool
  ) throws(Refusal) -> CandidateLink.AudioFormat {
    guard hasBinary else { return .none }
    switch codec {
    case nil, "opus": return .opus
    case "pcm16": return .pcm16
    default: throw .unknownCodec
    }
  }
}

extension InterviewPlan {
  /// An accommodation: every question is at least as patient as the `think` profile.
  mutating func giveMoreTime() {
    for index in questions.indices {
      let given = questions[index].endpointing
      questions[index].endpointing = EndpointingProfile(
        minimumDelay: max(given.minimumDelay, EndpointingProfile.think.minimumDelay),
        maximumDelay: max(given.maximumDelay, EndpointingProfile.think.maximumDelay)
      )
      questions[index].thinkTime += .seconds(15)
    }
  }
}
