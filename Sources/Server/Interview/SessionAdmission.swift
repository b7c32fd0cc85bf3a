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
    /// What the candidate agreed to.
    var noticeVersion: String
    var format: CandidateLink.AudioFormat
  }

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
    guard let known = scenarios[start.scenario] else { throw .unknownScenario }
    guard known.purposes.contains(start.purpose) else { throw .purposeNotAllowed }
    guard let scenario = known.localized(for: start.language) else { throw .languageMismatch }
    var values = start.variables
    values["candidate_name"] = start.candidateName ?? values["candidate_name"]
    guard scenario.missingVariables(in: values).isEmpty else { throw .variablesMissing }
    var plan = scenario.plan(values: values)
    plan.giveTime(start.patience)
    let format: CandidateLink.AudioFormat =
      !hasBinary ? .none : start.codec == .pcm16 ? .pcm16 : .opus
    return Admitted(
      scenario: scenario,
      purpose: start.purpose,
      plan: plan,
      candidateName: start.candidateName,
      noticeVersion: consent.noticeVersion,
      format: format
    )
  }
}

extension InterviewPlan {
  /// An accommodation: no question is less patient than what the candidate asked for.
  ///
  /// Less patience than the scenario's is never given: it would cut others off.
  mutating func giveTime(_ patience: SessionStart.Patience?) {
    guard patience == .think else { return }
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
