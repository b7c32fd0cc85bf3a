import Foundation
import Speech
import Synchronization
import TestKit
import VoiceEngine

@testable import Sessions

/// A candidate whose answers the embedded synthesizer speaks, so that their words are known.
struct SpokenCandidate: Sendable {
  /// Silence between two sentences, in seconds.
  static let pauseSeconds = 0.4

  let language: String
  private let synthesizer: EspeakSynthesizer

  init(language: String) throws {
    self.language = language
    synthesizer = try EspeakSynthesizer(workers: 1)
  }

  /// Sentences with a pause after each, at 16 kHz.
  func samples(of sentences: [String]) async throws -> [Float] {
    var samples: [Float] = []
    for sentence in sentences {
      let speech = try await synthesizer.synthesize(
        SynthesisRequest(text: sentence, language: language, voice: nil)
      )
      var converter = SampleRateConverter(from: speech.sampleRate, to: PCMChunk.sampleRate)
      samples += converter.convert(speech.samples) + converter.finish()
      samples += SyntheticVoice.silence(seconds: SpokenCandidate.pauseSeconds)
    }
    return samples
  }

  /// What a browser would send of samples at 16 kHz.
  static func packets(of samples: [Float]) throws -> [[UInt8]] {
    var encoder = try OpusEncoder(sampleRate: PCMChunk.sampleRate, bitsPerSecond: 32_000)
    return try encoder.encodeAll(samples)
  }
}

/// Hears what it is told was said: all of it in the first utterance that is long enough.
///
/// Audio that a recognizer turns into the same words, whatever was done to it.
final class TellingRecognizer: SpeechRecognizer {
  private let text = Mutex<String?>(nil)

  /// Says what comes next.
  func expect(_ text: String) { self.text.withLock { $0 = text } }

  func recognizes(language: String) -> Bool { true }

  func makeStream(
    language: String,
    terms: [String],
    report: @escaping @Sendable (RecognitionUpdate) -> Void
  ) -> any RecognitionStream {
    TellingStream(report: report) { [self] in text.withLock { $0.take() } }
  }
}

private final class TellingStream: RecognitionStream {
  private static let shortest = Duration.milliseconds(300)

  private let report: @Sendable (RecognitionUpdate) -> Void
  private let take: @Sendable () -> String?
  private let span = Mutex<Range<SampleTime>?>(nil)

  init(
    report: @escaping @Sendable (RecognitionUpdate) -> Void,
    take: @escaping @Sendable () -> String?
  ) {
    self.report = report
    self.take = take
  }

  func append(_ chunk: PCMChunk) {
    span.withLock { $0 = ($0?.lowerBound ?? chunk.start)..<chunk.end }
  }

  func finish() {
    guard let span = span.withLock({ $0 }),
      span.upperBound - span.lowerBound >= TellingStream.shortest, let text = take()
    else { return report(.final([])) }
    let words = text.split(separator: " ").map(String.init)
    let step = Duration(
      ticks: (span.upperBound - span.lowerBound).ticks / Int64(max(1, words.count))
    )
    report(
      .final(
        words.enumerated().map { index, word in
          let start = span.lowerBound + step * index
          return WordTiming(text: word, start: start, end: start + step)
        }
      )
    )
  }

  func cancel() {}
}
