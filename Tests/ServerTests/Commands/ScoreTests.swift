import Foundation
import Scoring
import Sessions
import Synchronization
import TestKit
import Testing

@testable import Server

@Suite struct ScoreTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("score-\(UInt64.random(in: 0 ... .max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// A plain WAV file of mono 16-bit samples.
  private func wave(_ samples: [Float], rate: UInt32 = 16_000) -> Data {
    func bytes<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
      withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }
    let data = samples.flatMap { bytes(Int16(clamping: Int($0 * 32_767))) }
    var file = Array("RIFF".utf8) + bytes(UInt32(36 + data.count)) + Array("WAVEfmt ".utf8)
    file += bytes(UInt32(16)) + bytes(UInt16(1)) + bytes(UInt16(1)) + bytes(rate)
    file += bytes(rate * 2) + bytes(UInt16(2)) + bytes(UInt16(16)) + Array("data".utf8)
    return Data(file + bytes(UInt32(data.count)) + data)
  }

  private var phrase: [Float] {
    ScoringSketch().silence(0.5).syllables(5).silence(0.6).syllables(4).silence(0.5).samples
  }

  private func write(_ data: Data, as name: String) throws -> String {
    let url = folder.appendingPathComponent(name)
    try data.write(to: url)
    return url.path
  }

  /// What a run prints, line by line, and its status.
  private func score(
    _ arguments: [String],
    jobs: Int = 2,
    withPitch: Bool = false
  ) async -> (status: Int32, lines: [String], complaints: [String]) {
    let lines = Mutex<[String]>([])
    let complaints = Mutex<[String]>([])
    let run = ScoreRun(
      asJSON: true,
      language: .english,
      withPitch: withPitch,
      jobs: jobs,
      say: { line in lines.withLock { $0.append(line) } },
      complain: { line in complaints.withLock { $0.append(line) } }
    )
    let status = await run.run(ScoreInput.expand(arguments))
    return (status, lines.withLock { $0 }, complaints.withLock { $0 })
  }

  private func object(_ line: String) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
  }

  @Test func `a file becomes one line with everything that was measured`() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = try write(wave(phrase), as: "phrase.wav")
    let run = await score([path], withPitch: true)
    #expect(run.status == 0 && run.complaints == [] && run.lines.count == 1)
    let line = try object(try #require(run.lines.first))
    #expect(line["file"] as? String == path)
    #expect(line["duration_s"] as? Double == Double(phrase.count) / 16_000)
    #expect(line["feature_set"] as? String == FeatureSet.name)
    #expect((line["speech"] as? [[Double]])?.count == 2)
    let pauses = try #require(line["pauses"] as? [[String: Any]])
    #expect(pauses.count == 1 && pauses[0]["kind"] as? String == "silent")
    #expect((line["syllables"] as? [Double])?.count == 9)
    let pitch = try #require(line["pitch"] as? [String: Any])
    #expect(pitch["hop_s"] as? Double == 0.01)
    let track = try #require(pitch["f0_hz"] as? [Any])
    #expect(track.count == (phrase.count + 159) / 160)
    #expect(track.first is NSNull && track.contains { $0 is NSNumber })
    let measures = try #require(line["measures"] as? [String: Any])
    for measure in FeatureSet.measures + FeatureSet.wordMeasures {
      #expect(measures[measure.key] != nil, "\(measure.key)")
    }
    #expect(measures["filled_pauses_per_min"] is NSNull)
    #expect(measures["silent_pause_count"] as? Int == 1)
  }

  @Test(arguments: [1, 2, 5])
  func `lines stand in the order given, and what cannot be read keeps nothing up`(jobs: Int)
    async throws
  {
    defer { try? FileManager.default.removeItem(at: folder) }
    let good = try (0..<6).map { index in
      // The first is the longest: the others are done before it.
      try write(wave(index == 0 ? phrase + phrase + phrase : phrase), as: "good\(index).wav")
    }
    let bad = [
      try write(Data(), as: "empty.wav"), try write(Data("hello".utf8), as: "text.wav"),
      try write(wave([]), as: "none.wav"), folder.path + "/missing.wav",
      try write(wave(phrase).prefix(30), as: "torn.wav"),
    ]
    let empty = folder.appendingPathComponent("folder")
    try FileManager.default.createDirectory(at: empty, withIntermediateDirectories: true)
    let all = zip(good, bad).flatMap { [$0, $1] } + [empty.path, good[5]]
    let run = await score(all, jobs: jobs)
    #expect(run.status == 1)
    #expect(try run.lines.map { try object($0)["file"] as? String } == good)
    #expect(run.complaints.count == bad.count + 1)
    for (path, complaint) in zip(bad + [empty.path], run.complaints) {
      #expect(complaint.hasPrefix("\(path): error: "), "\(complaint)")
      #expect(complaint.hasSuffix("."))
      #expect(!complaint.contains("\n"))
    }
  }

  @Test func `a directory stands for its audio files, sorted`() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in ["b.wav", "a.WAV", "notes.txt"] { _ = try write(wave(phrase), as: name) }
    let run = await score([folder.path + "/"])
    #expect(run.status == 0)
    #expect(
      try run.lines.map { try object($0)["file"] as? String } == [
        folder.path + "/a.WAV", folder.path + "/b.wav",
      ]
    )
  }

  @Test(arguments: [8_000, 22_050, 44_100, 192_000] as [UInt32])
  func `the rate of a file changes no time`(rate: UInt32) async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let source = phrase
    // Linear interpolation is enough for what the buzz holds.
    let other = (0..<(source.count * Int(rate) / 16_000)).map { index in
      let place = Double(index) * 16_000 / Double(rate)
      let whole = min(Int(place), source.count - 2)
      let part = Float(place - Double(whole))
      return source[whole] * (1 - part) + source[whole + 1] * part
    }
    let run = await score([try write(wave(other, rate: rate), as: "other.wav")])
    let line = try object(try #require(run.lines.first))
    let pauses = try #require(line["pauses"] as? [[String: Any]])
    #expect(pauses.count == 1)
    let pause = try #require(DeliveryAnalyzer.analyze(samples: source).silentPauses.first)
    #expect(abs(try #require(pauses.first?["start_s"] as? Double) - pause.startSeconds) < 0.011)
    #expect(abs(try #require(pauses.first?["end_s"] as? Double) - pause.endSeconds) < 0.011)
  }

  @Test(arguments: [
    [], ["--jobs", "0", "x.wav"], ["--jobs", "many", "x.wav"], ["--language", "de", "x.wav"],
    ["--transcript", "a.txt", "x.wav", "y.wav"],
  ])
  func `arguments that make no sense are refused`(arguments: [String]) async {
    #expect(await VivavoceCommand.run(["score"] + arguments) == ExitStatus.usage)
  }
}
