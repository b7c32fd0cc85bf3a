/// Keeps results of one scenario and revision comparable: what a revision holds may change only
/// while no interview was finished under it.
final class RevisionGuard {
  private let database: Database
  private let selectHash: Statement
  private let countEnded: Statement

  init(database: Database) throws(StoreError) {
    self.database = database
    selectHash = try database.prepare(
      "SELECT hash FROM scenario_revisions WHERE scenario = ?1 AND revision = ?2"
    )
    countEnded = try database.prepare(
      """
      SELECT count(*) FROM sessions
      WHERE scenario = ?1 AND scenario_revision = ?2 AND status = 'ended'
      """
    )
  }

  /// Takes note of what the scenario of a new session holds.
  ///
  /// - Throws: `revisionChanged` when it is not what it was in sessions that are finished. Once
  ///   those are erased, nothing is left to compare with, and the change is allowed.
  func admit(_ record: SessionRecord) throws(StoreError) {
    guard let hash = record.scenarioHash else { return }
    try check(record.scenario, revision: record.scenarioRevision, hash: hash)
    try database.prepare(
      "INSERT OR REPLACE INTO scenario_revisions (scenario, revision, hash) VALUES (?1, ?2, ?3)"
    ).run(.text(record.scenario), .integer(Int64(record.scenarioRevision)), .blob(hash))
  }

  /// Throws `revisionChanged` as `admit` would, and writes nothing.
  func check(_ scenario: String, revision: Int, hash: [UInt8]) throws(StoreError) {
    let name = Statement.Value.text(scenario)
    let number = Statement.Value.integer(Int64(revision))
    guard let known = try selectHash.first(name, number, body: { $0.blob(0) }), known != hash
    else { return }
    let ended = try countEnded.first(name, number) { $0.integer(0) } ?? 0
    guard ended > 0 else { return }
    let kept = ended == 1 ? "1 finished session is kept" : "\(ended) finished sessions are kept"
    throw StoreError(
      .revisionChanged,
      """
      The scenario \(scenario) was changed, but still says "revision: \(revision)", under which \
      \(kept). Raise its revision, or undo the change.
      """
    )
  }
}
