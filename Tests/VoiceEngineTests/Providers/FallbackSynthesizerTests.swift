import Foundation
import Speech
import TestKit
import Testing

@testable import VoiceEngine

@Suite struct FallbackSynthesizerTests {
  private struct Speaker: SentenceSpeaker {
    var result: Result<SynthesizedSpeech, ProviderError>

    func speech(
      for request: SynthesisRequest,
      deadlines: HTTPStreamRequest.Deadlines
    ) async throws(ProviderError) -> SynthesizedSpeech { try result.get() }
  }

  private let request = SynthesisRequest(text: "Tell me more.", language: "en", voice: nil)

  private func synthesizer(
    _ results: Result<SynthesizedSpeech, ProviderError>...
  ) -> FallbackSynthesizer {
    FallbackSynthesizer(
      FallbackList(
        results.map { .init(name: "s", provider: Speaker(result: $0) as any SentenceSpeaker) },
        policy: .synthesizer,
        clock: VirtualClock().provider
      )
    )
  }

  private func tone(_ level: Float, silence: Int = 0) -> SynthesizedSpeech {
    let sound = (0..<16_000).map { level * Float(sin(Double($0) / 10)) }
    let pause = [Float](repeating: 0, count: silence)
    return SynthesizedSpeech(samples: pause + sound + pause, sampleRate: 16_000, words: [])
  }

  @Test(arguments: [Float(0.02), 0.1, 0.7])
  func `every voice is brought to one level`(level: Float) async throws {
    let speech = try await synthesizer(.success(tone(level, silence: 8_000))).synthesize(request)
    let spoken = try #require(
      LoudnessLeveler.spokenLevel(speech.samples, sampleRate: speech.sampleRate)
    )
    #expect(abs(20 * log10(spoken / LoudnessLeveler.target)) < 0.5)
  }

  @Test func `no sample goes beyond the peak, and silence stays silence`() {
    var clicks = [Float](repeating: 0.001, count: 16_000)
    clicks[100] = 0.9
    LoudnessLeveler.level(&clicks, sampleRate: 16_000)
    #expect((clicks.max() ?? 1) <= LoudnessLeveler.peak + 0.001)
    var silence = [Float](repeating: 0, count: 500)
    LoudnessLeveler.level(&silence, sampleRate: 16_000)
    #expect(silence.allSatisfy { $0 == 0 })
    var nothing: [Float] = []
    LoudnessLeveler.level(&nothing, sampleRate: 16_000)
    #expect(nothing.isEmpty)
  }

  @Test func `words without times get a place between the first and the last sound`() async throws {
    let speech = try await synthesizer(.success(tone(0.1, silence: 8_000))).synthesize(request)
    #expect(speech.wordTimesAreEstimated)
    #expect(speech.words.map(\.text) == ["Tell", "me", "more."])
    let first = try #require(speech.words.first)
    let last = try #require(speech.words.last)
    #expect(abs(first.start.seconds - 0.5) < 0.02 && abs(last.end.seconds - 1.5) < 0.02)
    for (word, next) in zip(speech.words, speech.words.dropFirst()) {
      #expect(word.start < word.end && word.end == next.start)
    }
  }

  @Test func `times that a voice gives are kept and not called estimated`() async throws {
    var spoken = tone(0.1)
    let end = SampleTime(milliseconds: 300)
    spoken.words = [WordTiming(text: "Tell", start: .zero, end: end)]
    let speech = try await synthesizer(.success(spoken)).synthesize(request)
    #expect(!speech.wordTimesAreEstimated && speech.words == spoken.words)
  }

  @Test func `the next voice speaks the whole sentence when the first cannot`() async throws {
    let speech = try await synthesizer(.failure(.disconnected), .success(tone(0.1)))
      .synthesize(request)
    #expect(speech.words.map(\.text) == ["Tell", "me", "more."])
  }

  @Test func `where no voice speaks the reason is a code`() async {
    await #expect(throws: EngineError(.synthesizerFailed, "no voice could speak (malformed)")) {
      try await synthesizer(.failure(.malformed)).synthesize(request)
    }
    do throws(EngineError) {
      _ = try await synthesizer(.failure(.timedOut(.stall))).synthesize(request)
      Issue.record("spoke")
    } catch { #expect(error.code == .timedOut) }
  }

  @Test func `the embedded voice is not asked for another provider's`() async throws {
    struct Witness: SpeechSynthesizer {
      func synthesize(
        _ request: SynthesisRequest
      ) async throws(EngineError) -> SynthesizedSpeech {
        let samples = [Float(request.voice == nil ? 1 : 0)]
        return SynthesizedSpeech(samples: samples, sampleRate: 16_000, words: [])
      }
    }
    var named = request
    named.voice = "af_heart"
    let speech = try await EmbeddedSpeaker(Witness()).speech(for: named, deadlines: .patient)
    #expect(speech.samples == [1])
  }

  @Test func `a voice is the one asked for where the provider has it, else the language's`() {
    let choice = VoiceChoice(standard: "a", voices: ["fr": "b", "de": "c"])
    func voice(_ language: String, _ wanted: String?) -> String {
      choice.voice(for: SynthesisRequest(text: "", language: language, voice: wanted))
    }
    #expect(voice("en-GB", nil) == "a" && voice("fr-CA", nil) == "b")
    #expect(voice("en", "c") == "c" && voice("fr", "a") == "a" && voice("fr", "espeak-1") == "b")
  }

  @Test func `of two channels the first is heard`() throws {
    let stereo = WAVFile.bytes([100, -1, 200, -2, 300, -3], sampleRate: 16_000)
    var file = stereo
    file[22] = 2
    let speech = try SoundReader.speech(wav: file)
    #expect(speech.samples.map { Int($0 * 32_768) } == [100, 200, 300])
    let mono = try SoundReader.speech(wav: stereo)
    #expect(mono.samples.count == 6 && mono.sampleRate == 16_000)
  }

  @Test func `every cut of a sound file is a sound or an error`() {
    let file = WAVFile.bytes((0..<50).map { Int16($0) }, sampleRate: 16_000)
    for count in 0..<file.count {
      let cut = try? SoundReader.speech(wav: Array(file[..<count]))
      #expect((cut?.samples.count ?? 0) <= max(0, (count - 44) / 2))
    }
  }
}
