import Speech
import Testing

@testable import Scoring

@Suite struct ChunkPlacementTests {
  private typealias Decision = ChunkPlacement.Decision

  @Test func `chunks that follow each other leave nothing out`() {
    var placement = ChunkPlacement()
    #expect(
      placement.place(start: SampleTime(ticks: 960), count: 320)
        == Decision(missing: 0, skipped: 0)
    )
    #expect(
      placement.place(start: SampleTime(ticks: 1_920), count: 7)
        == Decision(missing: 0, skipped: 0)
    )
    #expect(placement.position == 327)
    #expect(placement.time(ofSample: 320) == SampleTime(ticks: 1_920))
  }

  @Test func `a hole is counted and an overlap is skipped`() {
    var placement = ChunkPlacement()
    _ = placement.place(start: .zero, count: 320)
    #expect(
      placement.place(start: SampleTime(ticks: 960 + 300), count: 320)
        == Decision(missing: 100, skipped: 0)
    )
    #expect(
      placement.place(start: SampleTime(ticks: 960), count: 500)
        == Decision(missing: 0, skipped: 420)
    )
    #expect(placement.place(start: .zero, count: 100) == nil)
    #expect(placement.position == 820)
  }

  @Test func `empty chunks and impossible times are ignored`() {
    var placement = ChunkPlacement()
    #expect(placement.place(start: SampleTime(ticks: .max), count: 10) == nil)
    #expect(placement.place(start: SampleTime(ticks: .min), count: 10) == nil)
    #expect(placement.place(start: .zero, count: 0) == nil)
    #expect(placement.origin == nil)
    #expect(placement.place(start: SampleTime(ticks: -900), count: 10) != nil)
    #expect(placement.place(start: SampleTime(ticks: .max), count: 10) == nil)
    #expect(placement.place(start: SampleTime(ticks: .min), count: 10) == nil)
    #expect(placement.place(start: SampleTime(seconds: 90_000), count: 10) == nil)
    #expect(placement.position == 10)
  }
}
