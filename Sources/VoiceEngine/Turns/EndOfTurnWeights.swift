import Foundation

/// The versioned table behind `Endpointing`: what each cue adds to the log-odds that a turn is
/// over.
///
/// Fitted by `script/fit-endpoint` to the pauses of read English by learners (speechocean762, one
/// half of the speakers); docs/turn-taking.md gives the figures on the other half. Three rows
/// are set by hand, because read sentences cannot tell, and say so.
public struct EndOfTurnWeights: Equatable, Sendable {
  /// A cue that counts in proportion, within a range.
  public struct Cue: Equatable, Sendable {
    /// The value that says nothing; an unknown value counts as this one.
    public var typical: Double
    /// Values beyond count as its bounds.
    public var range: ClosedRange<Double>
    /// Log-odds a unit above `typical`.
    public var weight: Double

    func evidence(_ value: Double?) -> Double {
      guard let value, value.isFinite else { return 0 }
      return weight * (min(max(value, range.lowerBound), range.upperBound) - typical)
    }
  }

  /// Name and version.
  public var name: String
  /// The probability of the end at which a silence ends the turn; chosen, not fitted: lower is
  /// quicker, and cuts off more.
  public var threshold: Double
  /// Log-odds where all is typical.
  public var constant: Double
  /// Log-odds for a silence e times as long; over 0, so that waiting never makes an end less
  /// likely.
  public var logSilence: Double
  /// Log-odds for e times as many pauses a turn.
  public var logPausesPerTurn: Double
  /// In semitones.
  public var pitchMovement: Cue
  /// In natural logarithms of mean voiced stretches.
  public var finalLengthening: Cue
  /// In decibels.
  public var levelMovement: Cue
  /// In seconds.
  public var voicelessTail: Cue
  /// In syllables of the last three seconds.
  public var syllables: Cue
  /// In shares of the question's evidence points; set by hand.
  public var evidenceHeard: Cue
  /// Log-odds of words that make a clause, and may end here.
  public var clause: Double
  /// Of words without a verb.
  public var fragment: Double
  /// Of words that ask for another.
  public var open: Double
  /// Of words that break off within a number or a list; set by hand, because digits that are read
  /// from a page end where they are meant to.
  public var listing: Double
  /// Of a hesitation; set by hand.
  public var hesitation: Double

  var thresholdLogOdds: Double { log(threshold / (1 - threshold)) }

  func evidence(of words: TranscriptEnding) -> Double {
    switch words {
    case .shortAnswer, .clause: clause
    case .fragment: fragment
    case .open: open
    case .listing: listing
    case .hesitation: hesitation
    }
  }
}

extension EndOfTurnWeights {
  /// `end-of-turn-v1`.
  public static let v1 = EndOfTurnWeights(
    name: "end-of-turn-v1",
    threshold: 0.95,
    constant: 1.57,
    logSilence: 1.88,
    logPausesPerTurn: -1.29,
    pitchMovement: Cue(typical: -1.8, range: -6...6, weight: -0.124),
    finalLengthening: Cue(typical: -0.2, range: -1.5...1.5, weight: -0.554),
    levelMovement: Cue(typical: -9.58, range: -20...0, weight: -0.062),
    voicelessTail: Cue(typical: 0.12, range: 0...0.3, weight: 3.548),
    syllables: Cue(typical: 6, range: 0...8, weight: 0.475),
    evidenceHeard: Cue(typical: 0.5, range: 0...1, weight: 1),
    clause: 0.7,
    fragment: 0.06,
    open: -2.31,
    listing: -0.5,
    hesitation: -6
  )
}
