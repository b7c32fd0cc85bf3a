import Foundation
import Sessions
import Speech
import TestKit
import Testing
import VoiceEngine

@testable import Server

/// One whole interview in real time, with real speech, recognizer, synthesizer and sockets.
///
/// It is held once, which takes about 45 seconds; each test looks at one side of it.
@Suite(
  .serialized,
  .blocking,
  .enabled(
    if: LibriVox.isInstalled,
    "needs the Debian packages pocketsphinx-testdata and pocketsphinx-en-us"
  ),
  HeldInterviewScope()
) struct WholeInterviewTests {
  @Test func `the session ends by itself`() throws {
    let held = try HeldInterview.require()
    for party in [held.practice, held.hiring] {
      #expect(party.outcome.reason == .completed)
      #expect(party.outcome.problem == nil)
      let id = try #require(party.outcome.sessionID)
      let session = try #require(try held.house.store.session(id))
      #expect(session.status == .ended)
      #expect(session.endReason == .completed)
    }
    #expect(held.house.store.health.lostPackets == 0)
    #expect(held.house.store.health.lostEvents == 0)
  }

  @Test func `every answer has a final transcript whose words follow each other in time`() throws {
    let held = try HeldInterview.require()
    #expect(held.practice.finals.count == 5)
    #expect(held.hiring.finals.count == 1)
    for final in held.practice.finals + held.hiring.finals {
      #expect(final.words.count >= 3)
      #expect(final.words.map(\.text).joined(separator: " ") == final.text)
      for word in final.words { #expect(word.start < word.end) }
      for (word, next) in zip(final.words, final.words.dropFirst()) {
        #expect(word.end <= next.start, "\(word.text) ends after \(next.text) begins")
      }
    }
    // On the session's clock: each answer lies within its own turn, give or take the pre-roll.
    let turns = held.practice.events.compactMap { event in
      if case .turnCommitted(let turn) = event { turn } else { nil }
    }
    for (turn, final) in zip(turns, held.practice.finals) {
      let first = try #require(final.words.first).start.milliseconds
      let last = try #require(final.words.last).end.milliseconds
      #expect(first >= turn.startMilliseconds - 700)
      #expect(last <= turn.endMilliseconds + 1_000)
    }
  }

  @Test func `few enough words are wrong`() throws {
    let held = try HeldInterview.require()
    let sentences = try LibriVox.sentences()
    var edits = 0
    var count = 0
    for (file, text) in held.practice.heard {
      let said = WordErrorRate.words(try #require(sentences[file]))
      let wrong = WordErrorRate.edits(said, WordErrorRate.words(text))
      print("## \(file): \(wrong) of \(said.count) words wrong")
      edits += wrong
      count += said.count
    }
    let rate = Double(edits) / Double(max(1, count))
    print("## word error rate over \(held.practice.heard.count) clips: \(rate)")
    #expect(held.practice.heard.map(\.file) == sentences.keys.sorted())
    #expect(rate <= 0.45)
  }

  @Test func `the candidate's track holds exactly the packets that were sent`() throws {
    let held = try HeldInterview.require()
    let kept = try RecordedTrack.packets(in: held.folder(\.practice).candidateTrack)
    let sent = held.practice.sent
    let start = try #require(kept.firstIndex { $0.bytes == sent[0] })
    #expect(kept[..<start].allSatisfy { RecordedTrack.fillers.contains($0.bytes) })
    let voice = kept[start...].map(\.bytes)
    let common = zip(voice, sent).prefix { $0 == $1 }.count
    print("## \(common) of \(sent.count) packets compared byte by byte, \(kept.count) kept")
    // What was still under way when the interview ended is nobody's answer any more.
    #expect(sent.count - common <= 25)
    #expect(voice[common...].allSatisfy { RecordedTrack.fillers.contains($0) })
    // Each lies where its header said, 20 ms after the one before.
    for (index, packet) in kept[start...].prefix(common).enumerated() {
      let place = kept[start].start.ticks + Int64(index) * OpusEncoder.packetTicks
      #expect(packet.start.ticks == place)
    }
  }

  @Test func `the interviewer's track holds exactly the packets that were heard`() throws {
    let held = try HeldInterview.require()
    for party in [\HeldInterview.practice, \HeldInterview.hiring] {
      let kept = try RecordedTrack.voice(in: held.folder(party).interviewerTrack)
      let heard = held[keyPath: party].received
      let common = zip(kept, heard).prefix { $0 == $1 }.count
      #expect(common == kept.count)
      // The interview ends when all but 20 ms of the closing is known to be heard: what was to be
      // played after its end is in no recording.
      #expect(heard.count - common <= 1, "\(heard.count) heard, the first \(common) kept")
    }
  }

  @Test func `both tracks and the mix are as long as the session, within 20 ms`() throws {
    let held = try HeldInterview.require()
    for party in [\HeldInterview.practice, \HeldInterview.hiring] {
      let summary = try held.get(party, "")
      let session = try JSONDecoder().decode(SessionSummary.self, from: Data(summary.body))
      _ = try held.get(party, "/audio/mix.opus")
      let folder = try held.folder(party)
      for file in [folder.candidateTrack, folder.interviewerTrack, folder.mix] {
        let played = try RecordedTrack.playedMilliseconds(of: file)
        print("## \(file.lastPathComponent) \(played) ms, session \(session.durationMilliseconds)")
        #expect(abs(played - session.durationMilliseconds) <= 20)
        let said = try #require(try OggOpusDecoder(url: file).duration).inMilliseconds
        #expect(abs(said - session.durationMilliseconds) <= 20)
      }
    }
  }
}
