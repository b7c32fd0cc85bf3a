import Speech
import Testing
import VoiceEngine

@Suite struct TranscriptAssemblerTests {
  private func words(_ text: String, at milliseconds: Int64 = 0) -> [WordTiming] {
    text.split(separator: " ").enumerated().map { index, word in
      let start = SampleTime(milliseconds: milliseconds + Int64(index) * 100)
      return WordTiming(text: String(word), start: start, end: start + .milliseconds(90))
    }
  }

  @Test func `an empty turn is settled and has no text`() {
    let turn = TranscriptAssembler()
    #expect(turn.isSettled && turn.isEmpty && turn.text.isEmpty && turn.words.isEmpty)
  }

  @Test func `results that come out of order are joined in the order of the speech`() {
    var turn = TranscriptAssembler()
    turn.open(4)
    turn.open(5)
    #expect(turn.take(.final(words("second", at: 500)), of: 5) == true)
    #expect(!turn.isSettled)
    #expect(turn.take(.final(words("the first")), of: 4) == true)
    #expect(turn.isSettled)
    #expect(turn.text == "the first second")
    #expect(turn.words.map(\.text) == ["the", "first", "second"])
  }

  @Test func `a partial is replaced by what comes later, and its text counts meanwhile`() {
    var turn = TranscriptAssembler()
    turn.open(1)
    #expect(turn.take(.partial(""), of: 1) == false)
    #expect(turn.take(.partial("it"), of: 1) == true)
    #expect(turn.take(.partial("it"), of: 1) == false)
    #expect(turn.take(.partial("it broke"), of: 1) == true)
    #expect(turn.text == "it broke")
    #expect(turn.words.isEmpty)
    #expect(turn.take(.final(words("it spoke")), of: 1) == true)
    #expect(turn.text == "it spoke")
    #expect(turn.take(.partial("late"), of: 1) == false)
    #expect(turn.take(.final(words("again")), of: 1) == false)
    #expect(turn.text == "it spoke")
  }

  @Test func `what belongs to another turn is left alone`() {
    var turn = TranscriptAssembler()
    turn.open(7)
    #expect(!turn.holds(6) && turn.holds(7))
    #expect(turn.take(.final(words("old")), of: 6) == false)
    #expect(turn.text.isEmpty && !turn.isSettled)
  }

  @Test func `a failure keeps what was understood before it, without times`() {
    var turn = TranscriptAssembler()
    turn.open(1)
    _ = turn.take(.partial("half a"), of: 1)
    #expect(turn.take(.failed(code: "x"), of: 1) == true)
    #expect(turn.isSettled)
    #expect(turn.text == "half a")
    #expect(turn.words.isEmpty)
  }

  @Test func `who waits no longer keeps the partials`() {
    var turn = TranscriptAssembler()
    turn.open(1)
    turn.open(2)
    turn.open(3)
    _ = turn.take(.final(words("one")), of: 1)
    _ = turn.take(.partial("two"), of: 2)
    turn.settleAll()
    #expect(turn.isSettled)
    #expect(turn.text == "one two")
    #expect(turn.words.map(\.text) == ["one"])
    #expect(turn.take(.final(words("late")), of: 3) == false)
  }

  @Test func `opening twice is opening once`() {
    var turn = TranscriptAssembler()
    turn.open(1)
    _ = turn.take(.final(words("one")), of: 1)
    turn.open(1)
    #expect(turn.isSettled && turn.text == "one")
  }
}
