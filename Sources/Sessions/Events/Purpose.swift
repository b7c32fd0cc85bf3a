/// What a session is for; fixed when it is created and carried through everything that is kept.
public enum Purpose: String, Codable, CaseIterable, Sendable {
  /// The candidate rehearses; nobody else sees it.
  case practice
  /// A trainer works with the candidate.
  case training
  /// A recruiter evaluates; delivery is never reported.
  case hiring

  /// Whether a report of this purpose may hold measures of delivery.
  public var mayReportDelivery: Bool { self != .hiring }
}
