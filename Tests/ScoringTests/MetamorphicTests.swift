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

  static let recordings: [Recording] = [drawn] + spoken

  // Only real speech is stretched and shifted, and that is skipped where there is none: windows
  // laid over each other turn a drawn bed of noise into something that no room sounds like.
  // Sentences are joined to the length of an answer: the detector learns room and voice first.
  static let spoken = RealSpeech.answers(sentences: 5)

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
    // Where speech is loudest, but never beside a pause that it would join.
    let place = try #require(loudestWindow(of: recording.samples, within: before.speech))
    var samples = recording.samples
    samples.insert(contentsOf: roomNoise(of: recording.samples, seconds: 1), at: place)
    let after = analyze(samples)
    func check() {
      #expect(after.measures.silentPauseCount == before.measures.silentPauseCount + 1)
      let change = after.measures.answerLengthSeconds - before.measures.answerLengthSeconds
      #expect(abs(change - 1) < 0.05)
    }
    if recording.name == Self.drawn.name {
      check()
    } else {
      // A room made of 50 ms over and over teaches the detector a room that is not there: pauses
      // of the sentences around it come and go.
      withKnownIssue("pauses near a looped room", isIntermittent: true, check)
    }
  }

  @Test(arguments: spoken, [0.9, 1.1])
  func `a stretch of ten percent moves rates by about ten percent`(
    recording: Recording,
    factor: Double
  ) throws {
    let before = analyze(recording.samples).measures
    let after = analyze(TimeScale.stretched(recording.samples, by: factor)).measures
    #expect(abs(after.answerLengthSeconds / before.answerLengthSeconds / factor - 1) < 0.015)
    let first = try #require(before.speechRateSyllablesPerSecond)
    let second = try #require(after.speechRateSyllablesPerSecond)
    // Of few syllables one more or less is more than a percent.
    let syllables = first * before.answerLengthSeconds
    #expect(abs(second * after.answerLengthSeconds - syllables) <= max(1, 0.11 * syllables) + 0.01)
  }

  @Test(arguments: spoken, [-4.0, 4])
  func `four semitones up or down change hardly any time`(recording: Recording, semitones: Double)
    throws
  {
    let before = analyze(recording.samples).measures
    let after = analyze(TimeScale.shifted(recording.samples, semitones: semitones)).measures
    #expect(abs(after.answerLengthSeconds - before.answerLengthSeconds) < 0.1)
    // A pause just over the shortest may fall under it, and its time is then phonation.
    #expect(abs(after.phonationTimeSeconds / before.phonationTimeSeconds - 1) < 0.08)
    #expect(abs(after.silentPauseCount - before.silentPauseCount) <= 1)
    let change = abs(after.syllableCount - before.syllableCount)
    #expect(Double(change) <= max(1, 0.11 * Double(before.syllableCount)))
    let ratio = try #require(after.f0MedianHertz) / #require(before.f0MedianHertz)
    #expect(abs(12 * log2(ratio) - semitones) < 0.5)
  }

  /// The middle of the loudest 50 ms that lie half a second or more inside speech, as a sample.
  private func loudestWindow(of samples: [Float], within speech: [DeliveryAnalysis.Span]) -> Int? {
    let inner = speech.flatMap { span in
      stride(
        from: Int((span.startSeconds + 0.5) * 16_000),
        to: Int((span.endSeconds - 0.5) * 16_000),
        by: 160
      )
    }
    return inner.max { first, second in
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
  /// One recording at 16 kHz for each speaker; none without the folder, and then real speech is
  /// skipped.
  static func answers(sentences: Int) -> [MetamorphicTests.Recording] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let folder = root.appendingPathComponent("../shared/data/fda-dev").standardized
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return ["fda_rl", "fda_sb"].compactMap { (speaker: String) in
      let files = names.filter { $0.hasPrefix(speaker) && $0.hasSuffix(".wav") }.sorted()
      let joined = files.prefix(sentences).flatMap { file in
        samples(of: folder.appendingPathComponent(file))
      }
      return joined.isEmpty ? nil : MetamorphicTests.Recording(name: speaker, samples: joined)
    }
  }

  /// 16-bit samples after the name of their chunk and its length; other chunks come before.
  private static func samples(of url: URL) -> [Float] {
    guard let data = try? Data(contentsOf: url),
      let chunk = data.firstRange(of: Data("data".utf8))
    else { return [] }
    return stride(from: chunk.upperBound + 4, to: data.count - 1, by: 2).map { place in
      Float(Int16(bitPattern: UInt16(data[place]) | UInt16(data[place + 1]) << 8)) / 32_768
    }
  }
}
