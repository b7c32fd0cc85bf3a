import Foundation
import Speech
import Testing

@Suite struct SampleTimeTests {
  @Test func `a duration survives the way through ticks`() {
    for milliseconds in [-3_600_000, -1, 0, 1, 20, 999, 1_001, 3_600_000] {
      let duration = Duration.milliseconds(milliseconds)
      #expect(Duration(ticks: duration.ticks) == duration)
      #expect(duration.inMilliseconds == Int64(milliseconds))
    }
  }

  @Test func `positions subtract to what was added`() {
    let start = SampleTime(milliseconds: 1_234)
    #expect((start + .milliseconds(20)) - start == .milliseconds(20))
    #expect((start + .milliseconds(20)).ticks - start.ticks == 960)
  }

  @Test func `a word is written in milliseconds and read back`() throws {
    let word = WordTiming(
      text: "oui",
      start: SampleTime(milliseconds: 40),
      end: SampleTime(milliseconds: 300)
    )
    let json = try JSONEncoder().encode(word)
    #expect(String(decoding: json, as: UTF8.self).contains("\"start_ms\":40"))
    #expect(try JSONDecoder().decode(WordTiming.self, from: json) == word)
  }
}
