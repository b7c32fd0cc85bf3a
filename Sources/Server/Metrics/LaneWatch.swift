import Speech
import Synchronization

/// Measures how late the lanes' ticks come: the time for which a packet that arrives has to wait.
final class LaneWatch: Sendable {
  /// The distribution, for `/metrics`.
  let lateness = Histogram(
    "vivavoce_lane_lateness_seconds",
    help: "How late a lane's tick of 20 ms comes; above 0.02 candidates begin to hear it.",
    bounds: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1]
  )
  private let last = Mutex<[Int: Duration]>([:])

  /// Notes a tick.
  func tick(lane: Int, at now: Duration) {
    let previous = last.withLock { $0.updateValue(now, forKey: lane) }
    guard let previous else { return }
    lateness.observe(max(0, (now - previous - Lane.tickInterval).inSeconds))
  }
}
