extension SessionStore {
  /// Does what the writer's thread does at each wake-up, for a store that has none.
  package func step(now: ContinuousClock.Instant) { thread.step(now: now) }

  /// Lets the database grow by so many pages at most, as on a full disk; `nil` for no bound.
  package func limitDatabase(toFreePages count: Int?) {
    thread.withDatabase { database in
      let pages = try? database.prepare("PRAGMA page_count").first { $0.integer(0) }
      let most = count.map { Int64($0) + (pages ?? 0) } ?? SessionStore.largestPageCount
      try? database.run("PRAGMA max_page_count = \(most)")
    }
  }

  /// What SQLite allows of itself.
  private static let largestPageCount: Int64 = 1_073_741_823
}
