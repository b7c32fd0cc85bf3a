/// The way from a candidate's client to the server: late, never out of order, and now and then
/// stalled.
struct Uplink {
  private struct Parcel {
    var sent: Duration
    var due: Duration
    var input: InterviewInput
  }

  /// Shortest time on the way.
  let latency: Duration
  private let jitterMilliseconds: Int
  private let stallsPerHour: Double
  private var dice: SeededGenerator
  private var parcels: [Parcel] = []
  private var first = 0
  private var lastDue = Duration.zero
  private var stalledUntil = Duration.zero

  init(seed: UInt64) {
    dice = SeededGenerator(seed: seed)
    latency = .milliseconds(Int.random(in: 5...120, using: &dice))
    jitterMilliseconds = Int.random(in: 0...40, using: &dice)
    stallsPerHour = Bool.random(using: &dice) ? 0 : 60
  }

  /// Whether it never stalls.
  var isSteady: Bool { stallsPerHour == 0 }

  mutating func send(_ input: InterviewInput, at now: Duration) {
    var due = now + latency
    if jitterMilliseconds > 0 {
      due += .milliseconds(Int.random(in: 0...jitterMilliseconds, using: &dice))
    }
    due = max(due, lastDue, stalledUntil)
    lastDue = due
    parcels.append(Parcel(sent: now, due: due, input: input))
  }

  /// 20 ms go by: perhaps nothing arrives for some time.
  mutating func tick(at now: Duration) {
    guard stallsPerHour > 0, Double.random(in: 0..<1, using: &dice) < stallsPerHour / 180_000
    else { return }
    stalledUntil = now + .milliseconds(Int.random(in: 100...3_000, using: &dice))
  }

  /// The next input that has arrived, and when it was sent, or `nil`.
  mutating func next(at now: Duration) -> (input: InterviewInput, sent: Duration)? {
    guard first < parcels.count, parcels[first].due <= now else { return nil }
    first += 1
    defer {
      if first == parcels.count {
        parcels.removeAll(keepingCapacity: true)
        first = 0
      }
    }
    return (parcels[first - 1].input, parcels[first - 1].sent)
  }

  /// Loses what is on the way.
  mutating func cut() {
    parcels = []
    first = 0
    lastDue = .zero
  }
}
