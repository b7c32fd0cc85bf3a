import Testing

@testable import Server

@Suite struct LaneWatchTests {
  @Test func `a tick is late by what it took beyond its interval, each lane for itself`() {
    let watch = LaneWatch()
    for (lane, milliseconds) in [(0, 100), (1, 105), (0, 120), (1, 185), (0, 139)] {
      watch.tick(lane: lane, at: .milliseconds(milliseconds))
    }
    #expect(watch.lateness.count() == 3)
    let samples = watch.lateness.samples
    #expect(samples.contains { $0.hasSuffix("le=\"0.05\"} 2") })
    #expect(samples.contains { $0.hasSuffix("le=\"0.1\"} 3") })
  }
}
