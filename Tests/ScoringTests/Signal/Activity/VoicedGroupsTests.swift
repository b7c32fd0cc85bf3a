import Testing

@testable import Scoring

@Suite struct VoicedGroupsTests {
  /// Labels of a diagram of 5 ms ticks: `v` voiced, `s` sounds like speech, `g` missing, `.` quiet.
  private func labels(_ diagram: String) -> String {
    var groups = VoicedGroups()
    for tick in diagram {
      groups.advance(
        soundsLikeSpeech: tick == "v" || tick == "s",
        isVoiced: tick == "v",
        isGap: tick == "g"
      )
    }
    return String((0..<diagram.count).map { groups.isSpeech(tick: $0) ? "S" : "." })
  }

  private func ticks(_ parts: (Character, Int)...) -> String {
    parts.map { String(repeating: $0.0, count: $0.1) }.joined()
  }

  @Test func `what is never voiced is no speech`() {
    #expect(labels(ticks((".", 10), ("s", 80), (".", 10))) == ticks((".", 100)))
  }

  @Test func `25 ms of voice are none, 30 ms are`() {
    #expect(labels(ticks(("s", 10), ("v", 5), ("s", 10))) == ticks((".", 25)))
    #expect(labels(ticks(("s", 10), ("v", 6), ("s", 10))) == ticks(("S", 26)))
  }

  @Test func `a fricative within 0.15 s of a voice belongs to it`() {
    let near = ticks(("s", 20), (".", 29), ("v", 10))
    #expect(labels(near) == ticks(("S", 20), (".", 29), ("S", 10)))
    let far = ticks(("s", 20), (".", 31), ("v", 10))
    #expect(labels(far) == ticks((".", 51), ("S", 10)))
  }

  @Test func `noise is speech at most 0.3 s before and 0.6 s after its voice`() {
    let labelled = labels(ticks(("s", 100), ("v", 10), ("s", 140)))
    #expect(labelled == ticks((".", 45), ("S", 186), (".", 19)))
  }

  @Test func `missing sound ends a group`() {
    let labelled = labels(ticks(("v", 10), ("g", 4), ("s", 20)))
    #expect(labelled == ticks(("S", 10), (".", 24)))
  }

  @Test func `a word is labelled as soon as it is voiced and never later than 60 ticks`() {
    var groups = VoicedGroups()
    for tick in 0..<100 {
      groups.advance(soundsLikeSpeech: tick >= 30, isVoiced: tick >= 80, isGap: false)
      #expect(groups.isSpeech(tick: tick) == (tick >= 85))
    }
    #expect(groups.isSpeech(tick: 30) && !groups.isSpeech(tick: 29))
  }
}
