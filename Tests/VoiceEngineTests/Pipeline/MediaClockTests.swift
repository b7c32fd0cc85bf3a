import Speech
import TestKit
import Testing
import VoiceEngine

@Suite struct MediaClockTests {
  /// A client that sends packets of 20 ms.
  private struct Client {
    var clock = MediaClock()
    var sequence: UInt32 = 0
    var timestamp: UInt32 = 0
    var places: [SampleTime] = []

    /// Sends a packet that arrives at a moment of real time.
    mutating func send(at milliseconds: Double, gap: Bool = false) -> MediaClock.Placement {
      let placement = clock.place(
        timestamp: timestamp,
        sequence: sequence,
        ticks: 960,
        gapBefore: gap,
        elapsed: Duration(ticks: Int64(milliseconds * 48))
      )
      sequence &+= 1
      timestamp &+= 960
      switch placement {
      case .placed(let start, _), .jumped(let start, _): places.append(start)
      case .duplicate, .tooFast: break
      }
      return placement
    }

    /// Sends packets that arrive one every 20 ms.
    mutating func send(_ count: Int, from milliseconds: Double) {
      for index in 0..<count { _ = send(at: milliseconds + Double(index) * 20) }
    }
  }

  private func at(_ milliseconds: Int64) -> SampleTime { SampleTime(milliseconds: milliseconds) }

  @Test func `the first packet was said just before it arrived`() {
    var client = Client()
    #expect(client.send(at: 1_234) == .placed(at(1_200), gap: .zero))
    var early = Client()
    #expect(early.send(at: 3) == .placed(.zero, gap: .zero))
  }

  @Test func `packets lie one after the other whenever they arrive`() {
    var client = Client()
    for arrival in [100.0, 130, 131, 200, 201, 202] { _ = client.send(at: arrival) }
    #expect(client.places == (0..<6).map { at(80 + $0 * 20) })
  }

  @Test func `a repeated packet is found`() {
    var client = Client()
    client.send(5, from: 100)
    client.sequence -= 1
    client.timestamp -= 960
    #expect(client.send(at: 220) == .duplicate)
    #expect(client.send(at: 240) == .placed(at(180), gap: .zero))
  }

  @Test func `missing packets leave a gap of their length`() {
    var client = Client()
    client.send(5, from: 100)
    client.timestamp &+= 960 * 50
    #expect(client.send(at: 1_200, gap: true) == .placed(at(1_180), gap: .seconds(1)))
  }

  @Test func `residues below a packet add up and never overlap`() {
    var client = Client()
    for index in 0..<200 {
      _ = client.send(at: 100 + Double(index) * 20.2)
      client.timestamp &+= 10
    }
    let missing = client.places[199] - client.places[0] - .milliseconds(199 * 20)
    #expect(missing == .milliseconds(40))
    #expect(
      zip(client.places, client.places.dropFirst()).allSatisfy { $1 - $0 >= .milliseconds(20) }
    )
  }

  @Test(arguments: [3_600, -3_600] as [Int64])
  func `a clock that jumps by an hour is set anew where real time stands`(seconds: Int64) {
    var client = Client()
    client.timestamp = 200_000_000
    client.send(50, from: 20)
    client.timestamp &+= UInt32(truncatingIfNeeded: seconds * 48_000)
    #expect(client.send(at: 1_520) == .jumped(at(1_500), gap: .milliseconds(500)))
    #expect(client.send(at: 1_540) == .placed(at(1_520), gap: .zero))
  }

  @Test func `a long gap that the client tells of is no jump`() {
    var client = Client()
    client.send(50, from: 20)
    client.timestamp &+= 48_000 * 60
    #expect(client.send(at: 61_020, gap: true) == .placed(at(61_000), gap: .seconds(60)))
  }

  @Test func `a long gap that real time knows nothing of is a jump all the same`() {
    var client = Client()
    client.send(50, from: 20)
    client.timestamp &+= 48_000 * 60
    #expect(client.send(at: 1_020, gap: true) == .jumped(at(1_000), gap: .zero))
  }

  @Test func `the timestamp wraps without a trace`() {
    var client = Client()
    client.timestamp = .max - 960 * 20 + 1
    client.sequence = .max - 10
    client.send(100, from: 20)
    #expect(client.places == (0..<100).map { at($0 * 20) })
  }

  @Test func `a client that sends twice as fast as time is held at the lead`() {
    var client = Client()
    var refused = 0
    for index in 0..<1_000 {
      let elapsed = Double(index) * 10 + 20
      if client.send(at: elapsed) == .tooFast { refused += 1 }
      let end = client.clock.end ?? .zero
      #expect(end - .zero <= Duration(ticks: Int64(elapsed * 48)) + MediaClock.largestLead)
    }
    #expect((300...500).contains(refused))
  }

  @Test(arguments: [0, 17, 49, 60, 99, 140] as [Int])
  func `the burst after five seconds of stall is neither pause nor gap`(phase: Int) {
    var client = Client()
    client.send(200 + phase, from: 20)
    let stalled = 20 + Double(200 + phase) * 20
    for _ in 0..<250 { _ = client.send(at: stalled + 5_000) }
    client.send(500, from: stalled + 5_020)
    #expect(client.places == client.places.indices.map { at(Int64($0) * 20) })
  }

  @Test(arguments: [1.2, 1.5, 2, 4])
  func `neither is a stall that is caught up slowly`(speed: Double) {
    var client = Client()
    client.send(300, from: 20)
    // Packets of the stall arrive at a multiple of real time until nothing is left of it.
    var arrival = 6_020 + 5_000.0
    while arrival > Double(client.places.count) * 20 + 20 {
      _ = client.send(at: arrival)
      arrival += 20 / speed
    }
    client.send(500, from: Double(client.places.count) * 20 + 20)
    #expect(client.places == client.places.indices.map { at(Int64($0) * 20) })
  }

  @Test func `a clock that stood still for good gets a gap and is right again`() {
    var client = Client()
    client.send(300, from: 20)
    client.send(1_000, from: 6_020 + 3_000)
    let late = client.places[1_299] - at(9_000 + 999 * 20)
    #expect(late > .milliseconds(-40) && late < .milliseconds(40))
    let gaps = zip(client.places, client.places.dropFirst()).filter { $1 - $0 > .milliseconds(20) }
    #expect(gaps.count == 1)
  }

  @Test func `after a break the first packet is placed by its arrival`() {
    var client = Client()
    client.send(50, from: 20)
    client.clock.resynchronize()
    client.timestamp = 77
    client.sequence = 0
    #expect(client.send(at: 60_020) == .placed(at(60_000), gap: .seconds(59)))
    #expect(client.send(at: 60_040) == .placed(at(60_020), gap: .zero))
  }

  @Test func `nothing is ever placed twice, whatever the client sends`() {
    var dice = SeededGenerator(seed: 11)
    for _ in 0..<200 {
      var client = Client()
      var elapsed = 0.0
      var end = SampleTime.zero
      for _ in 0..<300 {
        elapsed += Double.random(in: 0...60, using: &dice)
        switch Int.random(in: 0..<12, using: &dice) {
        case 0: client.timestamp = UInt32.random(in: 0 ... .max, using: &dice)
        case 1: client.timestamp &+= UInt32.random(in: 0...100_000, using: &dice)
        case 2: client.timestamp &-= UInt32.random(in: 0...5_000, using: &dice)
        case 3: client.sequence &-= 1
        case 4: client.clock.resynchronize()
        default: break
        }
        let before = client.places.count
        _ = client.send(at: elapsed, gap: Bool.random(using: &dice))
        guard client.places.count > before, let place = client.places.last else { continue }
        #expect(place >= end)
        #expect(place.ticks % 960 == 0)
        end = place + .milliseconds(20)
        #expect(end - .zero <= .milliseconds(Int(elapsed) + 2_021))
      }
    }
  }

  @Test(arguments: [200, -200, 50, 0] as [Double])
  func `the session's clock follows a drifting crystal for an hour`(partsPerMillion: Double) {
    var clock = MediaClock()
    var dice = SeededGenerator(seed: 5)
    var worst = Duration.zero
    var first: Duration?
    for index in 0..<180_000 {
      // When the packet was full, by our clock, and when it arrived over a jittery network.
      let full = Double(index + 1) * 20 * (1 + partsPerMillion * 1e-6)
      let arrival = full + 15 + Double.random(in: 0..<30, using: &dice)
      let session = Duration(ticks: Int64(arrival * 48)) - clock.drift
      _ = clock.place(
        timestamp: UInt32(truncatingIfNeeded: index * 960),
        sequence: UInt32(index),
        ticks: 960,
        gapBefore: false,
        elapsed: session
      )
      // Where the session's clock stood when the packet was full, against where the packet ends.
      let place = Duration(ticks: Int64(full * 48)) - clock.drift
      let error = place - ((clock.end ?? .zero) - .zero)
      let expected = first ?? error
      first = expected
      worst = max(worst, error - expected, expected - error)
    }
    #expect(worst < .milliseconds(20))
    #expect(abs(clock.drift.inSeconds - 3_600 * partsPerMillion * 1e-6) < 0.03)
  }
}
