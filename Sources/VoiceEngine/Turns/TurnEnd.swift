public import Speech

extension TurnStateMachine {
  /// How a turn ended.
  public struct TurnEnd: Equatable, Sendable {
    /// Why.
    public var reason: TurnCommitted.Reason
    /// Onset of the first speech since the floor was last given, or where it was given when nothing
    /// was said.
    public var start: SampleTime
    /// Offset of the last speech, or the moment of the decision when nothing was said.
    public var end: SampleTime
    /// From `end` to the decision.
    public var delay: Duration
    /// Time with the floor from onset to offset, summed over what a break or a repeated question
    /// cut apart; zero when nothing was said, or when the answer was typed.
    public var speechTime: Duration
  }

  /// What holds while the candidate has the floor.
  public struct FloorTerms: Equatable, Sendable {
    /// Patience at the end of the answer.
    public var endpointing: EndpointingProfile
    /// Silence before the first word that counts as nothing.
    public var thinkTime: Duration
    /// Longest answer.
    public var answerLimit: Duration

    /// Creates terms.
    public init(endpointing: EndpointingProfile, thinkTime: Duration, answerLimit: Duration) {
      self.endpointing = endpointing
      self.thinkTime = thinkTime
      self.answerLimit = answerLimit
    }
  }
}
