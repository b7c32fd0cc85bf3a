extension SessionReader {
  /// The report of a session as far as it has come, or `nil` for an id that is not kept.
  ///
  /// Goes through the journal each time; not for a lane's thread.
  ///
  /// - Parameters:
  ///   - language: in which the report speaks; the session's own where there are words for it.
  ///   - others: sessions of the same candidate. Those that came before, in the same family,
  ///     language and feature set, tell what is usual; the others are passed over.
  public func report(
    _ id: String,
    in language: ReportLanguage? = nil,
    besides others: [String] = []
  ) throws(StoreError) -> SessionReport? {
    guard let session = try session(id) else { return nil }
    let source = ReportSource(
      session,
      try fold(id),
      reviews: try reviews(id),
      language: language
    )
    guard let purpose = CoachingPurpose(session.record.purpose) else {
      return .hiring(ReportBuilder.hiring(source))
    }
    let deliveries = try deliveries(id, purpose: purpose)
    return .coaching(
      ReportBuilder.coaching(
        source,
        deliveries: deliveries,
        earlier: try earlier(than: session, deliveries.first?.featureSet, among: others)
      )
    )
  }

  /// Delivery of the sessions that a session is compared with, oldest first.
  private func earlier(
    than session: StoredSession,
    _ featureSet: String?,
    among others: [String]
  ) throws(StoreError) -> [SessionDelivery] {
    var found: [(createdAt: Double, delivery: SessionDelivery)] = []
    for id in Set(others).subtracting([session.record.id]) {
      guard let other = try self.session(id), other.isComparable(to: session),
        let purpose = CoachingPurpose(other.record.purpose),
        let whole = try deliveries(id, purpose: purpose).first(where: { $0.turn == nil }),
        whole.featureSet == featureSet
      else { continue }
      let delivery = SessionDelivery(
        whole.measures,
        RecognizedWords(try fold(id).answers),
        language: LexiconLanguage(tag: other.record.language)
      )
      found.append((other.record.createdAt, delivery))
    }
    return found.sorted { $0.createdAt < $1.createdAt }.map(\.delivery)
  }
}

extension StoredSession {
  /// Whether it came before another of the same kind.
  fileprivate func isComparable(to later: StoredSession) -> Bool {
    let primary: (String) -> Substring = { $0.lowercased().prefix { $0 != "-" } }
    return status != .running && record.createdAt < later.record.createdAt
      && (record.family ?? record.scenario) == (later.record.family ?? later.record.scenario)
      && primary(record.language) == primary(later.record.language)
  }
}

extension SessionStore {
  /// The report of a session as far as it has come, or `nil` for an id that is not kept.
  ///
  /// Goes through the journal each time; not for a lane's thread.
  ///
  /// - Parameters:
  ///   - language: in which the report speaks; the session's own where there are words for it.
  ///   - others: sessions of the same candidate, with which it may be compared.
  public func report(
    _ id: String,
    in language: ReportLanguage? = nil,
    besides others: [String] = []
  ) throws(StoreError) -> SessionReport? {
    try reader.report(id, in: language, besides: others)
  }
}
