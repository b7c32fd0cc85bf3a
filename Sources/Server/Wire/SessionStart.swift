import Sessions

/// A client asks for an interview.
struct SessionStart: Equatable, Sendable {
  /// How the client sends audio.
  enum Codec: String, CaseIterable, Sendable {
    /// One Opus packet a message.
    case opus
    /// 20 ms of PCM16 mono a message.
    case pcm16
  }

  /// How long a silence the candidate is given before a turn ends.
  enum Patience: String, CaseIterable, Sendable {
    /// The endpointing profile `quick`.
    case quick
    /// The endpointing profile `normal`.
    case normal
    /// The endpointing profile `think`.
    case think
  }

  /// What the candidate consented to.
  struct Consent: Equatable, Sendable {
    /// Version of the notice that was shown.
    var noticeVersion: String
    /// Whether the candidate agreed to be recorded.
    var recording: Bool
  }

  /// Id of the scenario.
  var scenario: String
  /// BCP 47 tag of the interview's language.
  var language: String
  /// What the session is for.
  var purpose: Purpose
  /// The candidate's name, where one was given.
  var candidateName: String?
  /// The consent, `nil` where the message has none.
  var consent: Consent?
  /// How the client sends audio.
  var codec: Codec
  /// Sample rate of PCM16 in hertz; of no meaning for Opus.
  var sampleRate: Int
  /// An accommodation, where one was asked for.
  var patience: Patience?
  /// The token of an interview to go on with.
  var resumeToken: String?
  /// Values of the scenario's variables.
  var variables: [String: String] = [:]
}

extension SessionStart {
  /// Reads the fields of `session.start`.
  init(_ fields: FieldReader) throws(ProtocolError) {
    scenario = try fields.text("scenario", limit: 128)
    language = try fields.text("language", limit: 35)
    purpose = try fields.choice("purpose", of: Purpose.self)
    candidateName = try fields.optionalObject("candidate")?.optionalText("name", limit: 200)
    if let given = try fields.optionalObject("consent") {
      consent = Consent(
        noticeVersion: try given.text("notice_version", limit: 64),
        recording: try given.boolean("recording")
      )
    } else {
      consent = nil
    }
    let audio = try fields.object("audio")
    codec = try audio.choice("codec", of: Codec.self)
    sampleRate = Int(try audio.integer("sample_rate", in: 8_000...48_000))
    if codec == .pcm16, sampleRate != 16_000 {
      throw ProtocolError(.outOfRange, "\"audio.sample_rate\" must be 16000 for pcm16")
    }
    if let asked = try fields.optionalObject("accommodations"),
      try asked.optionalText("patience", limit: 64) != nil
    {
      patience = try asked.choice("patience", of: Patience.self)
    } else {
      patience = nil
    }
    resumeToken = try fields.optionalText("resume", limit: 128)
    variables = try fields.texts("variables", limit: 200)
  }
}
