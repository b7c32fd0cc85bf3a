/// A review with its time, as people and programs read it outside the store.
///
/// As JSON the review's keys and `at`.
public struct ReviewRecord: Encodable, Equatable, Sendable {
  /// ISO 8601, UTC.
  public var at: String
  /// What was said.
  public var review: Review

  private enum CodingKeys: String, CodingKey { case at }

  init(_ event: ReviewEvent) {
    at = ISODate.text(of: event.wall)
    review = event.review
  }

  /// Encodes the flat form.
  public func encode(to encoder: any Encoder) throws {
    try review.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(at, forKey: .at)
  }
}

extension SessionReader {
  /// All that was said of a session, in its order.
  ///
  /// In hiring what a judge found is left out until a person has rated, as it is in the report.
  public func reviewRecords(_ id: String) throws(StoreError) -> [ReviewRecord] {
    guard let session = try session(id) else { return [] }
    let events = try reviews(id)
    let isRated = events.contains { if case .humanRated = $0.review { true } else { false } }
    let isWithheld = session.record.purpose == .hiring && !isRated
    return events.filter { event in
      if case .judged = event.review { !isWithheld } else { true }
    }.map(ReviewRecord.init)
  }

  /// What people who rate said of a session, in its order.
  public func ratings(_ id: String) throws(StoreError) -> [ReviewRecord] {
    try reviewRecords(id).filter { record in
      if case .humanRated = record.review { true } else { false }
    }
  }
}

extension SessionStore {
  /// What people who rate said of a session, in its order.
  public func ratings(_ id: String) throws(StoreError) -> [ReviewRecord] { try reader.ratings(id) }
}
