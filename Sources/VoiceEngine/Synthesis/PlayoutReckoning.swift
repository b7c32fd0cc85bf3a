import Speech

/// Reckons when the candidate hears an utterance, from when it was sent and what is acknowledged.
///
/// An acknowledgement can only come late: of the newest few the one that speaks of the earliest
/// playout is the truth, and a burst after a stall is not taken for a slow loudspeaker.
struct PlayoutReckoning: Equatable, Sendable {
  /// Acknowledgements that are looked at: about a second of them.
  static let memory = 5
  /// How far a client may fall behind before its acknowledgements are no longer waited for.
  static let largestSlip = Duration.seconds(5)

  /// Nothing is played before it was sent.
  private var earliest: SampleTime?
  private var recent: [SampleTime] = []

  /// Where the first packet was played, or `nil` before it was sent.
  var base: SampleTime? {
    guard let earliest else { return nil }
    guard let played = recent.min() else { return earliest }
    return min(max(earliest, played), earliest + PlayoutReckoning.largestSlip)
  }

  /// Where the first packet was played, after so much was sent; a client that has played all of it
  /// plays the next packet when it comes, and the rest moves with it.
  mutating func base(at now: SampleTime, afterSending length: Duration) -> SampleTime {
    if let base, base + length >= now { return base }
    earliest = now - length
    recent = []
    return now - length
  }

  /// The client has played so much.
  mutating func acknowledge(_ played: Duration, at now: SampleTime) {
    recent.append(now - played)
    if recent.count > PlayoutReckoning.memory { recent.removeFirst() }
  }
}
