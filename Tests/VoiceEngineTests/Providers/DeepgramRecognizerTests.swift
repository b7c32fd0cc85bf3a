import Foundation
import Speech
import Synchronization
import TestKit
import Testing

@testable import VoiceEngine

@Suite(.blocking) struct DeepgramRecognizerTests {
  private let client = WebSocketStreamClient.shared
  private let clock = VirtualClock()

  private func recognizer(_ server: ProtocolServer) throws -> DeepgramRecognizer {
    let any = StreamingDialect.deepgram.recognizer(
      server.webSocketAddress,
      client,
      clock.provider
    )
    return try #require(any as? DeepgramRecognizer)
  }

  private func say(
    _ words: Int,
    at start: SampleTime,
    to recognizer: DeepgramRecognizer
  ) -> RecognitionUpdate? {
    let log = RecognitionLog()
    let stream = recognizer.makeStream(language: "en", terms: ["Kafka"]) { log.take($0) }
    for chunk in StreamingDialect.speech(words: words, from: start) { stream.append(chunk) }
    stream.finish()
    return log.untilSettled().last
  }

  private func query(_ model: String, _ language: String, _ terms: [String]) throws -> [String] {
    let endpoint = ProviderEndpoint(address: "wss://api.deepgram.com/", model: model)
    let request = try DeepgramListening(endpoint: endpoint).request(
      language: language,
      terms: terms
    )
    #expect(WebSocketAddress(request.address) != nil)
    #expect(request.address.hasPrefix("wss://api.deepgram.com/v1/listen?"))
    return request.address.split(separator: "?")[1].split(separator: "&").map(String.init)
  }

  @Test func `it is asked for what was really said`() throws {
    let query = try query("nova-3", "fr-FR", [])
    for wanted in [
      "model=nova-3", "language=fr", "encoding=linear16", "sample_rate=16000", "channels=1",
      "interim_results=true", "filler_words=true", "smart_format=false", "endpointing=false",
    ] {
      #expect(query.contains(wanted), "\(wanted)")
    }
    #expect(try self.query("nova-3", "fr-CA", []).contains("language=fr-CA"))
    #expect(try self.query("nova-2", "en-ZA", []).contains("language=en"))
  }

  @Test func `terms go out as the model takes them, as many as it takes`() throws {
    let terms = ["Kubernetes", "Éric & fils", "a=b"]
    let new = try query("nova-3-medical", "en", terms).filter { $0.hasPrefix("key") }
    #expect(new == ["keyterm=Kubernetes", "keyterm=%C3%89ric%20%26%20fils", "keyterm=a%3Db"])
    let old = try query("nova-2", "en", terms).filter { $0.hasPrefix("key") }
    #expect(old == ["keywords=Kubernetes", "keywords=a%3Db"])
    let many = (0..<500).map { "é\($0)" }
    let told = try query("nova-3", "en", many).filter { $0.hasPrefix("keyterm") }
    #expect((50...100).contains(told.count))
    let long = try query(
      "nova-3",
      "en",
      Array(repeating: String(repeating: "x", count: 90), count: 50)
    )
    #expect(long.filter { $0.hasPrefix("keyterm") }.count == 11)
  }

  @Test func `one connection serves the utterances of a session`() throws {
    let notes = Mutex<[String]>([])
    let server = try ProtocolServer.webSockets { socket, _ in
      StreamingDialect.deepgram.serve(socket) { note in notes.withLock { $0.append(note) } }
    }
    defer { server.close() }
    let recognizer = try recognizer(server)
    for utterance in 1...4 {
      let start = SampleTime(milliseconds: 60_000 * Int64(utterance))
      let expected = StreamingDialect.deepgram.expected(words: 6 + utterance, from: start)
      #expect(say(6 + utterance, at: start, to: recognizer) == .final(expected))
      #expect(eventually { recognizer.restingCount == 1 })
    }
    #expect(server.requests.count == 1)
    #expect(notes.withLock { $0 } == Array(repeating: #"{"type":"Finalize"}"#, count: 4))
    // Between utterances it is kept alive, and after a while let go.
    clock.advance(by: .seconds(5))
    #expect(eventually { notes.withLock { $0.last } == #"{"type":"KeepAlive"}"# })
    clock.advance(by: .seconds(30))
    #expect(eventually { server.connectionCount == 0 })
    #expect(notes.withLock { $0.last } == #"{"type":"CloseStream"}"#)
    #expect(recognizer.restingCount == 0)
    #expect(say(3, at: .zero, to: recognizer)?.isFailure == false)
    #expect(server.requests.count == 2)
  }

  @Test func `a connection that ends while it rests is not used again`() throws {
    let server = try ProtocolServer.webSockets { socket, number in
      StreamingDialect.deepgram.serve(socket) { note in
        if number == 0, note.contains("KeepAlive") { socket.socket.vanish() }
      }
    }
    defer { server.close() }
    let recognizer = try recognizer(server)
    #expect(say(3, at: .zero, to: recognizer)?.isFailure == false)
    clock.advance(by: .seconds(5))
    #expect(eventually { recognizer.restingCount == 0 })
    #expect(say(3, at: .zero, to: recognizer)?.isFailure == false)
    #expect(server.requests.count == 2)
  }

  @Test func `an ending that is not answered is followed by the end of the stream`() throws {
    let notes = Mutex<[String]>([])
    let server = try ProtocolServer.webSockets { socket, _ in
      while let message = socket.next() {
        guard case .text(let text) = message else { continue }
        notes.withLock { $0.append(text) }
        guard text.contains("CloseStream") else { continue }
        let word = #"{"word":"hello","start":0.1,"end":0.2}"#
        let best = #"{"transcript":"hello","words":[\#(word)]}"#
        socket.send(
          #"{"type":"Results","is_final":true,"channel":{"alternatives":[\#(best)]}}"#
        )
        socket.send(#"{"type":"Metadata"}"#)
        return socket.close(1_000)
      }
    }
    defer { server.close() }
    let recognizer = try recognizer(server)
    let log = RecognitionLog()
    let stream = recognizer.makeStream(language: "en") { log.take($0) }
    for chunk in StreamingDialect.speech(words: 3, from: .zero) { stream.append(chunk) }
    stream.finish()
    #expect(eventually { !notes.withLock { $0.isEmpty } })
    clock.advance(by: .seconds(1))
    let times = (SampleTime(milliseconds: 100), SampleTime(milliseconds: 200))
    let word = WordTiming(text: "hello", start: times.0, end: times.1)
    #expect(log.untilSettled().last == .final([word]))
    #expect(recognizer.restingCount == 0)
  }

  @Test func `an error in mid-stream is a failure that is tried again`() throws {
    let error = #"{"type":"Error","variant":"NET-0001","description":"canary-87"}"#
    let server = try ProtocolServer.webSockets { socket, number in
      let fault = StreamingDialect.Fault.say(error, after: 2)
      StreamingDialect.deepgram.serve(socket, fault: number == 0 ? fault : .none)
    }
    defer { server.close() }
    let expected = StreamingDialect.deepgram.expected(words: 5, from: .zero)
    #expect(say(5, at: .zero, to: try recognizer(server)) == .final(expected))
    #expect(server.requests.count == 2)
  }
}
