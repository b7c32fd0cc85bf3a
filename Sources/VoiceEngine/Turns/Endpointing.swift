/// Chooses how long a silence must be to end a turn.
///
/// The profile gives the bounds; what was heard chooses between them. A rule with three outcomes is
/// all that silence and words can carry before pitch and the speaker's own pauses are known here.
public enum Endpointing {
  /// What is known of the words at the moment of the pause.
  public enum Evidence: Equatable, Sendable {
    /// No recognizer, or nothing from it yet.
    case unknown
    /// The words so far end where an answer may end.
    case closed
    /// The words so far end in the middle of a clause.
    case open
  }

  /// The silence that ends the turn.
  public static func delay(
    profile: EndpointingProfile,
    evidence: Evidence
  ) -> Duration {
    let room = profile.maximumDelay - profile.minimumDelay
    return switch evidence {
    case .closed: profile.minimumDelay + room / 4
    case .unknown: profile.minimumDelay + room / 2
    case .open: profile.maximumDelay
    }
  }
}
