import Foundation
import Sessions
import Speech
import Synchronization
import TestKit
import Testing
import VoiceEngine

@testable import Server

@Suite(.blocking) struct ProviderAssemblyTests {
  private func assembly(
    _ flags: [String],
    _ environment: [String: String] = [:],
    log: Log = Log(write: { _ in })
  ) throws -> ProviderAssembly {
    let options = try ConfigurationResolver.resolve(
      arguments: flags,
      environment: [:],
      readFile: { _ in nil }
    )
    return try ProviderAssembly(ServerConfiguration(options), environment: environment, log: log)
  }

  @Test func `the default is this machine alone, and says that it is a demonstration`() throws {
    let assembly = try assembly([])
    #expect(assembly.disclosure.recognizerIsDemonstration)
    #expect(assembly.disclosure.recognizers == ["embedded"])
    #expect(assembly.disclosure.recognizerHosts.isEmpty && assembly.judges.isEmpty)
    #expect(assembly.disclosure.interviewerHosts.isEmpty && assembly.health().isEmpty)
    #expect(assembly.ports.interviewer is ScriptedInterviewer)
  }

  @Test func `hosts elsewhere are told, those of this machine are not`() throws {
    let assembly = try assembly([
      "--recognizers", "openai http://localhost:1/v1 model=m,openai https://stt.example/v1 model=m",
      "--language-models", "gemini model=m",
    ])
    #expect(assembly.disclosure.recognizerHosts == ["stt.example"])
    #expect(assembly.disclosure.recognizers == ["m (openai)", "m (openai)"])
    #expect(!assembly.disclosure.recognizerIsDemonstration)
    #expect(assembly.disclosure.interviewerHosts == ["generativelanguage.googleapis.com"])
    #expect(
      assembly.health() == [
        "recognizer 1 openai: ok", "recognizer 2 openai: ok", "language model 1 gemini: ok",
      ]
    )
  }

  @Test func `recognizers that stream stand in one list with those that do not`() throws {
    let assembly = try assembly([
      "--recognizers",
      "deepgram model=nova-3 languages=en:fr,vosk ws://127.0.0.1:1,"
        + "openai http://127.0.0.1:1/v1 model=m",
    ])
    #expect(assembly.ports.recognizer is FallbackRecognizer)
    #expect(assembly.ports.recognizer?.recognizes(language: "fr-FR") == true)
    #expect(assembly.disclosure.recognizerHosts == ["api.deepgram.com"])
    #expect(assembly.disclosure.recognizers == ["nova-3 (deepgram)", "vosk", "m (openai)"])
    #expect(
      assembly.health() == [
        "recognizer 1 deepgram: ok", "recognizer 2 vosk: ok", "recognizer 3 openai: ok",
      ]
    )
  }

  @Test func `judges are models of their own, and their hosts are told`() throws {
    let assembly = try assembly([
      "--judge-models", "anthropic model=judge-1,openai http://127.0.0.1:1/v1 model=judge-2",
    ])
    #expect(
      assembly.judges.map(\.identity.model) == ["judge-1", "judge-2"]
        && assembly.judges.allSatisfy { $0.identity.kind == .model }
    )
    #expect(assembly.disclosure.interviewerHosts == ["api.anthropic.com"])
    #expect(assembly.ports.interviewer is ScriptedInterviewer)
  }

  @Test func `the engine waits longer than its providers may take`() throws {
    let assembly = try assembly(["--language-model-deadline", "8s"])
    #expect(assembly.engine.interviewerDeadline == .milliseconds(8_500))
    #expect(assembly.engine.recognizerDeadline == .seconds(10))
    #expect(assembly.engine.synthesizerDeadline == .seconds(5))
  }

  @Test func `a key comes from a file or the environment, or the start fails`() throws {
    let line = "anthropic model=m key_variable=MY_KEY"
    #expect(throws: ProviderSetupError.self) { try assembly(["--language-models", line]) }
    _ = try assembly(["--language-models", line], ["MY_KEY": " key-canary-92\n"])
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("key-\(UInt64.random(in: .min ... .max))").path
    let fromFile = ["--language-models", "anthropic model=m key_file=\(path)"]
    let error = #expect(throws: ProviderSetupError.self) { try assembly(fromFile) }
    #expect(error?.description.contains(path) == true)
    try "key".write(toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    _ = try assembly(fromFile)
  }

  @Test func `an utterance reaches the recognizer, and its failure health but no log`() async throws
  {
    let server = try ProtocolServer { _, number in
      number == 0
        ? ProtocolServer.answer(200, [], #"{"text":"words-canary-93"}"#)
        : ProtocolServer.answer(401, [], #"{"error":"key-canary-94 words-canary-95"}"#)
    }
    defer { server.close() }
    let written = Mutex("")
    let log = Log(write: { line in written.withLock { $0 += line } })
    let assembly = try assembly(
      ["--recognizers", "openai \(server.address)/v1 model=m key_variable=K"],
      ["K": "key-canary-94"],
      log: log
    )
    let recognizer = try #require(assembly.ports.recognizer)
    #expect(recognizer.recognizes(language: "sw"))
    var updates: [RecognitionUpdate] = []
    for _ in 0..<2 {
      let update = await withCheckedContinuation { continuation in
        let stream = recognizer.makeStream(language: "en") { continuation.resume(returning: $0) }
        stream.append(PCMChunk(start: .zero, samples: [Float](repeating: 0.1, count: 1_600)))
        stream.finish()
      }
      updates.append(update)
    }
    guard case .final(let words) = updates[0] else {
      Issue.record("no words")
      return
    }
    #expect(words.map(\.text) == ["words-canary-93"])
    #expect(updates[1] == .failed(code: "unauthorized"))
    #expect(server.requests.first?.headers["authorization"] == "Bearer key-canary-94")
    let health = assembly.health().joined()
    #expect(health.hasPrefix("recognizer 1 openai: rests for"))
    #expect(!(health + written.withLock { $0 }).contains("canary"))
  }
}
