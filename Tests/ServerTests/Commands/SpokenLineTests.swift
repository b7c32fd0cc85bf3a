import Foundation
import Sessions
import Testing
import VoiceEngine

@testable import Server

@Suite struct SpokenLineTests {
  /// Speaks each sentence as a tenth of a second of half level.
  private struct Tone: SpeechSynthesizer {
    func synthesize(
      _ request: SynthesisRequest
    ) async throws(EngineError) -> SynthesizedSpeech {
      SynthesizedSpeech(
        samples: [Float](repeating: 0.5, count: 1_600),
        sampleRate: 16_000,
        words: []
      )
    }
  }

  private let plan = InterviewPlan(
    language: "en",
    personaName: "Ada",
    questions: [PlannedQuestion(id: "one", ask: "One?")],
    closing: "Bye."
  )

  @Test func `the file is what the sentences are, with a pause between them`() async throws {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "spoken-\(UUID().uuidString).wav").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let line = SpokenLine("This is one sentence. This is another one.", of: plan)
    let seconds = try await line.write(to: path, with: Tone())
    #expect(abs(seconds - (0.1 + SpokenLine.pauseSeconds + 0.1)) < 0.001)
    let samples = try AudioFileReader.samples(of: URL(fileURLWithPath: path))
    #expect(abs(Double(samples.count) / 16_000 - seconds) < 0.01)
    #expect(abs((samples.first ?? 0) - 0.5) < 0.001)
  }

  @Test func `samples beyond full scale are clipped, not wrapped`() {
    let bytes = WAVFile.bytes(of: [2, -2], sampleRate: 8_000)
    #expect(bytes.count == 48)
    #expect(Array(bytes.suffix(4)) == [0xFF, 0x7F, 0x01, 0x80])
  }
}
