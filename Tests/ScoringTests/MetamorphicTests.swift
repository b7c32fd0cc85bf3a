import Foundation
import TestKit
import Testing

@testable import Scoring

/// What must stay, and what must move by how much, when a recording is changed in a known way: on
/// drawn speech always, on real speech where `../shared/data/fda-dev` is there.
@Suite struct MetamorphicTests {
  /// A recording with a name for messages.
  struct Recording: CustomTestStringConvertible, Sendable {
    var name: String
    var samples: [Float]
    var testDescription: String { name }
  }

  static let recordings: [Recording] = [drawn] + RealSpeech.sentences(4)

  private static let drawn = Recording(
    name: "drawn",
    samples: (0..<4).reduce(ScoringSketch().silence(0.5)) { sketch, index in
      sketch.syllables(5 + index, hertz: 110).silence(0.4 + 0.3 * Double(index))
    }.samples
  )

  private func analyze(_ samples: [Float]) -> DeliveryAnalysis {
    DeliveryAnalyzer.analyze(samples: samples)
  }

  @Test(arguments: recordings, [-12.0, -6, 6, 12])
  func `gain changes no time`(recording: Recording, gainDecibels: Double) {
    let gain = Float(pow(10, gainDecibels / 20))
    let before = analyze(recording.samples)
    let after = analyze(recording.samples.map { $0 * gain })
    #expect(after.silentPauses == before.silentPauses)
    #expect(after.speech == before.speech)
    #expect(after.syllableSeconds == before.syllableSeconds)
  }

  @Test(arguments: recordings)
  func `pieces of any size give the same analysis`(recording: Recording) {
    var dice = ScoringDice(seed: 11)
    var analyzer = RecordingAnalyzer()
    for piece in dice.pieces(of: recording.samples, upTo: 3_000) { analyzer.append(Array(piece)) }
    #expect(analyzer.finish() == analyze(recording.samples))
  }

  @Test(arguments: recordings)
  func `an inserted second of silence is exactly one more pause`(recording: Recording) throws {
    let before = analyze(recording.samples)
    // Where speech is loudest: never beside a pause that it would join.
    let place = try #require(loudestWindow(of: recording.samples))
    var samples = recording.samples
    samples.insert(contentsOf: roomNoise(of: recording.samples, seconds: 1), at: place)
    let after = analyze(samples)
    #expect(after.measures.silentPauseCount == before.measures.silentPauseCount + 1)
    let change = after.measures.answerLengthSeconds - before.measures.answerLengthSeconds
    #expect(abs(change - 1) < 0.05)
  }

  @Test(arguments: recordings, [0.9, 1.1])
  func `a stretch of ten percent moves every rate by ten percent`(
    recording: Recording,
    factor: Double
  ) throws {
    let before = analyze(recording.samples).measures
    let after = analyze(TimeScale.stretched(recording.samples, by: factor)).measures
    #expect(abs(after.answerLengthSeconds / before.answerLengthSeconds / factor - 1) < 0.01)
    let first = try #require(before.speechRateSyllablesPerSecond)
    let second = try #require(after.speechRateSyllablesPerSecond)
    // Of few syllables one more or less is more than a percent: it must not be more than one.
    #expect(abs(second * after.answerLengthSeconds - first * before.answerLengthSeconds) <= 1.01)
  }

  @Test(arguments: recordings, [-4.0, 4])
  func `four semitones up or down change no time`(recording: Recording, semitones: Double) throws {
    let before = analyze(recording.samples).measures
    let after = analyze(TimeScale.shifted(recording.samples, semitones: semitones)).measures
    #expect(abs(after.answerLengthSeconds - before.answerLengthSeconds) < 0.06)
    #expect(abs(after.phonationTimeSeconds - before.phonationTimeSeconds) < 0.12)
    #expect(after.silentPauseCount == before.silentPauseCount)
    #expect(abs(after.syllableCount - before.syllableCount) <= 1)
    let ratio = try #require(after.f0MedianHertz) / #require(before.f0MedianHertz)
    #expect(abs(12 * log2(ratio) - semitones) < 0.5)
  }

  /// The middle of the loudest 50 ms, as a sample.
  private func loudestWindow(of samples: [Float]) -> Int? {
    stride(from: 0, to: samples.count - 800, by: 160).max { first, second in
      energy(samples[first..<(first + 800)]) < energy(samples[second..<(second + 800)])
    }.map { $0 + 400 }
  }

  /// The quietest 50 ms again and again, every second time backwards so that nothing jumps.
  private func roomNoise(of samples: [Float], seconds: Double) -> [Float] {
    let start = stride(from: 0, to: samples.count - 800, by: 160).min { first, second in
      energy(samples[first..<(first + 800)]) < energy(samples[second..<(second + 800)])
    }
    let quiet = Array(samples[(start ?? 0)..<((start ?? 0) + 800)])
    let pair = quiet + quiet.reversed()
    return (0..<Int(seconds * 16_000)).map { pair[$0 % pair.count] }
  }

  private func energy(_ samples: ArraySlice<Float>) -> Float {
    samples.reduce(0) { $0 + $1 * $1 }
  }
}

/// Sentences of real speech, where the data folder beside the repository is there.
enum RealSpeech {
  /// Up to `count` sentences at 16 kHz; none without the folder, and then real speech is skipped.
  static func sentences(_ count: Int) -> [MetamorphicTests.Recording] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let folder = root.appendingPathComponent("../shared/data/fda-dev").standardized
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let files = names.filter { $0.hasSuffix(".wav") }.sorted()
    return stride(from: 0, to: files.count, by: max(1, files.count / count)).compactMap { index in
      let url = folder.appendingPathComponent(files[index])
      guard let data = try? Data(contentsOf: url), data.count > 44 else { return nil }
      // These files have a plain header of 44 bytes and 16-bit samples.
      let samples = stride(from: 44, to: data.count - 1, by: 2).map { place in
        Float(Int16(bitPattern: UInt16(data[place]) | UInt16(data[place + 1]) << 8)) / 32_768
      }
      return MetamorphicTests.Recording(name: files[index], samples: samples)
    }
  }
}
