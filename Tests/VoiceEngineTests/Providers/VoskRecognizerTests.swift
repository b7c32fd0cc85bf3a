import Speech
import Synchronization
import TestKit
import Testing

@testable import VoiceEngine

@Suite(.blocking) struct VoskRecognizerTests {
  private let client = WebSocketStreamClient.shared

  private func pieces(_ message: String) throws(ProviderError) -> [RecognitionPiece] {
    try VoskListening(endpoint: ProviderEndpoint(address: "ws://x")).pieces(of: message)
  }

  @Test func `the server is told the rate first and the end last, letter by letter`() throws {
    let notes = Mutex<[String]>([])
    let server = try ProtocolServer.webSockets { socket, _ in
      StreamingDialect.vosk.serve(socket) { note in notes.withLock { $0.append(note) } }
    }
    defer { server.close() }
    let recognizer = StreamingDialect.vosk.recognizer(
      server.webSocketAddress,
      client,
      VirtualClock().provider
    )
    let log = RecognitionLog()
    let stream = recognizer.makeStream(language: "fr", terms: ["Kafka"]) { log.take($0) }
    for chunk in StreamingDialect.speech(words: 3, from: .zero) { stream.append(chunk) }
    stream.finish()
    #expect(log.untilSettled().last?.isFailure == false)
    let sent = notes.withLock { $0 }
    #expect(sent.count == 2)
    #expect(sent.first?.contains(#""sample_rate" : 16000"#) == true)
    // What the server calls a phrase list would be the only words that it hears.
    #expect(sent.first?.contains("Kafka") == false)
    #expect(sent.last == #"{"eof" : 1}"#)
  }

  @Test func `results are read with and without times`() throws {
    let timed = #"{"result":[{"conf":1.0,"end":0.3,"start":0.1,"word":"euh"}],"text":"euh"}"#
    let word = StreamedWord(text: "euh", start: 0.1, end: 0.3, confidence: 1)
    #expect(try pieces(timed) == [.settled([word], through: nil)])
    #expect(try pieces(#"{"text":"euh bonjour"}"#) == [.settledText("euh bonjour")])
    #expect(try pieces(#"{"partial":"eu"}"#) == [.partial("eu")])
    #expect(try pieces(#"{"something":1}"#) == [])
    #expect(throws: ProviderError.malformed) { try pieces(#"{"text":7}"#) }
  }
}
