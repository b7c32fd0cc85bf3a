import Foundation
import Scoring
import Sessions
import Speech
import TestKit
import Testing
import VoiceEngine

@testable import Server

/// Interviews that come to their end without Opus, without a voice, or without a recognizer.
@Suite(.serialized, .blocking) struct OtherWaysTests {
  @Test func `an interview can be typed from the first to the last answer`() async throws {
    try await House.runBeside { house in
      let caller = try Caller(house.port)
      try completeByTyping(caller)
      #expect(caller.packets > 0, "the questions are spoken all the same")
      try expectTypedReport(of: caller, in: house)
    }
  }

  @Test func `a client without the subprotocol types its way through and gets no audio`()
    async throws
  {
    try await House.runBeside { house in
      let caller = try Caller(house.port, subprotocol: nil)
      try completeByTyping(caller)
      #expect(caller.packets == 0)
      try expectTypedReport(of: caller, in: house)
    }
  }

  @Test func `audio without the subprotocol is refused by name and the session not lost`()
    async throws
  {
    try await House.runBeside { house in
      let caller = try Caller(house.port, subprotocol: nil)
      try caller.begin(StartMessage(scenario: TestScenario.five))
      caller.send(packet: TestVoice.packets[0])
      #expect(try caller.close() == CloseCode.policy)
      #expect(caller.errors == ["subprotocol_needed"])
      try expectResumable(caller, in: house)
    }
  }

  @Test func `PCM16 in place of Opus carries an interview to its end`() async throws {
    try await House.runBeside { house in
      let voice = TestVoice.pcm(seconds: 1.2)
      let candidate = LiveCandidate(
        start: StartMessage(
          scenario: TestScenario.french,
          codec: "pcm16",
          sampleRate: 16_000
        ).text,
        voice: .answers(
          HeadlessCandidate(
            answers: [AnswerAudio(name: "voice", packets: voice)],
            silence: TestVoice.pcmSilence
          )
        )
      )
      try await expectCompleted(candidate, in: house)
      #expect(candidate.receivedPackets.count > 20)
      #expect(candidate.receivedPackets.allSatisfy { $0.count == 960 }, "20 ms of PCM16 at 24 kHz")
      let id = try #require(candidate.sessionID)
      // What is kept is Opus all the same, one packet for each that was sent and taken.
      let kept = try RecordedTrack.packets(in: house.store.folder(id).candidateTrack)
      #expect(kept.count >= candidate.sent.count - 5)
      let peaks = try Peaks.json(of: house.store.folder(id), isOver: true)
      let waveform = try JSONDecoder().decode(Peaks.self, from: peaks)
      #expect((waveform.candidate.max() ?? 0) > 15)
    }
  }

  @Test func `a language without a recognizer is held by voice, with a warning before it begins`()
    async throws
  {
    try await House.runBeside { house in
      let answer = AnswerAudio(name: "voice", packets: Array(TestVoice.packets.prefix(60)))
      let candidate = LiveCandidate(
        start: StartMessage(scenario: TestScenario.french).text,
        voice: .answers(
          HeadlessCandidate(answers: [answer], silence: try AnswerAudio.silence())
        )
      )
      try await expectCompleted(candidate, in: house)
      let types = candidate.notes.map(\.type)
      let warned = try #require(
        candidate.notes.firstIndex { $0.code == "recognition_unavailable" }
      )
      #expect(warned < (types.firstIndex(of: "question.asked") ?? 0))
      #expect(!types.contains("transcript.final"))
      let id = try #require(candidate.sessionID)
      guard case .coaching(let report)? = try house.store.report(id) else {
        Issue.record("practice has a coaching report")
        return
      }
      #expect(!report.header.isRecognized)
      #expect(report.header.notes.contains { $0.code == .notRecognized })
      let given = try #require(report.answers.first)
      #expect(given.answer.transcript == nil)
      #expect(given.answer.evidence == nil)
      #expect(abs((given.delivery?.answerLengthSeconds ?? 0) - 1.2) < 0.3)
    }
  }

  private func completeByTyping(_ caller: Caller) throws {
    try caller.begin(StartMessage(scenario: TestScenario.five))
    for number in 1...5 {
      _ = try caller.next("question.asked") { $0.question_id == "q\(number)" }
      try caller.reach("interviewer_speaking")
      caller.type("This is answer \(number).")
      #expect(try caller.next("turn.committed").reason == "text")
    }
    #expect(try caller.next("session.ended", within: 10).reason == "completed")
    _ = try caller.next("report.ready")
    #expect(try caller.close() == CloseCode.done)
    #expect(caller.errors == [])
  }

  private func expectTypedReport(of caller: Caller, in house: House) throws {
    let id = try #require(caller.created?.session_id)
    guard case .coaching(let report)? = try house.store.report(id) else {
      Issue.record("practice has a coaching report")
      return
    }
    #expect(report.answers.map(\.answer.transcript) == (1...5).map { "This is answer \($0)." })
    #expect(report.answers.allSatisfy { $0.delivery == nil && $0.lengthVerdict == nil })
    let length = report.header.durationMilliseconds
    for track in [
      try house.store.folder(id).candidateTrack, try house.store.folder(id).interviewerTrack,
    ] {
      #expect(abs(try RecordedTrack.playedMilliseconds(of: track) - length) < 20)
    }
  }

  private func expectCompleted(_ candidate: LiveCandidate, in house: House) async throws {
    try candidate.connect(to: house.address)
    #expect(eventually(within: 20) { candidate.isClosed })
    #expect(candidate.ending?.code == CloseCode.done)
    #expect(candidate.notes.first { $0.type == "session.ended" }?.reason == "completed")
    #expect(candidate.notes.contains { $0.type == "report.ready" })
    #expect(candidate.problems == [])
  }
}
