/// What a client asks for with `session.start`.
struct SessionStart: Equatable, Sendable {
  /// A candidate's agreement to a notice.
  struct Consent: Equatable, Sendable, Decodable {
    /// The version that was shown.
    var noticeVersion: String
    /// Whether recording was agreed to.
    var recording: Bool

    private enum CodingKeys: String, CodingKey {
      case noticeVersion = "notice_version"
      case recording
    }
  }

  /// Id of the scenario.
  var scenario: String?
  /// BCP-47 tag; the scenario's own where absent.
  var language: String?
  /// What the session is for.
  var purpose: String?
  /// What the candidate wishes to be called.
  var candidateName: String?
  /// The candidate's agreement.
  var consent: Consent?
  /// `opus` (the default) or `pcm16`.
  var codec: String?
  /// `think` gives more time before a silence ends an answer.
  var patience: String?
  /// Brings back a session whose connection was lost; everything else is then ignored.
  var resume: String?
}

extension SessionStart: Decodable {
  private enum CodingKeys: String, CodingKey {
    case scenario, language, purpose, candidate, consent, audio, accommodations, resume
  }

  private struct Candidate: Decodable { var name: String? }
  private struct Audio: Decodable { var codec: String? }
  private struct Accommodations: Decodable { var patience: String? }

  /// Decodes the message; unknown keys are ignored.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    scenario = try container.decodeIfPresent(String.self, forKey: .scenario)
    language = try container.decodeIfPresent(String.self, forKey: .language)
    purpose = try container.decodeIfPresent(String.self, forKey: .purpose)
    candidateName = try container.decodeIfPresent(Candidate.self, forKey: .candidate)?.name
    consent = try container.decodeIfPresent(Consent.self, forKey: .consent)
    codec = try container.decodeIfPresent(Audio.self, forKey: .audio)?.codec
    let accommodations = try container.decodeIfPresent(
      Accommodations.self,
      forKey: .accommodations
    )
    patience = accommodations?.patience
    resume = try container.decodeIfPresent(String.self, forKey: .resume)
  }
}
