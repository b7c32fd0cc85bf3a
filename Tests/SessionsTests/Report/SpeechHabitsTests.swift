import Testing
import VoiceEngine

@testable import Sessions

@Suite struct SpeechHabitsTests {
  private func habits(
    _ text: String,
    reason: TurnCommitted.Reason = .endpoint
  ) throws -> [SpeechHabits.Habit] {
    var interview = StoredInterview(language: "en")
    interview.texts = [("mistake", text)]
    var fold = interview.journal.fold
    if reason == .text {
      var journal = JournalMaker()
      journal.say("?", from: 0, to: 10, asking: JournalMaker.asked("mistake", "?"))
      journal.answer(text, to: "mistake", from: 100, to: 100, reason: .text)
      fold = journal.fold
    }
    let session = StoredSession(
      record: interview.record,
      consent: Sample.consent(),
      status: .ended,
      endReason: .completed,
      duration: .seconds(600)
    )
    return SpeechHabits(try #require(QuestionReply.all(of: session, fold).first)).found
  }

  // Every word is half a second long, and the answer begins at 4 s.
  @Test func `three fillers within ten seconds are named where they are`() throws {
    let found = try habits(
      "We sent the wrong box to them and um I noticed it uh on the next day and um then I called."
    )
    guard case .fillerCluster(let count, let moment) = found.first else {
      Issue.record("no cluster")
      return
    }
    #expect(count == 3)
    #expect(moment.startMilliseconds == 8_000 && moment.endMilliseconds == 13_500)
  }

  @Test func `fillers that lie apart are not named, nor typed ones`() throws {
    let calm = Array(repeating: "we sent a box and then another box to them each day", count: 2)
      .joined(separator: " um ")
    #expect(try habits(calm + " um " + calm).isEmpty)
    #expect(try habits("um um um um um we typed all of this", reason: .text).isEmpty)
  }

  @Test func `four hedges in an answer are named with the first of them`() throws {
    let text = "Maybe we sent it. I guess it was late. It was probably lost. Perhaps they knew."
    #expect(try habits(text) == [.hedges(count: 4, quote: "Maybe")])
    #expect(try habits("Maybe we sent it. It was probably lost.").isEmpty)
  }
}
