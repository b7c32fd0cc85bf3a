import Speech
import TestKit
import Testing
import VoiceEngine

@Suite struct UtterancePlayoutTests {
  private static let lead = Duration.milliseconds(300)
  private static let grace = Duration.milliseconds(1_500)

  /// A sentence of so many words of 100 ms.
  private func speech(_ words: Int, _ name: String = "w") -> EncodedSpeech {
    EncodedSpeech(
      packets: (0..<(words * 5)).map { [UInt8(truncatingIfNeeded: $0)] },
      words: (0..<words).map { index in
        let start = SampleTime(milliseconds: Int64(index) * 100)
        return WordTiming(text: "\(name)\(index)", start: start, end: start + .milliseconds(100))
      },
      text: (0..<words).map { "\(name)\($0)" }.joined(separator: " ")
    )
  }

  private func playout(_ words: Int, notBefore: SampleTime = .zero) -> UtterancePlayout {
    var playout = UtterancePlayout(utterance: 1, lead: Self.lead, notBefore: notBefore)
    playout.append(speech(words))
    playout.complete()
    return playout
  }

  /// Plays an utterance with a client that begins late and acknowledges over a slow network.
  private struct Run {
    var playout: UtterancePlayout
    var now = SampleTime(milliseconds: 1_000)
    /// When a packet came and when the client plays it.
    var arrived: [SampleTime] = []
    var played = 0
    var beginsAfter = Duration.zero
    var acknowledgementDelay = Duration.milliseconds(40)
    var acknowledges = true
    var waiting: [(at: SampleTime, played: Duration)] = []
    var underruns = 0
    /// What the client held each time, from when it had begun until all was sent.
    var held: [Int] = []

    init(_ playout: UtterancePlayout) { self.playout = playout }

    mutating func step() {
      now = now + .milliseconds(20)
      while let first = waiting.first, first.at <= now {
        waiting.removeFirst()
        playout.acknowledge(first.played, at: now)
      }
      for _ in playout.release(at: now) { arrived.append(now) }
      guard let first = arrived.first, now >= first + beginsAfter else { return }
      let isAllSent = playout.sent == playout.duration.inMilliseconds / 20
      if played < arrived.count { played += 1 } else if !isAllSent { underruns += 1 }
      if !isAllSent { held.append(arrived.count - played) }
      if acknowledges, now.milliseconds % 200 == 0 {
        waiting.append((now + acknowledgementDelay, .milliseconds(played * 20)))
      }
    }

    mutating func finish(limit: Duration = .seconds(60)) -> Bool {
      let end = now + limit
      while now < end {
        step()
        if playout.isFinished(at: now, grace: .milliseconds(1_500)) { return true }
      }
      return false
    }
  }

  @Test(arguments: [0, 40, 100, 1_000] as [Int])
  func `a client that acknowledges has 200 to 400 ms in hand all the time`(late: Int) {
    var run = Run(playout(100))
    run.beginsAfter = .milliseconds(late)
    let isFinished = run.finish()
    #expect(isFinished)
    #expect(run.underruns == 0)
    // A late client is known to be late once it has said so for a second.
    let settled = run.held.dropFirst(late > 100 ? 60 : 15)
    #expect(settled.allSatisfy { (10...20).contains($0) }, "\(run.held)")
    #expect(run.playout.acknowledged >= .milliseconds(9_980))
  }

  @Test func `acknowledgements that a stall held back do not starve the client`() {
    var run = Run(playout(100))
    for _ in 0..<100 { run.step() }
    run.acknowledgementDelay = .milliseconds(1_000)
    for _ in 0..<50 { run.step() }
    run.acknowledgementDelay = .milliseconds(40)
    let isFinished = run.finish()
    #expect(isFinished)
    #expect(run.underruns == 0)
  }

  @Test func `a client that never acknowledges is reckoned to play in real time`() {
    var run = Run(playout(50))
    run.acknowledges = false
    let begin = run.now
    let isFinished = run.finish()
    #expect(isFinished)
    #expect(run.now - begin >= .seconds(5) + Self.grace)
    #expect(run.now - begin <= .seconds(5) + Self.grace + .milliseconds(60))
    #expect(run.playout.heard(truncated: true).text.isEmpty)
  }

  @Test(arguments: [Int64.min, -1, 0, 1, 19])
  func `a client whose playout hardly moves is not waited for`(milliseconds: Int64) {
    var playout = playout(50)
    var now = SampleTime(milliseconds: 20)
    let begin = now
    while !playout.isFinished(at: now, grace: Self.grace), now - begin < .seconds(60) {
      now = now + .milliseconds(20)
      _ = playout.release(at: now)
      playout.acknowledge(.milliseconds(milliseconds), at: now)
    }
    #expect(now - begin <= .seconds(5 + 5) + Self.grace + .milliseconds(100))
  }

  @Test(arguments: [Int64.max, 1_000_000, 5_000])
  func `a client that claims to have played all gets it no faster`(milliseconds: Int64) {
    var playout = playout(50)
    let begin = SampleTime(milliseconds: 1_000)
    for step in 0..<100 {
      let now = begin + .milliseconds(step * 20)
      _ = playout.release(at: now)
      playout.acknowledge(.milliseconds(milliseconds), at: now)
      #expect(playout.sent <= step + 16)
      #expect(playout.acknowledged <= .milliseconds(playout.sent * 20))
    }
  }

  @Test func `packets lie on the grid, one after the other, the last one marked`() {
    var playout = playout(10, notBefore: SampleTime(milliseconds: 1_100))
    let early = playout.release(at: SampleTime(milliseconds: 1_090))
    #expect(early.isEmpty)
    var packets: [(start: SampleTime, isLast: Bool, bytes: [UInt8])] = []
    for step in 0..<100 {
      packets += playout.release(at: SampleTime(milliseconds: 1_111 + Int64(step) * 20))
    }
    #expect(packets.map(\.start.milliseconds) == (0..<50).map { 1_100 + $0 * 20 })
    #expect(packets.map(\.isLast) == (0..<50).map { $0 == 49 })
    #expect(packets.map { Int($0.bytes[0]) } == Array(0..<50))
  }

  @Test func `a sentence that comes late leaves a hole, and its words lie behind it`() {
    var playout = UtterancePlayout(utterance: 1, lead: Self.lead)
    playout.append(speech(5, "a"))
    var now = SampleTime(milliseconds: 1_000)
    func run(until end: Int64) -> [SampleTime] {
      var places: [SampleTime] = []
      while now.milliseconds < end {
        places += playout.release(at: now).map(\.start)
        now = now + .milliseconds(20)
      }
      return places
    }
    let first = run(until: 3_000)
    #expect(first.first?.milliseconds == 1_000 && first.count == 25)
    playout.append(speech(5, "b"))
    playout.complete()
    let second = run(until: 4_000)
    #expect(second.first?.milliseconds == 3_000 && second.count == 25)
    let heard = playout.heard(truncated: false)
    #expect(heard.text == "a0 a1 a2 a3 a4 b0 b1 b2 b3 b4")
    #expect(heard.words.map(\.start.milliseconds)[4...5] == [1_400, 3_000])
    #expect(heard.words[4].end.milliseconds == 1_500)
    #expect(playout.end(truncated: false).milliseconds == 3_500)
  }

  @Test func `an utterance whose last sentence fails still has a last packet`() {
    var playout = UtterancePlayout(utterance: 1, lead: Self.lead)
    playout.append(speech(1))
    let sent = playout.release(at: .zero)
    #expect(sent.count == 5 && sent.allSatisfy { !$0.isLast })
    playout.complete()
    let rest = playout.release(at: SampleTime(milliseconds: 200))
    #expect(rest.map(\.isLast) == [true])
    #expect(OpusDecoder.durationTicks(of: rest[0].bytes) == 960)
    playout.complete()
    let nothing = playout.release(at: SampleTime(milliseconds: 400))
    #expect(nothing.isEmpty)
  }

  @Test func `an utterance without a sentence is over at once`() {
    var playout = UtterancePlayout(utterance: 1, lead: Self.lead)
    #expect(!playout.isFinished(at: .zero, grace: Self.grace))
    playout.complete()
    #expect(playout.isFinished(at: .zero, grace: Self.grace))
    let nothing = playout.release(at: .zero)
    #expect(nothing.isEmpty)
  }

  @Test func `heard are the words that ended before what was acknowledged`() {
    var playout = playout(10)
    _ = playout.release(at: .zero)
    _ = playout.release(at: SampleTime(milliseconds: 600))
    playout.acknowledge(.milliseconds(299), at: SampleTime(milliseconds: 620))
    #expect(playout.heard(truncated: true).text == "w0 w1")
    playout.acknowledge(.milliseconds(300), at: SampleTime(milliseconds: 640))
    #expect(playout.heard(truncated: true).text == "w0 w1 w2")
    // An older report takes nothing back.
    playout.acknowledge(.milliseconds(100), at: SampleTime(milliseconds: 660))
    #expect(playout.heard(truncated: true).words.count == 3)
    #expect(playout.heard(truncated: false).words.count == 10)
  }

  @Test(arguments: [(0, 0), (99, 0), (100, 1), (450, 4), (999, 9), (1_050, 10), (1_340, 13)])
  func `what was not heard begins with the word that was not heard to its end`(
    played: Int64,
    word: Int
  ) throws {
    var playout = UtterancePlayout(utterance: 7, lead: Self.lead)
    playout.append(speech(10, "a"))
    playout.append(speech(5, "b"))
    playout.complete()
    for step in 0..<60 { _ = playout.release(at: SampleTime(milliseconds: Int64(step) * 20)) }
    playout.acknowledge(.milliseconds(played), at: SampleTime(milliseconds: 1_200))
    playout.stop()
    let nothing = playout.release(at: SampleTime(milliseconds: 1_300))
    #expect(nothing.isEmpty)
    let all = (0..<10).map { "a\($0)" } + (0..<5).map { "b\($0)" }
    var rest = try #require(playout.rest(as: 8))
    #expect(rest.utterance == 8 && rest.isComplete)
    #expect(rest.fullText.split(separator: " ").map(String.init) == Array(all[word...]))
    #expect(rest.duration == .milliseconds((15 - word) * 100))
    #expect(playout.unheardWordCount == 15 - word)
    // It follows what was sent ahead of the cut.
    let first = try #require(rest.release(at: SampleTime(milliseconds: 1_600)).first)
    #expect(first.bytes == [UInt8(word < 10 ? word * 5 : (word - 10) * 5)])
    let words = rest.heard(truncated: false).words
    #expect(words.map(\.text) == Array(all[word...]))
    #expect(words.first?.start == first.start)
  }

  @Test func `of an utterance that was heard nothing is left`() {
    var playout = playout(2)
    _ = playout.release(at: .zero)
    playout.acknowledge(.milliseconds(180), at: SampleTime(milliseconds: 200))
    playout.stop()
    #expect(playout.rest(as: 2) == nil)
  }

  @Test func `a sentence without times of words begins anew`() throws {
    var playout = UtterancePlayout(utterance: 1, lead: Self.lead)
    playout.append(speech(3))
    playout.append(EncodedSpeech(packets: [[1], [2], [3]], words: [], text: "No times."))
    _ = playout.release(at: .zero)
    playout.acknowledge(.milliseconds(320), at: .zero)
    #expect(playout.unheardWordCount == 2)
    _ = playout.release(at: SampleTime(milliseconds: 200))
    playout.acknowledge(.milliseconds(320), at: SampleTime(milliseconds: 340))
    playout.stop()
    let rest = try #require(playout.rest(as: 2))
    #expect(rest.fullText == "No times." && rest.duration == .milliseconds(60))
    #expect(!rest.isComplete)
  }
}
