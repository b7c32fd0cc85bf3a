import Foundation
import Scoring
import Sessions

/// One measured file, as it is printed.
struct ScoredFile: Encodable {
  struct Pause: Encodable {
    var start_s: Double
    var end_s: Double
    var kind = "silent"
  }

  struct Pitch: Encodable {
    var hop_s = 0.01
    var f0_hz: [Float?]
  }

  var file: String
  var duration_s: Double
  var feature_set: String
  var speech: [[Double]]
  var pauses: [Pause]
  var syllables: [Double]
  var pitch: Pitch?
  var measures: CompleteMeasures

  /// Reads and measures a file, a piece at a time.
  init(
    path: String,
    language: SpokenLanguage,
    withPitch: Bool
  ) throws(RecordingError) {
    let reader = try AudioFileReader(url: URL(fileURLWithPath: path))
    var analyzer = RecordingAnalyzer(language: language, keepsPitch: withPitch)
    while let piece = try reader.next() { analyzer.append(piece) }
    let analysis = analyzer.finish()
    guard analysis.durationSeconds > 0 else {
      throw RecordingError(.notAudio, "The file holds no sound.")
    }
    file = path
    duration_s = analysis.durationSeconds
    feature_set = FeatureSet.name
    speech = analysis.speech.map { [$0.startSeconds, $0.endSeconds] }
    pauses = analysis.silentPauses.map { Pause(start_s: $0.startSeconds, end_s: $0.endSeconds) }
    syllables = analysis.syllableSeconds
    pitch = withPitch ? Pitch(f0_hz: analysis.pitchHertz) : nil
    measures = CompleteMeasures(values: analysis.measures)
  }

  /// The line of `--json`.
  var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Only numbers that are not finite could fail, and the analyser gives none.
    guard let data = try? encoder.encode(self) else { return "{}" }
    return String(decoding: data, as: UTF8.self)
  }

  /// One line to read.
  var text: String {
    func number(_ value: Double?, _ digits: Int, _ unit: String) -> String {
      value.map { String(format: "%.\(digits)f%@", $0, unit) } ?? "not measured"
    }
    let measures = measures.values
    return [
      "\(file): \(number(duration_s, 1, " s"))",
      "articulation rate \(number(measures.articulationRateSyllablesPerSecond, 2, " syll/s"))",
      "phonation time ratio \(number(measures.phonationTimeRatio, 2, ""))",
      "\(measures.silentPauseCount) silent pauses",
      "median F0 \(number(measures.f0MedianHertz, 0, " Hz"))",
      "F0 range \(number(measures.f0RangeSemitones, 1, " st"))",
    ].joined(separator: ", ")
  }
}

/// Measures with every key of the feature set: `null` where one was not measured.
struct CompleteMeasures: Encodable {
  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  var values: DeliveryMeasures

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    for measure in FeatureSet.measures + FeatureSet.wordMeasures {
      try container.encodeNil(forKey: Key(stringValue: measure.key))
    }
    try values.encode(to: encoder)
  }
}
