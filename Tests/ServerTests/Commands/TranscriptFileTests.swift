import Foundation
import Scoring
import Speech
import Testing
import VoiceEngine

@testable import Server
@testable import Sessions

@Suite struct TranscriptFileTests {
  private let event = TranscriptFinal(
    turn: 1,
    text: "Um, I was in sales.",
    words: [
      WordTiming(
        text: "Um,",
        start: SampleTime(milliseconds: 500),
        end: SampleTime(milliseconds: 900),
        confidence: 0.9
      ),
      WordTiming(
        text: "I",
        start: SampleTime(milliseconds: 1_000),
        end: SampleTime(milliseconds: 1_100)
      ),
    ]
  )
  private let words = [
    SpokenWord(text: "Um,", startSeconds: 0.5, endSeconds: 0.9),
    SpokenWord(text: "I", startSeconds: 1, endSeconds: 1.1),
  ]

  private func read(_ text: String) throws -> [SpokenWord] {
    try TranscriptFile(Data(text.utf8)).words
  }

  private func complaint(_ text: String) -> String? {
    do throws(TranscriptFile.ReadError) {
      _ = try TranscriptFile(Data(text.utf8))
      return nil
    } catch {
      return error.message
    }
  }

  private func json(_ value: some Encodable) throws -> String {
    String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
  }

  @Test func `plain text is split at white space`() throws {
    let file = try TranscriptFile(Data("\u{FEFF}Bonjour,\n je  m'appelle… Léa !\n".utf8))
    #expect(file.words.map(\.text) == ["Bonjour,", "je", "m'appelle…", "Léa", "!"])
    #expect(file.isPlainText)
    #expect(try read("[laughs] I was") == SpokenWord.words(of: "[laughs] I was"))
    #expect(try read("") == [])
  }

  @Test func `the product's own words are read from every shape it writes them in`() throws {
    let final = EngineEvent.transcriptFinal(event)
    let line = SessionEvent(sequence: 3, at: SampleTime(ticks: 9), wall: 1, event: final)
    let other = SessionEvent(
      sequence: 4,
      at: SampleTime(ticks: 9),
      wall: 1,
      event: .utteranceStarted(UtteranceStarted(utterance: 1, text: "What next?"))
    )
    #expect(try read(json(event)) == words)
    #expect(try read(json(final)) == words)
    #expect(try read(json([final, final])) == words + words)
    #expect(try read(json(event.words)) == words)
    #expect(try read(json(other) + "\n" + json(line) + "\n\n" + json(line) + "\n") == words + words)
    #expect(try TranscriptFile(Data(json(final).utf8)).isPlainText == false)
  }

  @Test func `a typed answer gives its text without times`() throws {
    let typed = TranscriptFinal(turn: 1, text: "I was there", words: [])
    #expect(try read(json(typed)) == SpokenWord.words(of: "I was there"))
  }

  @Test(arguments: [
    (#"{"words": 3}"#, #""words" must be an array, not a number."#),
    (#"{"words": [3]}"#, "word 1 must be an object, not a number."),
    (#"{"words": [{"start_ms": 1, "end_ms": 2}]}"#, #"word 1: "text" must be a string."#),
    (
      #"{"words": [{"text": "a", "start_ms": 1, "end_ms": 2}, {"text": "b", "start_ms": "x"}]}"#,
      #"word 2: "start_ms" must be a number of milliseconds."#
    ),
    (
      #"{"words": [{"text": "a", "start_ms": -1, "end_ms": 2}]}"#,
      #"word 1: "start_ms" must be a number of milliseconds."#
    ),
    (
      #"{"words": [{"text": "a", "start_ms": 3, "end_ms": 2}]}"#,
      #"word 1: "end_ms" is before "start_ms"."#
    ),
    (#"[{"turn": 1}]"#, #"item 1: "text" must be a string."#),
    ("{\"text\": \"a\"}\n{\"text\": \"b\"\n", "Line 2 is no JSON object."),
    ("{\"text\": \"a\"}\n{\"words\": 1}\n", #"Line 2: "words" must be an array, not a number."#),
    ("{\"text\": \"a\"}\n7\n", "Line 2: a transcript must be an object, not a number."),
    ("{not JSON", "Line 1 is no JSON object."),
  ])
  func `a bad file gets one sentence that says where it is bad`(text: String, sentence: String) {
    #expect(complaint(text) == sentence)
  }

  @Test func `what is no text or too long is refused`() {
    #expect(throws: TranscriptFile.ReadError.self) { try TranscriptFile(Data([0xFF, 0xFE, 65])) }
    #expect(throws: TranscriptFile.ReadError.self) { try TranscriptFile(Data([65, 0, 66])) }
    #expect(throws: TranscriptFile.ReadError.self) { try TranscriptFile(path: "/no/such/file") }
    let longest = Data(repeating: 32, count: TranscriptFile.byteLimit)
    #expect((try? TranscriptFile(longest).words) == [])
    #expect(throws: TranscriptFile.ReadError.self) { try TranscriptFile(longest + Data([32])) }
  }

  @Test func `damaged JSON never gets past with a crash`() throws {
    let whole = Array(try json([EngineEvent.transcriptFinal(event)]).utf8)
    var dice = SeededRandom(seed: 6)
    for _ in 0..<500 {
      var bytes = whole
      for _ in 0..<3 {
        bytes[Int.random(in: bytes.indices, using: &dice)] = UInt8.random(in: 0...255, using: &dice)
      }
      if let file = try? TranscriptFile(Data(bytes)) { #expect(file.words.count <= whole.count) }
    }
  }
}
