import Foundation
import Speech
import Synchronization
import TestKit
import Testing

@testable import VoiceEngine

/// The recognizers that stream, against servers that speak their protocols, faults included.
@Suite(.blocking) struct StreamingConformanceTests {
  private let client = WebSocketStreamClient.shared
  private let clock = VirtualClock()
  private let start = SampleTime(milliseconds: 7_000)

  /// Says some words to a server and gives every report until the last.
  ///
  /// - Parameter time: passes again and again while the server has the voice and says nothing.
  private func reports(
    _ dialect: StreamingDialect,
    at address: String,
    words: Int = 10,
    client: WebSocketStreamClient? = nil,
    fault: ProviderFault? = nil,
    passing time: (step: Duration, isDue: () -> Bool)? = nil
  ) -> [RecognitionUpdate] {
    let log = RecognitionLog()
    let recognizer = dialect.recognizer(
      address,
      client ?? self.client,
      fault == nil ? clock.provider : .continuous,
      deadlines: fault?.error == nil ? nil : fault?.deadlines
    )
    let stream = recognizer.makeStream(language: "en-GB", terms: []) { log.take($0) }
    for chunk in StreamingDialect.speech(words: words, from: start) { stream.append(chunk) }
    stream.finish()
    if let time {
      _ = eventually {
        if time.isDue() { clock.advance(by: time.step) }
        return log.isSettled
      }
    }
    return log.untilSettled()
  }

  private func outcome(
    _ dialect: StreamingDialect,
    words: Int = 10,
    _ serve: @escaping @Sendable (ServerWebSocket, Int) -> Void
  ) throws -> (last: RecognitionUpdate?, connections: Int) {
    let server = try ProtocolServer.webSockets(serve: serve)
    defer { server.close() }
    let all = reports(dialect, at: server.webSocketAddress, words: words)
    #expect(all.filter { !$0.isPartial }.count == 1)
    return (all.last, server.requests.count)
  }

  @Test(arguments: StreamingDialect.allCases)
  func `speech becomes words at the session's times`(dialect: StreamingDialect) throws {
    let server = try ProtocolServer.webSockets { socket, _ in dialect.serve(socket) }
    defer { server.close() }
    let all = reports(dialect, at: server.webSocketAddress, words: 13)
    #expect(all.last == .final(dialect.expected(words: 13, from: start)))
    let partials = all.dropLast().map { $0.text.split(separator: " ").count }
    #expect(partials == partials.sorted(), "what was believed only grows here")
    #expect(server.requests.count == 1)
    let key = dialect == .deepgram ? "Token " : "Bearer "
    #expect(server.requests.first?.headers["authorization"] == key + StreamingDialect.key)
    #expect(server.requests.first?.path.contains("canary") == false)
  }

  @Test(arguments: StreamingDialect.allCases, ProviderFault.allCases)
  func `every adapter tells every fault apart, and takes what is none`(
    dialect: StreamingDialect,
    fault: ProviderFault
  ) throws {
    let words = RecognitionUpdate.final(dialect.expected(words: 10, from: start))
    let expected = fault.error.map { .failed(code: $0.code) } ?? words
    guard let certificate = fault.certificate else {
      let server = try ProtocolServer { request, _ in fault.steps(request, dialect) }
      defer { server.close() }
      let all = reports(dialect, at: server.webSocketAddress, fault: fault)
      #expect(all.last == expected)
      #expect(all.count { !$0.isPartial } == 1)
      return
    }
    guard let server = TLSServer(certificate) else { return }
    defer { server.stop() }
    var settings = WebSocketStreamClient.Settings.direct
    if fault != .unknownAuthority { settings.certificates = server.certificate }
    let client = WebSocketStreamClient(settings: settings)
    let address = server.address.replacing("https://", with: "wss://")
    #expect(reports(dialect, at: address, client: client) == [expected])
  }

  @Test(arguments: StreamingDialect.allCases)
  func `what is said before the connection stands is not lost`(dialect: StreamingDialect) throws {
    let gate = DispatchSemaphore(value: 0)
    let server = try ProtocolServer { request, _ in
      gate.wait()
      return ProtocolServer.upgrade(request) { dialect.serve($0) }
    }
    defer { server.close() }
    let log = RecognitionLog()
    let recognizer = dialect.recognizer(server.webSocketAddress, client, clock.provider)
    let stream = recognizer.makeStream(language: "en", terms: []) { log.take($0) }
    for chunk in StreamingDialect.speech(words: 80, from: start) { stream.append(chunk) }
    stream.finish()
    gate.signal()
    #expect(log.untilSettled().last == .final(dialect.expected(words: 80, from: start)))
  }

  @Test(arguments: StreamingDialect.allCases, 0..<12)
  func `a stream that breaks is taken up where its words were settled`(
    dialect: StreamingDialect,
    seed: UInt64
  ) throws {
    let outcome = try outcome(dialect, words: 40) { socket, number in
      var random = SeededGenerator(seed: seed &* 2 &+ UInt64(number))
      let place = Int.random(in: 1...14, using: &random)
      let codes: [UInt16] = [1_001, 1_011, 1_012, 1_013, 4_000]
      let faults: [StreamingDialect.Fault] = [
        .disconnect(after: place), .close(code: codes[place % 5], after: place),
      ]
      dialect.serve(socket, fault: number < 2 ? faults[Int(seed) % 2] : .none)
    }
    #expect(outcome.last == .final(dialect.expected(words: 40, from: start)))
    #expect(outcome.connections == 3)
  }

  @Test(arguments: StreamingDialect.allCases)
  func `a provider that keeps breaking off is not tried for ever`(
    dialect: StreamingDialect
  ) throws {
    let outcome = try outcome(dialect) { socket, _ in
      dialect.serve(socket, fault: .disconnect(after: 1))
    }
    #expect(outcome.last == .failed(code: "disconnected"))
    #expect(outcome.connections == 3)
  }

  @Test(arguments: StreamingDialect.allCases, [1, 3])
  func `a provider that falls silent is given up, then asked again`(
    dialect: StreamingDialect,
    silences: Int
  ) throws {
    let silent = Mutex(0)
    let server = try ProtocolServer.webSockets { socket, number in
      guard number < silences else { return dialect.serve(socket) }
      let noticed = { silent.withLock { $0 = number + 1 } }
      dialect.serve(socket, fault: .stall(after: 5), silence: noticed)
    }
    defer { server.close() }
    // Six seconds a silence, in which nobody else is late.
    let steps = Mutex(0)
    let isDue = { () -> Bool in
      let number = silent.withLock { $0 }
      guard number > 0, number == server.requests.count else { return false }
      return steps.withLock { steps in
        steps += 1
        return steps <= 300 * number
      }
    }
    let passing = (step: Duration.milliseconds(20), isDue: isDue)
    let all = reports(dialect, at: server.webSocketAddress, passing: passing)
    #expect(all.filter { !$0.isPartial }.count == 1)
    if silences == 1 {
      #expect(all.last == .final(dialect.expected(words: 10, from: start)))
      #expect(server.requests.count == 2)
    } else {
      #expect(all.last?.isFailure == true)
      #expect((2...3).contains(server.requests.count))
    }
  }

  @Test(arguments: StreamingDialect.allCases)
  func `every refusal is told apart, and repeated only where that may help`(
    dialect: StreamingDialect
  ) throws {
    let cases: [(Int, [String], String, Int)] = [
      (401, [], "unauthorized", 1), (403, [], "unauthorized", 1), (400, [], "rejected", 1),
      (429, ["Retry-After: 30"], "rate_limited", 1), (429, [], "rate_limited", 3),
      (500, [], "unavailable", 3), (503, ["Retry-After: 60"], "unavailable", 1),
    ]
    for (status, headers, code, connections) in cases {
      let server = try ProtocolServer { _, _ in
        ProtocolServer.answer(status, headers, "{\"err_msg\":\"canary-86\"}")
      }
      defer { server.close() }
      let all = reports(dialect, at: server.webSocketAddress)
      #expect(all == [.failed(code: code)], "\(status)")
      #expect(server.requests.count == connections, "\(status)")
    }
  }

  @Test(arguments: StreamingDialect.allCases)
  func `what is no protocol is a failure`(dialect: StreamingDialect) throws {
    for text in ["{\"type\": ", "[1]", "\"text\"", ""] {
      let outcome = try outcome(dialect) { socket, _ in
        dialect.serve(socket, fault: .say(text, after: 5))
      }
      #expect(outcome.last == .failed(code: "malformed"), "\(text)")
      #expect(outcome.connections == 1)
    }
    let blamed = try outcome(dialect) { socket, _ in
      dialect.serve(socket, fault: .close(code: 1_008, after: 5))
    }
    #expect(blamed.last == .failed(code: "rejected"))
    #expect(blamed.connections == 1)
  }

  @Test(arguments: StreamingDialect.allCases)
  func `an utterance that nobody wants is not heard of again`(dialect: StreamingDialect) throws {
    let server = try ProtocolServer.webSockets { socket, _ in dialect.serve(socket) }
    defer { server.close() }
    let log = RecognitionLog()
    let recognizer = dialect.recognizer(server.webSocketAddress, client, clock.provider)
    let stream = recognizer.makeStream(language: "en", terms: []) { log.take($0) }
    for chunk in StreamingDialect.speech(words: 5, from: start) { stream.append(chunk) }
    #expect(eventually { !log.updates.isEmpty })
    stream.cancel()
    let count = log.updates.count
    stream.finish()
    stream.append(PCMChunk(start: start, samples: [1]))
    #expect(eventually { server.connectionCount == 0 })
    #expect(log.updates.count == count)
    let silent = recognizer.makeStream(language: "en", terms: []) { log.take($0) }
    silent.finish()
    #expect(log.updates.last == .final([]))
  }
}
