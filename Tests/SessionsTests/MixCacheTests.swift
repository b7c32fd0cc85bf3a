import Foundation
import Speech
import Testing
import VoiceEngine

@testable import Sessions

@Suite struct MixCacheTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func speak(_ range: Range<Int64>, through recorder: SessionRecorder) {
    for index in range {
      let start = SampleTime(milliseconds: index * 20)
      recorder.candidate(CandidatePacket(start: start, durationTicks: 960, bytes: silence))
    }
  }

  private var silence: [UInt8] { [0xF8, 0xFF, 0xFE] }

  private func duration(_ url: URL?) throws -> Duration? {
    try OggOpusDecoder(url: try #require(url)).duration
  }

  @Test func `a mix that was made while the session ran is not the final one`() async throws {
    let store = try SessionStore(directory: directory.url)
    try await store.createSession(Sample.record("s1"), consent: Sample.consent())
    let recorder = store.recorder(for: "s1")
    speak(0..<100, through: recorder)
    try await store.flush()
    let folder = try store.folder("s1")
    let partial = try #require(try MixExporter.mix(of: folder, isOver: false))
    #expect(try #require(try duration(partial)) <= .seconds(2))
    #expect(try #require(try duration(partial)) >= .seconds(1))
    _ = try Peaks.json(of: folder, isOver: false)
    speak(100..<200, through: recorder)
    try await recorder.finish(reason: .completed, at: SampleTime(seconds: 5))
    #expect(try duration(try MixExporter.mix(of: folder, isOver: true)) == .seconds(5))
    let peaks = try JSONDecoder().decode(
      Peaks.self,
      from: try Peaks.json(of: folder, isOver: true)
    )
    #expect(peaks.candidate.count == 100)
    #expect(!FileManager.default.fileExists(atPath: partial.path))
    // Nor is one that an earlier release left under the final name.
    let short = directory.file("short.opus")
    let writer = try OggOpusWriter(file: try PageFile(path: short.path))
    try TrackRecorder(writer: writer).close(at: SampleTime(seconds: 1))
    try Data(contentsOf: short).write(to: folder.mix)
    #expect(try duration(try MixExporter.mix(of: folder, isOver: true)) == .seconds(5))
    try await store.close()
  }

  @Test func `after an interruption the mix is as long as the repaired tracks`() async throws {
    let before = try SessionStore(directory: directory.url)
    try await before.createSession(Sample.record("s1"), consent: Sample.consent())
    speak(0..<100, through: before.recorder(for: "s1"))
    try await before.flush()
    let folder = try before.folder("s1")
    _ = try MixExporter.mix(of: folder, isOver: false)
    speak(100..<200, through: before.recorder(for: "s1"))
    try await before.close()
    let store = try SessionStore(directory: directory.url)
    #expect(try await store.markInterruptedOnStartup() == ["s1"])
    #expect(try duration(try MixExporter.mix(of: folder, isOver: true)) == .seconds(4))
    try await store.close()
  }

  @Test func `a mix of a track with a hole is as long as the track and is trusted`() throws {
    let folder = try SessionFolder(of: "s1", in: directory.url)
    try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: true)
    let path = folder.candidateTrack.path
    let track = TrackRecorder(writer: try OggOpusWriter(file: try PageFile(path: path)))
    for index in 0..<200 {
      try track.place([0xF8, UInt8(index), 1], at: SampleTime(milliseconds: Int64(index) * 20))
    }
    try track.close(at: SampleTime(seconds: 4))
    var bytes = try Data(contentsOf: folder.candidateTrack)
    bytes[bytes.count / 2] ^= 0xFF
    try bytes.write(to: folder.candidateTrack)
    let mix = try MixExporter.mix(of: folder, isOver: true)
    #expect(try duration(mix) == .seconds(4))
    #expect(MixExporter.cachedMix(of: folder) == mix)
    _ = try Peaks.json(of: folder, isOver: true)
    #expect(Peaks.cached(of: folder) != nil)
  }

  @Test func `a track that was only just begun is no error`() throws {
    let folder = try SessionFolder(of: "s1", in: directory.url)
    try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: true)
    _ = try PageFile(path: folder.candidateTrack.path)
    #expect(try MixExporter.mix(of: folder, isOver: false) == nil)
    _ = try Peaks.json(of: folder, isOver: false)
  }
}
