/// The schema's history: numbered steps that only go forward.
///
/// A step that was released is never edited; a change is a new step at the end. The number of the
/// last step carried out is the database's `user_version`.
struct Migrations {
  /// What each step runs; step *n* leads to version *n* + 1.
  var steps: [String]

  /// The steps of this release.
  static let all = Migrations(steps: [version1, version2, version3, version4])

  /// The version that this release writes.
  var newest: Int64 { Int64(steps.count) }

  /// Brings a database to the newest version; each step is one transaction.
  ///
  /// - Throws: `newerSchema` for a database of a later release, which is left as it is.
  func run(on database: Database) throws(StoreError) {
    let current = try Migrations.version(of: database)
    try refuseNewer(current)
    for version in current..<newest {
      let step = steps[Int(version)]
      try database.transaction { () throws(StoreError) in
        try database.run(step)
        try database.run("PRAGMA user_version = \(version + 1)")
      }
    }
  }

  /// Makes sure that a database can be read as it is.
  ///
  /// - Throws: `newerSchema` or `olderSchema`.
  func check(_ database: Database) throws(StoreError) {
    let current = try Migrations.version(of: database)
    try refuseNewer(current)
    guard current == newest else {
      throw StoreError(
        .olderSchema,
        """
        The database has schema version \(current), and this release reads version \(newest). \
        Start this release's server once to bring it up to date.
        """
      )
    }
  }

  private func refuseNewer(_ version: Int64) throws(StoreError) {
    guard version > newest else { return }
    throw StoreError(
      .newerSchema,
      """
      The database has schema version \(version), but this release reads up to version \
      \(newest). Run the release that wrote it, or a later one.
      """
    )
  }

  /// The version of a database; 0 for one that was never written.
  static func version(of database: Database) throws(StoreError) -> Int64 {
    let statement = try database.prepare("PRAGMA user_version")
    return try statement.first { row throws(StoreError) in row.integer(0) } ?? 0
  }
}

extension Migrations {
  // `events` and `deliveries` are folded into reports, never the other way round. A session's rows
  // go with it by cascade. The trigger holds the line between delivery and hiring even for a
  // program that does not go through `DeliveryRecord`.
  private static let version1 = """
    CREATE TABLE sessions (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      scenario TEXT NOT NULL,
      scenario_title TEXT NOT NULL,
      scenario_revision INTEGER NOT NULL,
      language TEXT NOT NULL,
      purpose TEXT NOT NULL CHECK (purpose IN ('practice', 'training', 'hiring')),
      status TEXT NOT NULL CHECK (status IN ('running', 'ended', 'interrupted')),
      end_reason TEXT,
      created_at REAL NOT NULL,
      expires_at REAL,
      duration_ticks INTEGER NOT NULL DEFAULT 0,
      candidate_name TEXT,
      recognized INTEGER NOT NULL,
      plan TEXT NOT NULL,
      access_token_hash BLOB NOT NULL,
      resume_token_hash BLOB
    );
    CREATE INDEX sessions_by_creation ON sessions (created_at);
    CREATE INDEX sessions_by_expiry ON sessions (expires_at) WHERE expires_at IS NOT NULL;

    CREATE TABLE consents (
      session_key INTEGER PRIMARY KEY REFERENCES sessions (key) ON DELETE CASCADE,
      notice_version TEXT NOT NULL,
      purpose TEXT NOT NULL,
      recording INTEGER NOT NULL,
      wall REAL NOT NULL
    );

    CREATE TABLE events (
      session_key INTEGER NOT NULL REFERENCES sessions (key) ON DELETE CASCADE,
      sequence INTEGER NOT NULL,
      at INTEGER NOT NULL,
      wall REAL NOT NULL,
      json TEXT NOT NULL,
      PRIMARY KEY (session_key, sequence)
    ) WITHOUT ROWID;

    CREATE TABLE deliveries (
      session_key INTEGER NOT NULL REFERENCES sessions (key) ON DELETE CASCADE,
      turn INTEGER,
      question_id TEXT,
      feature_set TEXT NOT NULL,
      measures TEXT NOT NULL
    );
    CREATE UNIQUE INDEX deliveries_by_turn ON deliveries (session_key, ifnull(turn, -1));
    CREATE TRIGGER no_delivery_in_hiring BEFORE INSERT ON deliveries
      WHEN (SELECT purpose FROM sessions WHERE key = NEW.session_key) = 'hiring'
      BEGIN SELECT RAISE(ABORT, 'delivery is never kept for hiring'); END;
    CREATE TRIGGER purpose_is_fixed BEFORE UPDATE OF purpose ON sessions
      BEGIN SELECT RAISE(ABORT, 'the purpose of a session is fixed'); END;
    """

  // What is said of a session after it, by the candidate, by raters and by judges: only added to,
  // so that it can be shown who knew what when they rated.
  private static let version2 = """
    ALTER TABLE sessions ADD COLUMN rubric TEXT;
    ALTER TABLE sessions ADD COLUMN family TEXT;
    CREATE TABLE reviews (
      session_key INTEGER NOT NULL REFERENCES sessions (key) ON DELETE CASCADE,
      sequence INTEGER NOT NULL,
      wall REAL NOT NULL,
      json TEXT NOT NULL,
      PRIMARY KEY (session_key, sequence)
    ) WITHOUT ROWID;
    CREATE TRIGGER reviews_are_only_added BEFORE UPDATE ON reviews
      BEGIN SELECT RAISE(ABORT, 'what was said of a session stays'); END;
    """

  // What a revision of a scenario holds, so that results under one revision can be compared.
  private static let version3 = """
    ALTER TABLE sessions ADD COLUMN scenario_hash BLOB;
    CREATE INDEX sessions_by_scenario ON sessions (scenario, scenario_revision);
    CREATE TABLE scenario_revisions (
      scenario TEXT NOT NULL,
      revision INTEGER NOT NULL,
      hash BLOB NOT NULL,
      PRIMARY KEY (scenario, revision)
    ) WITHOUT ROWID;
    """

  // Keys of measures, separated by spaces; empty for all.
  private static let version4 = """
    ALTER TABLE sessions ADD COLUMN delivery_measures TEXT NOT NULL DEFAULT '';
    """
}
