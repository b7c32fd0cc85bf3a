/// What may be said of a session, and by whom it was not said before.
enum ReviewRules {
  /// What a candidate rates where the scenario has no rubric.
  static let wholeInterview = "answers"
  /// Longest name and longest note, in characters.
  static let longestName = 120
  static let longestNote = 2_000

  /// Whether a review may be added.
  ///
  /// - Throws: `refused` with a sentence for whoever sent it.
  static func check(
    _ review: Review,
    of session: StoredSession,
    after reviews: [Review]
  ) throws(StoreError) {
    guard session.status != .running else {
      throw StoreError(.refused, "The interview is still running; rate it when it is over.")
    }
    switch review {
    case .selfRated(let rating): try check(rating, session, reviews)
    case .humanRated(let rating): try check(rating, session)
    case .judged: break
    }
  }

  private static func check(
    _ rating: SelfRating,
    _ session: StoredSession,
    _ reviews: [Review]
  ) throws(StoreError) {
    guard session.record.purpose.mayReportDelivery else {
      throw StoreError(.refused, "In a hiring session candidates do not rate themselves.")
    }
    let isRated = reviews.contains { if case .selfRated = $0 { true } else { false } }
    guard !isRated else {
      throw StoreError(.refused, "The answers were rated before; the first rating stays.")
    }
    let rubric = session.record.rubric
    let known = rubric?.competencies.map(\.id) ?? [wholeInterview]
    let scale = rubric?.scale ?? RatingScale()
    guard !rating.levels.isEmpty, Set(rating.levels.keys).isSubset(of: known) else {
      throw StoreError(.refused, "Rate the competencies of this session's scenario, by their ids.")
    }
    guard rating.levels.values.allSatisfy(scale.levels.contains) else { throw outside(scale) }
  }

  private static func check(
    _ rating: HumanRating,
    _ session: StoredSession
  ) throws(StoreError) {
    guard session.record.purpose != .practice else {
      throw StoreError(.refused, "A practice session is rated by nobody but its candidate.")
    }
    guard let rubric = session.record.rubric else {
      throw StoreError(.refused, "The session's scenario has no rubric to rate by.")
    }
    guard (1...longestName).contains(rating.rater.count),
      rating.ratings.allSatisfy({ ($0.note ?? "").count <= longestNote })
    else {
      throw StoreError(
        .refused,
        "Sign with a name of up to \(longestName) characters; notes have up to \(longestNote)."
      )
    }
    // Rating some and reading the computed levels before the others would not be rating first.
    guard rating.ratings.map(\.competency).sorted() == rubric.competencies.map(\.id).sorted() else {
      throw StoreError(
        .refused,
        "Rate each competency once; give null as the level for insufficient evidence."
      )
    }
    guard rating.ratings.compactMap(\.level).allSatisfy(rubric.scale.levels.contains) else {
      throw outside(rubric.scale)
    }
  }

  private static func outside(_ scale: RatingScale) -> StoreError {
    StoreError(.refused, "Levels are whole numbers from \(scale.minimum) to \(scale.maximum).")
  }
}
