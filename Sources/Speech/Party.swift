/// Who speaks.
public enum Party: String, Codable, CaseIterable, Sendable {
  /// The person who is interviewed.
  case candidate
  /// The voice that asks.
  case interviewer
}

/// A stretch of the session's clock in which one party held the floor.
public struct TurnRange: Hashable, Codable, Sendable {
  /// Who held the floor.
  public var party: Party
  /// Onset of the first speech.
  public var start: SampleTime
  /// Offset of the last speech.
  public var end: SampleTime

  /// Creates a turn from the onset of its first to the offset of its last speech.
  public init(party: Party, start: SampleTime, end: SampleTime) {
    self.party = party
    self.start = start
    self.end = end
  }

  /// From onset to offset.
  public var duration: Duration { end - start }
}
