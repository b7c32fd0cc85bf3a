import Sessions
import Testing
import VoiceEngine

@testable import Server

@Suite struct ClientMessageTests {
  private static let start = """
    {"type":"session.start","scenario":"backend-engineer-en","language":"en","purpose":"practice",
    "candidate":{"name":"Ada"},"consent":{"notice_version":"2026-11","recording":true},
    "audio":{"codec":"opus","sample_rate":48000},"accommodations":{"patience":"think"},
    "resume":"tok"}
    """

  private func code(_ text: String) -> ProtocolError.Code? {
    do throws(ProtocolError) {
      _ = try ClientMessage(text)
      return nil
    } catch { return error.code }
  }

  @Test func `a whole session start is read`() throws {
    let expected = SessionStart(
      scenario: "backend-engineer-en",
      language: "en",
      purpose: .practice,
      candidateName: "Ada",
      consent: .init(noticeVersion: "2026-11", recording: true),
      codec: .opus,
      sampleRate: 48_000,
      patience: .think,
      resumeToken: "tok"
    )
    #expect(try ClientMessage(ClientMessageTests.start) == .start(expected))
  }

  @Test func `what may be missing from a session start may be missing`() throws {
    let text = """
      {"type":"session.start","scenario":"s","language":"fr","purpose":"hiring","candidate":{},
      "audio":{"codec":"pcm16","sample_rate":16000}}
      """
    guard case .start(let start) = try ClientMessage(text) else {
      Issue.record("not a start")
      return
    }
    #expect(start.consent == nil)
    #expect(start.candidateName == nil)
    #expect(start.patience == nil)
    #expect(start.resumeToken == nil)
    #expect(start.codec == .pcm16)
  }

  @Test func `consent that was refused is read as refused`() throws {
    let text = ClientMessageTests.start.replacing("true", with: "false")
    guard case .start(let start) = try ClientMessage(text) else {
      Issue.record("not a start")
      return
    }
    #expect(start.consent?.recording == false)
  }

  @Test func `every command is read`() throws {
    let expected: [(String, CandidateCommand)] = [
      (
        #"{"type":"playback.position","utterance":65535,"played_ms":1200}"#,
        .playbackPosition(utterance: 65_535, playedMilliseconds: 1_200)
      ),
      (#"{"type":"answer.done"}"#, .answerDone),
      (#"{"type":"answer.text","text":"é"}"#, .answerText("é")),
      (#"{"type":"question.repeat"}"#, .questionRepeat),
      (#"{"type":"session.pause"}"#, .pause), (#"{"type":"session.resume"}"#, .resume),
      (#"{"type":"session.end"}"#, .end),
      (
        #"{"type":"transcript.flag","turn":3,"note":"wrong"}"#,
        .flagTranscript(turn: 3, note: "wrong")
      ),
      (#"{"type":"transcript.flag","turn":0}"#, .flagTranscript(turn: 0, note: "")),
    ]
    for (text, command) in expected { #expect(try ClientMessage(text) == .command(command)) }
  }

  @Test func `unknown keys are ignored`() throws {
    let text = #"{"type":"answer.done","later":{"deep":[1,2,{"x":null}]}}"#
    #expect(try ClientMessage(text) == .command(.answerDone))
  }

  @Test(arguments: [
    ("", ProtocolError.Code.invalidJSON), ("{", .invalidJSON), ("hello", .invalidJSON),
    ("{\"type\":\"answer.done\"} trailing", .invalidJSON), ("\u{0}", .invalidJSON),
    ("[]", .notAnObject), ("7", .notAnObject), ("\"answer.done\"", .notAnObject),
    ("null", .notAnObject), ("true", .notAnObject), ("{}", .missingType),
    (#"{"type":null}"#, .wrongType), (#"{"type":7}"#, .wrongType),
    (#"{"type":"answer"}"#, .unknownType), (#"{"type":""}"#, .unknownType),
    (#"{"type":"Answer.Done"}"#, .unknownType), (#"{"type":"answer.text"}"#, .missingField),
    (#"{"type":"answer.text","text":7}"#, .wrongType),
    (#"{"type":"answer.text","text":""}"#, .outOfRange),
    (#"{"type":"playback.position","utterance":1}"#, .missingField),
    (#"{"type":"playback.position","utterance":65536,"played_ms":0}"#, .outOfRange),
    (#"{"type":"playback.position","utterance":-1,"played_ms":0}"#, .outOfRange),
    (#"{"type":"playback.position","utterance":1.5,"played_ms":0}"#, .outOfRange),
    (#"{"type":"playback.position","utterance":true,"played_ms":0}"#, .wrongType),
    (#"{"type":"playback.position","utterance":1,"played_ms":1e300}"#, .outOfRange),
    (#"{"type":"transcript.flag","turn":"3"}"#, .wrongType),
  ])
  func `a faulty message is refused with the reason`(text: String, expected: ProtocolError.Code) {
    #expect(code(text) == expected)
  }

  @Test(arguments: [
    ("\"backend-engineer-en\"", "7", ProtocolError.Code.wrongType),
    ("\"backend-engineer-en\"", "\"\"", .outOfRange),
    ("\"practice\"", "\"fun\"", .outOfRange), ("\"practice\"", "null", .missingField),
    ("{\"name\":\"Ada\"}", "[]", .wrongType), ("\"Ada\"", "3", .wrongType),
    ("\"recording\":true", "\"recording\":1", .wrongType),
    ("\"recording\":true", "\"x\":true", .missingField),
    ("\"opus\"", "\"mp3\"", .outOfRange), ("48000", "1", .outOfRange),
    ("48000", "\"48000\"", .wrongType), ("\"codec\":\"opus\",", "", .missingField),
    ("\"think\"", "\"slow\"", .outOfRange), ("\"tok\"", "{}", .wrongType),
    ("\"opus\"", "\"pcm16\"", .outOfRange),
  ])
  func `a faulty session start is refused with the reason`(
    old: String,
    new: String,
    expected: ProtocolError.Code
  ) {
    #expect(code(ClientMessageTests.start.replacing(old, with: new)) == expected)
  }

  @Test func `texts over their limits are refused`() {
    let answer = String(repeating: "a", count: ClientMessage.answerLimit)
    #expect(code(#"{"type":"answer.text","text":"\#(answer)"}"#) == nil)
    #expect(code(#"{"type":"answer.text","text":"\#(answer)a"}"#) == .tooLong)
    let note = String(repeating: "a", count: ClientMessage.noteLimit + 1)
    #expect(code(#"{"type":"transcript.flag","turn":1,"note":"\#(note)"}"#) == .tooLong)
    let name = String(repeating: "a", count: 201)
    #expect(code(ClientMessageTests.start.replacing("Ada", with: name)) == .tooLong)
  }

  @Test func `the error names the key and not the value`() throws {
    do throws(ProtocolError) {
      _ = try ClientMessage(ClientMessageTests.start.replacing("\"opus\"", with: "\"secretword\""))
      Issue.record("taken")
    } catch {
      #expect(error.message.contains("\"audio.codec\" must be one of opus, pcm16"))
      #expect(!error.message.contains("secretword"))
    }
  }

  @Test func `deep nesting is refused and not followed`() {
    let deep = String(repeating: "[", count: 30_000) + String(repeating: "]", count: 30_000)
    #expect(code(#"{"type":"answer.done","x":\#(deep)}"#) == .invalidJSON)
  }

  @Test func `mutated messages are read or refused, never more`() {
    var random = SeededRandom(seed: 99)
    let seeds = [
      ClientMessageTests.start, #"{"type":"playback.position","utterance":1,"played_ms":2}"#,
    ]
    var refused = 0
    for round in 0..<3_000 {
      var bytes = Array(seeds[round % 2].utf8)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0...2, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 32...126, using: &random)
        case 1: bytes.remove(at: place)
        default: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
        }
      }
      if code(String(decoding: bytes, as: UTF8.self)) != nil { refused += 1 }
    }
    #expect(refused > 1_500)
  }
}
