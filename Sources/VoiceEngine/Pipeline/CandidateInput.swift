/// What a candidate's client can do to an interview, apart from sending audio.
public enum CandidateCommand: Equatable, Sendable {
  /// Playout of an utterance has reached this many milliseconds.
  case playbackPosition(utterance: UInt16, playedMilliseconds: Int64)
  /// "I'm done."
  case answerDone
  /// An answer that was typed.
  case answerText(String)
  /// An answer is being typed: the silence is not one.
  case typing
  /// "Say that again."
  case questionRepeat
  /// A break.
  case pause
  /// The end of a break.
  case resume
  /// The candidate ends the interview.
  case end
  /// The candidate marks a transcript as wrong.
  case flagTranscript(turn: Int, note: String)
}

/// Audio as it came off the wire, before it is placed on the session's clock.
public struct IncomingAudio: Equatable, Sendable {
  /// Opus or PCM16 (16 kHz, mono, little-endian), as negotiated.
  public enum Payload: Equatable, Sendable {
    /// One Opus packet.
    case opus([UInt8])
    /// 20 ms of PCM16 at 16 kHz.
    case pcm16([UInt8])
  }

  /// +1 a packet, wraps.
  public var sequence: UInt32
  /// 48 kHz ticks of the client's media clock, wraps.
  public var timestamp: UInt32
  /// Whether the client lost or muted audio before this packet.
  public var gapBefore: Bool
  /// The audio.
  public var payload: Payload

  /// Creates a packet as it came.
  public init(sequence: UInt32, timestamp: UInt32, gapBefore: Bool, payload: Payload) {
    self.sequence = sequence
    self.timestamp = timestamp
    self.gapBefore = gapBefore
    self.payload = payload
  }
}
