import Speech
import TestKit
import Testing
import VoiceEngine

/// One character is 20 ms: `v` voice, `.` none, `-` 20 ms of which nothing came.
@Suite struct SpeechSegmenterTests {
  /// Draws `<` where segments start and `>` where they stop.
  private func segments(_ voice: String, _ segmenter: SpeechSegmenter = SpeechSegmenter()) -> String
  {
    var segmenter = segmenter
    var drawn = Array(voice)
    func take(_ edge: SpeechSegmenter.Edge?) {
      switch edge {
      case .started(let at): drawn[Int(at.milliseconds / 20)] = "<"
      case .stopped(let at): drawn[min(drawn.count - 1, Int(at.milliseconds / 20))] = ">"
      case nil: break
      }
    }
    for (index, character) in voice.enumerated() where character != "-" {
      let start = SampleTime(milliseconds: Int64(index) * 20)
      take(
        segmenter.process(isVoice: character == "v", from: start, to: start + .milliseconds(20))
      )
    }
    return String(drawn)
  }

  @Test func `voice of 200 ms opens a segment at its first sample`() {
    #expect(segments("...vvvvvvvvvv") == "...<vvvvvvvvv")
    #expect(segments("...vvvvvvvvv.......") == "...vvvvvvvvv.......")
  }

  @Test func `silence of 300 ms closes it at its last voice`() {
    #expect(segments("vvvvvvvvvv...............") == "<vvvvvvvvv>..............")
    #expect(segments("vvvvvvvvvv..............v") == "<vvvvvvvvv..............v")
  }

  @Test func `short holes in the onset are bridged`() {
    #expect(segments("vvvv..vvvvvv..vvvvvvv") == "<vvv..vvvvvv..vvvvvvv")
  }

  @Test func `a click is no speech, however often it comes`() {
    #expect(!segments("v.........v.........v.........").contains("<"))
    let typing = String(repeating: "vv...", count: 60)
    #expect(!segments(typing).contains("<"))
  }

  @Test func `a hole in the audio closes a segment when it is long enough`() {
    var segmenter = SpeechSegmenter()
    let second = SampleTime(milliseconds: 1_000)
    #expect(segmenter.process(isVoice: true, from: .zero, to: second) == .started(.zero))
    let after = second + .milliseconds(280)
    #expect(segmenter.process(isVoice: false, from: second, to: after) == nil)
    let stop = segmenter.process(isVoice: false, from: second, to: after + .milliseconds(20))
    #expect(stop == .stopped(second))
  }

  @Test func `closing ends what is open and forgets what was undecided`() {
    var segmenter = SpeechSegmenter()
    let end = SampleTime(milliseconds: 180)
    _ = segmenter.process(isVoice: true, from: .zero, to: end)
    #expect(segmenter.isUndecided && !segmenter.isOpen)
    #expect(segmenter.close() == nil)
    #expect(!segmenter.isUndecided)
    let next = end + .milliseconds(200)
    #expect(segmenter.process(isVoice: true, from: end, to: next) == .started(end))
    #expect(segmenter.isOpen)
    #expect(segmenter.close() == .stopped(next))
    #expect(segmenter.close() == nil)
  }

  @Test func `segments alternate, do not overlap and are as long as an onset`() {
    var dice = SeededGenerator(seed: 4)
    for _ in 0..<200 {
      var segmenter = SpeechSegmenter()
      var open: SampleTime?
      var last = SampleTime.zero
      var isVoice = false
      for index in 0..<500 {
        if Int.random(in: 0..<8, using: &dice) == 0 { isVoice.toggle() }
        let start = SampleTime(milliseconds: Int64(index) * 20)
        switch segmenter.process(isVoice: isVoice, from: start, to: start + .milliseconds(20)) {
        case .started(let at):
          #expect(open == nil)
          #expect(at >= last)
          open = at
        case .stopped(let at):
          let began = open ?? at
          #expect(at - began >= .milliseconds(200))
          open = nil
          last = at
        case nil: break
        }
        #expect(segmenter.isOpen == (open != nil))
      }
    }
  }
}
