import Foundation
import Speech

/// Chooses how long a silence must be to end a turn.
///
/// A logistic function gives the probability that the turn is over after a silence. It rises with
/// the logarithm of the silence over what is usual for the candidate and the question, because of
/// pauses fewer and fewer last that long; cues of sound and words shift it. The turn ends with the
/// shortest silence at which the probability reaches `EndOfTurnWeights.threshold`, held within the
/// question's profile.
public enum Endpointing {
  /// The probability that the turn is over.
  ///
  /// - Parameters:
  ///   - silence: since the end of speech; it never falls as this grows.
  ///   - cues: what is known; what is unknown counts as typical.
  ///   - profile: the question's.
  public static func probability(
    after silence: Duration,
    cues: EndOfTurnCues,
    profile: EndpointingProfile,
    weights: EndOfTurnWeights = .v1
  ) -> Double {
    let ratio = max(silence.inSeconds, 1e-3) / scale(cues, profile)
    return 1 / (1 + exp(-evidence(cues, weights) - weights.logSilence * log(ratio)))
  }

  /// The silence that ends the turn, within the profile's bounds.
  public static func delay(
    profile: EndpointingProfile,
    cues: EndOfTurnCues,
    weights: EndOfTurnWeights = .v1
  ) -> Duration {
    if cues.words == .shortAnswer { return profile.minimumDelay }
    let missing = weights.thresholdLogOdds - evidence(cues, weights)
    let seconds = scale(cues, profile) * exp(min(max(missing / weights.logSilence, -10), 10))
    return max(profile.minimumDelay, min(.seconds(seconds), profile.maximumDelay))
  }

  /// A silence that is usual here, in seconds: the candidate's own pause, longer where the profile
  /// is more patient than `quick`.
  private static func scale(_ cues: EndOfTurnCues, _ profile: EndpointingProfile) -> Double {
    let patience = profile.minimumDelay / EndpointingProfile.quick.minimumDelay
    return cues.pauses.typicalSeconds * max(patience, 1e-3)
  }

  /// Log-odds of the end after a silence that is usual here.
  private static func evidence(_ cues: EndOfTurnCues, _ weights: EndOfTurnWeights) -> Double {
    var sum = weights.constant + weights.logPausesPerTurn * log(cues.pauses.perTurn)
    if let phrase = cues.phrase {
      sum += weights.pitchMovement.evidence(phrase.pitchMovementSemitones)
      sum += weights.finalLengthening.evidence(phrase.finalLengthening.map { log(max($0, 1e-3)) })
      sum += weights.levelMovement.evidence(phrase.levelMovementDecibels)
      sum += weights.voicelessTail.evidence(phrase.voicelessTailSeconds)
      sum += weights.syllables.evidence(phrase.syllableCount.map(Double.init))
    }
    sum += cues.words.map { weights.evidence(of: $0) } ?? 0
    sum += weights.evidenceHeard.evidence(cues.evidenceShare)
    return sum
  }
}
