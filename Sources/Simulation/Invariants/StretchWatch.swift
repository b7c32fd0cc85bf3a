import Speech
import VoiceEngine

/// Holds the places of a candidate's packets against when they were spoken: as long as the client's
/// clock runs on and no packet is refused, the track goes at the rate of real time.
///
/// For every candidate, whatever the network does: a stall delays packets and moves none.
struct StretchWatch {
  /// The grid of 20 ms for either, and as much for what the grid hides of the client's clock.
  private static let tolerance = Duration.milliseconds(20 + 20 + 20)
  /// The client's clock drifts by less than this share.
  private static let drift = 150e-6

  private struct Anchor {
    var arrival: Int
    /// Real time when the sound ended, less its place in the track.
    var offset: Duration
    /// The same, less its place on the client's clock.
    var clientOffset: Duration
    var began: Duration
    /// How far the packet before lay behind real time.
    var lag: Duration
  }

  private var anchor: Anchor?

  /// The candidate is away: what comes then is placed by its arrival.
  mutating func interrupt() { anchor = nil }

  /// Takes a packet that was placed.
  ///
  /// - Parameter world: what is known of it outside.
  /// - Returns: what is wrong with it, or `nil`.
  mutating func violation(_ packet: CandidatePacket, _ world: InterviewWatch.World) -> String? {
    let end = Duration(ticks: packet.start.ticks + packet.durationTicks)
    let spoken = world.spokenUntil
    var next = Anchor(
      arrival: world.arrivals,
      offset: spoken - end,
      clientOffset: spoken - Duration(ticks: Int64(world.timestamp)),
      began: spoken,
      lag: world.now - end
    )
    defer { anchor = next }
    guard let anchor, next.arrival == anchor.arrival + 1 else { return nil }
    let span = (spoken - anchor.began) * StretchWatch.drift
    let limit = StretchWatch.tolerance + span
    let clientMoved = next.clientOffset - anchor.clientOffset
    // The client's clock has jumped, or stood while nothing was sent.
    guard abs(clientMoved.inMilliseconds) <= limit.inMilliseconds else { return nil }
    let moved = next.offset - anchor.offset
    // A clock that has fallen behind for good is set anew.
    if anchor.lag > MediaClock.largestLag, moved < .zero { return nil }
    next.offset = anchor.offset
    next.clientOffset = anchor.clientOffset
    next.began = anchor.began
    guard abs(moved.inMilliseconds) > limit.inMilliseconds else { return nil }
    return "the candidate's track goes with real time: it moved by \(moved.inMilliseconds) ms"
  }
}
