import Foundation
import Scoring
import Sessions
import Speech

extension Command {
  /// Measures the delivery in audio files.
  static let score = Command(
    name: "score",
    synopsis: "[--json] [--pitch] [--jobs N] FILE|DIR…",
    summary: "Measure how something is said in WAV or Ogg Opus files.",
    details: """
      One line a file, in the order given; a directory stands for its .wav, .opus and .ogg files.
      A file that cannot be read is named on standard error, the others are still measured, and the
      exit status is 1. The measures of delivery-v0 are the same in every language.
      """,
    options: {
      [
        Arguments.Option(flag: "--json", value: nil, help: "one JSON object a line"),
        Arguments.Option(flag: "--pitch", value: nil, help: "with --json: F0 every 10 ms"),
        Arguments.Option(flag: "--jobs", value: "N", help: "files measured at once (default 1)"),
        Arguments.Option(
          flag: "--language",
          value: "TAG",
          help: "language of the speech; changes nothing in delivery-v0"
        ),
      ]
    },
    run: { arguments in
      guard !arguments.positionals.isEmpty else {
        throw Arguments.UsageError(message: "name at least one file or directory")
      }
      guard let jobs = Int(arguments["--jobs"] ?? "1"), (1...256).contains(jobs) else {
        throw Arguments.UsageError(message: "--jobs takes a number from 1 to 256")
      }
      let paths = try ScoredFile.paths(arguments.positionals)
      return await ScoreRun(
        asJSON: arguments.has("--json"),
        withPitch: arguments.has("--pitch"),
        jobs: jobs
      ).run(paths)
    }
  )
}

/// Measures files, several at once, and prints them in the order given.
struct ScoreRun: Sendable {
  var asJSON: Bool
  var withPitch: Bool
  var jobs: Int

  /// Returns the exit status.
  func run(_ paths: [String]) async -> Int32 {
    var status = ExitStatus.success
    var printed = 0
    var waiting: [Int: Result<String, RecordingError>] = [:]
    await withTaskGroup(of: (Int, Result<String, RecordingError>).self) { group in
      for index in paths.indices.prefix(jobs) { group.addTask { (index, line(paths[index])) } }
      var next = jobs
      for await (index, result) in group {
        waiting[index] = result
        while let result = waiting.removeValue(forKey: printed) {
          if !show(result, of: paths[printed]) { status = ExitStatus.failure }
          printed += 1
        }
        if next < paths.count {
          let index = next
          group.addTask { (index, line(paths[index])) }
        }
        next += 1
      }
    }
    return status
  }

  private func show(_ result: Result<String, RecordingError>, of path: String) -> Bool {
    switch result {
    case .success(let line): Console.say(line)
    case .failure(let error): Console.complain("\(path): error: \(error.message)")
    }
    if case .success = result { return true }
    return false
  }

  private func line(_ path: String) -> Result<String, RecordingError> {
    do throws(RecordingError) {
      let file = try ScoredFile(path: path, withPitch: withPitch)
      return .success(asJSON ? file.json : file.text)
    } catch {
      return .failure(error)
    }
  }
}

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
  var measures: DeliveryMeasures

  init(path: String, withPitch: Bool) throws(RecordingError) {
    let samples = try AudioFileReader.samples(of: URL(fileURLWithPath: path))
    guard !samples.isEmpty else {
      throw RecordingError(.notAudio, "The file holds no sound.")
    }
    let analysis = DeliveryAnalyzer.analyze(samples: samples)
    file = path
    duration_s = analysis.durationSeconds
    feature_set = FeatureSet.name
    speech = analysis.speech.map { [$0.startSeconds, $0.endSeconds] }
    pauses = analysis.silentPauses.map { Pause(start_s: $0.startSeconds, end_s: $0.endSeconds) }
    syllables = analysis.syllableSeconds
    pitch = withPitch ? Pitch(f0_hz: analysis.pitchHertz) : nil
    measures = analysis.measures
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
      value.map { String(format: "%.\(digits)f %@", $0, unit) } ?? "not measured"
    }
    return [
      "\(file): \(number(duration_s, 1, "s"))",
      "articulation rate \(number(measures.articulationRateSyllablesPerSecond, 2, "syll/s"))",
      "phonation time ratio \(number(measures.phonationTimeRatio, 2, "").trimmed)",
      "\(measures.silentPauseCount) silent pauses",
      "median F0 \(number(measures.f0MedianHertz, 0, "Hz"))",
      "F0 range \(number(measures.f0RangeSemitones, 1, "st"))",
    ].joined(separator: ", ")
  }

  /// The files that the arguments name; a directory stands for the audio files in it, sorted.
  static func paths(_ arguments: [String]) throws -> [String] {
    try arguments.flatMap { path -> [String] in
      var isDirectory: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
      guard isDirectory.boolValue else { return [path] }
      return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        .filter { name in
          [".wav", ".opus", ".ogg"].contains { name.lowercased().hasSuffix($0) }
        }
        .map { "\(path)/\($0)" }
    }
  }
}

extension String {
  /// Without spaces at the ends.
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespaces) }
}
