/// The slow obvious search for the likeliest course of two states.
public enum ScoringReferencePath {
  /// Where the course with the greatest sum is true, of all that begin with false or pay for
  /// a change.
  ///
  /// - Parameters:
  ///   - evidence: log-odds of `true`; half of it is gained by `true`, lost by `false`.
  ///   - changeCost: what a change costs.
  public static func likeliest(_ evidence: [Float], changeCost: Float) -> [Bool] {
    var courses: [(sum: Float, states: [Bool])] = [(0, []), (-changeCost, [])]
    for odds in evidence {
      courses = [false, true].map { state in
        let candidates = [false, true].map { before in
          let course = courses[before ? 1 : 0]
          return (before == state ? course.sum : course.sum - changeCost, course.states)
        }
        let best = candidates[1].0 > candidates[0].0 ? candidates[1] : candidates[0]
        return (best.0 + (state ? odds : -odds) / 2, best.1 + [state])
      }
    }
    return courses[1].sum > courses[0].sum ? courses[1].states : courses[0].states
  }
}
