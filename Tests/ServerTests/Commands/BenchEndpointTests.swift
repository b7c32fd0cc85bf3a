import Foundation
import Scoring
import Speech
import TestKit
import Testing
import VoiceEngine

@testable import Server

@Suite struct BenchEndpointTests {
  private let room = SyntheticVoice.noise(seconds: 0.5, amplitude: 0.0005)

  /// Five syllables, a pause, five syllables.
  private func utterance(pause: Double, text: String? = nil) throws -> BenchUtterance {
    let sketch = ScoringSketch().silence(0.5).syllables(5).silence(pause).syllables(5).silence(0.4)
    return try #require(
      BenchUtterance(
        samples: sketch.samples,
        text: text,
        language: .english,
        detector: ScoringVoiceDetector()
      )
    )
  }

  private func timer(_ seconds: Double) -> EndpointingProfile {
    EndpointingProfile(minimumDelay: .seconds(seconds), maximumDelay: .seconds(seconds))
  }

  @Test func `a timer shorter than the pause cuts the turn off, a longer one does not`() throws {
    let utterance = try utterance(pause: 0.8)
    var short = BenchTurns(profile: timer(0.5), hasWords: false)
    var long = BenchTurns(profile: timer(1.2), hasWords: false)
    let (cut, complete) = (short.play(utterance), long.play(utterance))
    #expect(try #require(cut.delay) < .zero)
    #expect((1.15...1.35).contains(try #require(complete.delay).inSeconds))
  }

  @Test func `turns of one candidate follow each other and teach`() throws {
    let utterance = try utterance(pause: 0.8)
    var pauses: [BenchTurns.Pause] = []
    var turns = BenchTurns(profile: timer(2), hasWords: false)
    for _ in 0..<3 { _ = turns.play(utterance) { pauses.append($0) } }
    #expect(pauses.map(\.isEnd) == [false, true, false, true, false, true])
    #expect((4...6).contains(try #require(pauses[0].cues.phrase?.syllableCount)))
    #expect(pauses.allSatisfy { $0.isEnd || abs(($0.silence?.inSeconds ?? 0) - 0.8) < 0.15 })
    #expect(pauses[4].cues.pauses.perTurn > pauses[0].cues.pauses.perTurn)
  }

  @Test func `words arrive after they were said, and lie on one side of a pause`() throws {
    let utterance = try utterance(pause: 0.8, text: "we went to the and then we came back home")
    let times = utterance.partials.map(\.time.seconds)
    #expect(times == times.sorted())
    #expect(utterance.partials.last?.words == .clause)
    let beforePause = utterance.partials.filter { $0.time.seconds < 1.95 }
    #expect(beforePause.count == 5)
    #expect(beforePause.last?.words == .open)
  }

  @Test func `the room that is appended is as quiet as the quietest of the recording`() {
    let loud = SyntheticVoice.syllables(seconds: 2, amplitude: 0.3)
    let sound = BenchUtterance.roomSound(after: loud + room + loud)
    #expect(sound.count == 9 * 16_000)
    #expect(sound.allSatisfy { abs($0) <= 0.0005 })
    #expect(BenchUtterance.roomSound(after: []).allSatisfy { $0 == 0 })
  }

  @Test func `halves never share a speaker and depend on nobody's order`() {
    let names = (1...101).map { "speaker \($0)" }
    let fit = BenchCorpus.half(.fit, of: names)
    let report = BenchCorpus.half(.report, of: names.reversed())
    #expect(Set(fit).isDisjoint(with: report))
    #expect(Set(fit + report) == Set(names) && fit.count == 51)
    #expect(Set(BenchCorpus.half(.all, of: names)) == Set(names))
  }

  @Test func `cells are parted by commas outside quotes`() {
    let rows = BenchCorpus.rows(of: "id,text\n1,\"one, two\"\n2,\"say \"\"no\"\"\"\n3,\n")
    #expect(rows == [["id", "text"], ["1", "one, two"], ["2", "say \"no\""], ["3", ""]])
  }

  @Test func `a folder without labels, and labels without recordings, are named`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(throws: BenchCorpus.CorpusError.self) {
      try BenchCorpus(directory: folder, split: .all)
    }
    try Data("id,speaker\n1,a\n".utf8).write(to: folder.appending(path: "labels.csv"))
    #expect(throws: BenchCorpus.CorpusError.self) {
      try BenchCorpus(directory: folder, split: .all)
    }
    try Data("name\n1\n".utf8).write(to: folder.appending(path: "labels.csv"))
    #expect(throws: BenchCorpus.CorpusError.self) {
      try BenchCorpus(directory: folder, split: .all)
    }
  }

  @Test func `between two timers the rate is taken in proportion`() {
    let timers = [0.4, 0.6].map { delay in
      BenchEndpointReport.Figures([
        BenchTurns.Outcome(delay: .seconds(delay)),
        BenchTurns.Outcome(delay: .seconds(delay > 0.5 ? delay : -1)),
      ])
    }
    #expect(timers[0].false_cut_off_rate == 0.5 && timers[1].false_cut_off_rate == 0)
    let middle = BenchEndpoint.timerRate(timers, median: 0.5)
    #expect(abs((middle ?? 1) - 0.25) < 1e-9)
    #expect(BenchEndpoint.timerRate(timers, median: 0.3) == nil)
    #expect(BenchEndpoint.timerRate(timers, median: 2) == nil)
  }
}
