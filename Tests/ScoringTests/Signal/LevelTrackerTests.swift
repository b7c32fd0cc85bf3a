import TestKit
import Testing

@testable import Scoring

@Suite struct LevelTrackerTests {
  @Test func `half quiet and half loud give floor and speech level`() {
    var tracker = LevelTracker()
    for block in 0..<400 { tracker.add(level: block % 2 == 0 ? -60 : -20) }
    #expect(abs(tracker.noiseFloor + 60) < 0.8)
    #expect(abs(tracker.speechLevel + 20) < 0.8)
  }

  @Test func `a click of five blocks moves neither`() {
    var tracker = LevelTracker()
    for block in 0..<400 { tracker.add(level: block % 2 == 0 ? -60 : -20) }
    for _ in 0..<5 { tracker.add(level: 0) }
    #expect(abs(tracker.noiseFloor + 60) < 0.8)
    #expect(abs(tracker.speechLevel + 20) < 0.8)
  }

  @Test func `a change of gain is followed within seconds and for hours`() {
    var tracker = LevelTracker()
    for _ in 0..<360_000 { tracker.add(level: -20) }
    for _ in 0..<4_000 { tracker.add(level: -45) }
    #expect(abs(tracker.speechLevel + 45) < 0.8)
    #expect(tracker.noiseFloor.isFinite)
  }

  @Test func `levels beyond the scale count as its ends`() {
    var tracker = LevelTracker()
    for _ in 0..<100 { tracker.add(level: -400) }
    #expect(abs(tracker.noiseFloor - LevelTracker.lowest) < 0.8)
    for _ in 0..<4_000 { tracker.add(level: 90) }
    #expect(tracker.speechLevel > 11)
  }

  @Test func `thresholds move with the gain`() {
    let quiet = SpeechThresholds(noiseFloor: -65, speechLevel: -30)
    let loud = SpeechThresholds(noiseFloor: -55, speechLevel: -20)
    #expect(abs(loud.speechLevel - quiet.speechLevel - 10) < 1e-4)
    #expect(abs(loud.pitch - quiet.pitch - 10) < 1e-4)
    #expect(loud.pitch < loud.speechLevel)
  }
}
