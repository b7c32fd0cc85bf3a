import Foundation
import TestKit
import Testing
import VoiceEngine

@testable import Server

@Suite struct WireTests {
  @Test func `a header survives the way over the wire`() throws {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<500 {
      let header = PacketHeader(
        isGapBefore: .random(using: &generator),
        isLast: .random(using: &generator),
        utterance: .random(in: .min ... .max, using: &generator),
        sequence: .random(in: .min ... .max, using: &generator),
        timestamp: .random(in: .min ... .max, using: &generator)
      )
      #expect(header.bytes.count == PacketHeader.byteCount)
      let (again, payload) = try PacketHeader.split(header.bytes + [7, 8])
      #expect(again == header)
      #expect(payload == [7, 8])
    }
  }

  @Test func `a header without audio, or of another version, is refused`() {
    for count in 0...12 {
      #expect(throws: PacketHeader.Problem.tooShort) {
        _ = try PacketHeader.split([UInt8](repeating: 1, count: count))
      }
    }
    #expect(throws: PacketHeader.Problem.unknownVersion(9)) {
      _ = try PacketHeader.split([9] + [UInt8](repeating: 0, count: 20))
    }
  }

  @Test(arguments: [
    ("", "invalid_json"), ("hello", "invalid_json"), ("[]", "invalid_field"),
    ("{}", "missing_field"), (#"{"type":7}"#, "invalid_field"),
    (#"{"type":"session.fly"}"#, "unknown_type"),
    (#"{"type":"playback.position","utterance":-1,"played_ms":0}"#, "invalid_json"),
    (#"{"type":"playback.position","utterance":1}"#, "missing_field"),
    (#"{"type":"answer.text","text":null}"#, "invalid_field"),
    (#"{"type":"session.start","consent":"yes"}"#, "invalid_field"),
  ])
  func `what cannot be read is named without being repeated`(text: String, code: String) {
    do throws(ClientMessage.Problem) {
      _ = try ClientMessage.decode(text)
      Issue.record("\(text) was accepted")
    } catch {
      #expect(error.code == code)
      #expect(!error.message.contains("fly") && !error.message.contains("hello"))
    }
  }

  @Test func `every message of the protocol is read`() throws {
    let start = #"""
      {"type":"session.start","scenario":"s","language":"fr","purpose":"practice",
       "candidate":{"name":"Ada"},"consent":{"notice_version":"1","recording":true},
       "audio":{"codec":"opus","sample_rate":48000},"accommodations":{"patience":"think"},"x":1}
      """#
    guard case .start(let message) = try ClientMessage.decode(start) else {
      Issue.record("not a start")
      return
    }
    #expect(message.consent == SessionStart.Consent(noticeVersion: "1", recording: true))
    #expect(message.candidateName == "Ada" && message.patience == "think")
    let commands: [(String, CandidateCommand)] = [
      (#"{"type":"answer.done"}"#, .answerDone), (#"{"type":"session.end"}"#, .end),
      (#"{"type":"answer.text","text":"oui"}"#, .answerText("oui")),
      (#"{"type":"answer.typing"}"#, .typing), (#"{"type":"question.repeat"}"#, .questionRepeat),
      (#"{"type":"session.pause"}"#, .pause), (#"{"type":"session.resume"}"#, .resume),
      (
        #"{"type":"playback.position","utterance":2,"played_ms":40}"#,
        .playbackPosition(utterance: 2, playedMilliseconds: 40)
      ),
      (
        #"{"type":"transcript.flag","turn":3,"note":"no"}"#, .flagTranscript(turn: 3, note: "no")
      ),
    ]
    for (text, command) in commands {
      #expect(try ClientMessage.decode(text) == .command(command))
    }
  }

  @Test func `mutated messages never do more than throw`() {
    var generator = SeededGenerator(seed: 3)
    let text = Array(#"{"type":"playback.position","utterance":2,"played_ms":40}"#.utf8)
    for _ in 0..<3_000 {
      var bytes = text
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        bytes[Int.random(in: bytes.indices, using: &generator)] = .random(
          in: .min ... .max,
          using: &generator
        )
      }
      _ = try? ClientMessage.decode(String(decoding: bytes, as: UTF8.self))
    }
  }
}
