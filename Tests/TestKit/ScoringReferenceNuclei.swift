/// The obvious version of the search for syllable candidates: it sees the whole level at once.
public enum ScoringReferenceNuclei {
  /// A peak and the dip before it, as block numbers.
  public struct Candidate: Equatable {
    /// The block of the peak.
    public var peak: Int
    /// The lowest block between this peak and the one before; 0 before the first.
    public var dip: Int
  }

  /// Peaks that stand at least `depth` over the lowest level towards their neighbours.
  ///
  /// - Parameters:
  ///   - levels: in decibels, one a block.
  ///   - depth: in decibels.
  public static func candidates(_ levels: [Float], depth: Float) -> [Candidate] {
    var found: [Candidate] = []
    var dip = 0
    var first = 0
    while first < levels.count {
      // The first level that lies `depth` under the highest one since the dip ends the peak.
      var end = first
      var peak = first
      while end < levels.count, levels[end] > levels[peak] - depth {
        if levels[end] > levels[peak] + 0.01 { peak = end }
        end += 1
      }
      guard end < levels.count else { break }
      found.append(Candidate(peak: peak, dip: dip))
      // The first level that lies `depth` over the lowest one since the peak ends the dip.
      var next = end
      dip = end
      while next < levels.count, levels[next] < levels[dip] + depth {
        if levels[next] < levels[dip] { dip = next }
        next += 1
      }
      first = next
    }
    return found
  }
}
