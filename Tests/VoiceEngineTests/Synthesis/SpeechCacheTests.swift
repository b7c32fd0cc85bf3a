import Speech
import Synchronization
import TestKit
import Testing
import VoiceEngine

@Suite struct SpeechCacheTests {
  /// Counts what it speaks, and fails as often as it is told.
  private final class CountingSynthesizer: SpeechSynthesizer {
    private let state = Mutex<(calls: [String], failures: Int)>(([], 0))

    init(failures: Int = 0) { state.withLock { $0.failures = failures } }

    var calls: [String] { state.withLock { $0.calls } }

    func synthesize(_ request: SynthesisRequest) async throws(EngineError) -> SynthesizedSpeech {
      let fails = state.withLock { state in
        state.calls.append(request.text)
        guard state.failures > 0 else { return false }
        state.failures -= 1
        return true
      }
      if fails { throw EngineError(.synthesizerFailed, "as the test wants") }
      return try await ScriptedSynthesizer().synthesize(request)
    }
  }

  private func request(_ text: String, voice: String? = nil) -> SynthesisRequest {
    SynthesisRequest(text: text, language: "en", voice: voice)
  }

  @Test func `a sentence is spoken once and is the same each time`() async throws {
    let synthesizer = CountingSynthesizer()
    let cache = SpeechCache(synthesizer: synthesizer)
    let first = try await cache.speech(for: request("one two"))
    let second = try await cache.speech(for: request("one two"))
    #expect(first == second)
    #expect(first.packets.count == 10 && first.words.map(\.text) == ["one", "two"])
    #expect(synthesizer.calls == ["one two"])
    #expect(await cache.hits == 1)
    #expect(await cache.misses == 1)
  }

  @Test func `another voice is another sentence`() async throws {
    let synthesizer = CountingSynthesizer()
    let cache = SpeechCache(synthesizer: synthesizer)
    _ = try await cache.speech(for: request("one"))
    _ = try await cache.speech(for: request("one", voice: "x"))
    #expect(synthesizer.calls.count == 2)
  }

  @Test func `who asks at the same time waits for the same sentence`() async throws {
    let synthesizer = CountingSynthesizer()
    let cache = SpeechCache(synthesizer: synthesizer)
    let all = try await withThrowingTaskGroup(of: EncodedSpeech.self) { group in
      for _ in 0..<20 { group.addTask { try await cache.speech(for: request("one")) } }
      var all: [EncodedSpeech] = []
      for try await speech in group { all.append(speech) }
      return all
    }
    #expect(all.allSatisfy { $0 == all[0] })
    #expect(synthesizer.calls.count == 1)
  }

  @Test func `a failure is told and not kept`() async throws {
    let synthesizer = CountingSynthesizer(failures: 1)
    let cache = SpeechCache(synthesizer: synthesizer)
    await #expect(throws: EngineError.self) { try await cache.speech(for: request("one")) }
    _ = try await cache.speech(for: request("one"))
    _ = try await cache.speech(for: request("one"))
    #expect(synthesizer.calls.count == 2)
  }

  @Test func `the sentence that was used longest ago makes room`() async throws {
    let synthesizer = CountingSynthesizer()
    let size = try await SpeechCache(synthesizer: synthesizer).speech(for: request("w1")).byteCount
    let cache = SpeechCache(synthesizer: synthesizer, byteLimit: size * 3)
    for text in ["w1", "w2", "w3", "w1", "w4", "w1", "w2"] {
      _ = try await cache.speech(for: request(text))
    }
    #expect(synthesizer.calls == ["w1", "w1", "w2", "w3", "w4", "w2"])
  }

  @Test func `a sentence above the limit is spoken and not kept`() async throws {
    let synthesizer = CountingSynthesizer()
    let cache = SpeechCache(synthesizer: synthesizer, byteLimit: 10)
    for _ in 0..<2 { _ = try await cache.speech(for: request("one")) }
    #expect(synthesizer.calls.count == 2)
  }

  @Test func `a sentence that was given up is spoken anew`() async throws {
    let held = HeldRequests()
    let count = Mutex(0)
    let cache = SpeechCache(
      synthesizer: HeldSynthesizer(held: held) { _ in
        count.withLock { count in
          count += 1
          return count == 1 ? .hangs : .answers
        }
      }
    )
    let first = Task { try await cache.speech(for: request("one")) }
    while !held.holds("one") { await Task.yield() }
    await cache.forget(request("one"))
    _ = try await cache.speech(for: request("one"))
    #expect(count.withLock { $0 } == 2)
    _ = try await first.value
    _ = try await cache.speech(for: request("one"))
    #expect(count.withLock { $0 } == 2)
  }

  @Test func `sound at another rate is brought to the encoder's`() throws {
    let words = [WordTiming(text: "a", start: .zero, end: SampleTime(milliseconds: 500))]
    let speech = SynthesizedSpeech(
      samples: [Float](repeating: 0.1, count: 11_025),
      sampleRate: 22_050,
      words: words
    )
    let encoded = try EncodedSpeech(speech, text: "a", sampleRate: 24_000)
    #expect(encoded.duration == .milliseconds(500))
    #expect(encoded.words == words)
    #expect(throws: EngineError.self) {
      try EncodedSpeech(
        SynthesizedSpeech(samples: [0], sampleRate: 0, words: []),
        text: "",
        sampleRate: 24_000
      )
    }
  }
}
