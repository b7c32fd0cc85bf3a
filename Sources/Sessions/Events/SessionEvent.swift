public import Speech
public import VoiceEngine

/// One line of a session's journal: an event with its place in the order and in time.
///
/// As JSON: `{"sequence", "at", "wall", "event": {…}}`, `at` in 48 kHz ticks of the session,
/// `wall` in seconds since 1970, the only wall clock that a session keeps.
public struct SessionEvent: Codable, Equatable, Sendable {
  /// 0-based, +1 an event, without holes.
  public var sequence: Int64
  /// When, on the session's clock.
  public var at: SampleTime
  /// When, in seconds since 1970.
  public var wall: Double
  /// What happened.
  public var event: EngineEvent

  /// Creates a line.
  public init(sequence: Int64, at: SampleTime, wall: Double, event: EngineEvent) {
    self.sequence = sequence
    self.at = at
    self.wall = wall
    self.event = event
  }

  private enum CodingKeys: String, CodingKey { case sequence, at, wall, event }

  /// Decodes a line; of a hiring session's turn the delay of its end, which is not kept, is zero.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    sequence = try container.decode(Int64.self, forKey: .sequence)
    at = try container.decode(SampleTime.self, forKey: .at)
    wall = try container.decode(Double.self, forKey: .wall)
    event = try JournalEvent.decode(from: container.superDecoder(forKey: .event))
  }
}
