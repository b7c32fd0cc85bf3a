public import Speech

/// What an interview gives to the outside, in order, on its lane.
public enum EngineOutput: Sendable {
  /// Something happened.
  case event(EngineEvent, at: SampleTime)
  /// An interviewer packet that must be sent now.
  case interviewerPacket(InterviewerPacket)
  /// A candidate packet as it came, placed on the session's clock, for the recording.
  case candidatePacket(CandidatePacket)
  /// What was decoded from a candidate packet, for the analyser.
  case candidateAudio(PCMChunk)
}

/// One Opus packet of the candidate, placed on the session's clock.
public struct CandidatePacket: Equatable, Sendable {
  /// Where the packet begins; never before the end of the one before it.
  public var start: SampleTime
  /// Length in 48 kHz ticks, as the packet itself says.
  public var durationTicks: Int64
  /// The Opus packet, unchanged.
  public var bytes: [UInt8]

  /// Creates a placed packet.
  public init(start: SampleTime, durationTicks: Int64, bytes: [UInt8]) {
    self.start = start
    self.durationTicks = durationTicks
    self.bytes = bytes
  }
}

/// One Opus packet of the interviewer.
public struct InterviewerPacket: Equatable, Sendable {
  /// Number of the utterance it belongs to.
  public var utterance: UInt16
  /// +1 a packet over the whole session, wraps.
  public var sequence: UInt32
  /// Where the packet begins on the session's clock.
  public var start: SampleTime
  /// Whether it is the last of its utterance.
  public var isLast: Bool
  /// The Opus packet, 20 ms mono.
  public var bytes: [UInt8]

  /// Creates a packet.
  public init(
    utterance: UInt16,
    sequence: UInt32,
    start: SampleTime,
    isLast: Bool,
    bytes: [UInt8]
  ) {
    self.utterance = utterance
    self.sequence = sequence
    self.start = start
    self.isLast = isLast
    self.bytes = bytes
  }
}
