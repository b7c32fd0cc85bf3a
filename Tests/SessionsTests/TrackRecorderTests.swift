import Foundation
import Speech
import TestKit
import Testing
import VoiceEngine

@testable import Sessions

@Suite struct TrackRecorderTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func recorder(_ name: String = "track.opus") throws -> (TrackRecorder, URL) {
    let url = directory.file(name)
    return (TrackRecorder(writer: try OggOpusWriter(file: try PageFile(path: url.path))), url)
  }

  @Test func `packets come back byte by byte`() throws {
    let (track, url) = try recorder()
    var maker = PacketMaker(seed: 1)
    let sent = (0..<500).map { _ in maker.packet() }
    for (index, packet) in sent.enumerated() {
      try track.place(packet, at: SampleTime(milliseconds: Int64(index) * 20))
    }
    try track.close(at: SampleTime(milliseconds: 10_000))
    let stored = try packets(of: url)
    // One more packet reaches beyond the end by the pre-skip.
    #expect(stored.count == sent.count + 1)
    #expect(stored.dropLast().map(\.bytes) == sent)
    #expect(stored.map(\.start.milliseconds) == (0...500).map { $0 * 20 })
  }

  @Test(arguments: 1...20)
  func `packets of any size and length keep their bytes and their order`(seed: Int) throws {
    let (track, url) = try recorder()
    var maker = PacketMaker(seed: UInt64(seed))
    var sent: [(start: Int64, bytes: [UInt8])] = []
    var clock: Int64 = 0
    for _ in 0..<200 {
      clock += [0, 0, 0, 120, 960, 4_800, 48_000].randomElement(using: &maker.generator) ?? 0
      // Up to a packet of several pages; up to six frames of 20 ms.
      let most = [20, 255, 256, 4_000].randomElement(using: &maker.generator) ?? 20
      var packet = maker.packet(sizes: 3...most)
      if Bool.random(using: &maker.generator) {
        packet[0] |= 3
        packet[1] = UInt8.random(in: 1...6, using: &maker.generator)
      }
      sent.append((clock, packet))
      try track.place(packet, at: SampleTime(ticks: clock))
      clock += try #require(OpusDecoder.durationTicks(of: packet))
    }
    try track.close(at: SampleTime(ticks: clock))
    let stored = try packets(of: url)
    let starts = Dictionary(grouping: stored, by: \.start.ticks)
    for packet in sent {
      #expect(starts[packet.start]?.contains { $0.bytes == packet.bytes } == true)
    }
    #expect(try OggOpusDecoder(url: url).duration == Duration(ticks: clock))
  }

  @Test func `a gap is filled with digital silence of its length`() throws {
    let (track, url) = try recorder()
    try track.place([0xF8, 0xFF, 0xFE], at: SampleTime(milliseconds: 1_000))
    // 47.5 ms: two of 20, one of 5 and one of 2.5.
    try track.place([0x08, 1, 2, 3], at: SampleTime(ticks: 48_000 + 960 + 2_280))
    try track.close(at: SampleTime(milliseconds: 1_100))
    let stored = try packets(of: url)
    #expect(
      stored.contains(RecordedPacket(start: SampleTime(ticks: 51_240), bytes: [0x08, 1, 2, 3]))
    )
    #expect(stored.prefix(51).allSatisfy { $0.bytes == [0xF8, 0xFF, 0xFE] })
    #expect(try heard(url).prefix(50_000).allSatisfy { abs($0) < 1e-20 })
  }

  @Test(arguments: [Int64(0), 119])
  func `a rest shorter than any packet is made up at the next gap`(rest: Int64) throws {
    let (track, url) = try recorder()
    try track.place([0xF8, 0xFF, 0xFE], at: SampleTime(ticks: rest))
    try track.place([0xF8, 1], at: SampleTime(ticks: 9_600))
    try track.close(at: SampleTime(ticks: 10_560))
    #expect(try packets(of: url).first { $0.bytes == [0xF8, 1] }?.start.ticks == 9_600)
  }

  @Test func `an overlapping packet follows the one before it`() throws {
    let (track, url) = try recorder()
    try track.place([0xF8, 1], at: .zero)
    try track.place([0xF8, 2], at: SampleTime(ticks: 480))
    try track.place([0xF8, 3], at: SampleTime(ticks: 4_800))
    #expect(track.latePackets == 1)
    try track.close(at: SampleTime(ticks: 5_760))
    let stored = try packets(of: url)
    #expect(stored[1] == RecordedPacket(start: SampleTime(ticks: 960), bytes: [0xF8, 2]))
    #expect(stored.contains(RecordedPacket(start: SampleTime(ticks: 4_800), bytes: [0xF8, 3])))
  }

  @Test(arguments: [[], [0xFB], [0xFB, 0], [0xFB, 7]] as [[UInt8]])
  func `bytes without a valid duration leave the track as it was`(bytes: [UInt8]) throws {
    let (track, _) = try recorder()
    #expect(throws: RecordingError.self) { try track.place(bytes, at: SampleTime(ticks: 9_600)) }
    #expect(track.end == 0)
  }

  @Test func `a packet beyond the longest track is left out`() throws {
    let (track, _) = try recorder()
    #expect(throws: RecordingError.self) {
      try track.place([0xF8, 1], at: SampleTime(ticks: TrackRecorder.maximumTicks))
    }
    #expect(track.end == 0)
  }

  @Test(arguments: [Int64(0), 1, 311, 312, 648, 959, 960, 961, 48_000, 47_999])
  func `a track plays to the tick for which it was closed`(end: Int64) throws {
    let (track, url) = try recorder()
    try track.close(at: SampleTime(ticks: end))
    #expect(try OggOpusDecoder(url: url).duration == Duration(ticks: end))
    #expect(try heard(url).count == Int(end))
  }

  @Test func `a sound is heard at the moment at which it was made`() throws {
    let (track, url) = try recorder()
    var encoder = try OpusEncoder(sampleRate: 16_000)
    let voice =
      SyntheticVoice.silence(seconds: 0.5) + SyntheticVoice.vowel(hertz: 200, seconds: 0.5)
      + SyntheticVoice.silence(seconds: 0.5)
    for (index, packet) in try encoder.encodeAll(voice).enumerated() {
      // The session's clock had run for 2 s when the microphone opened.
      try track.place(packet, at: SampleTime(milliseconds: 2_000 + Int64(index) * 20))
    }
    try track.close(at: SampleTime(milliseconds: 4_000))
    let samples = try heard(url)
    let onset = try #require(samples.firstIndex { abs($0) > 0.05 })
    #expect(abs(Double(onset) / 48_000 - 2.5) < 0.015)
  }

  @Test func `pages are written at least every half second of audio`() throws {
    let (track, url) = try recorder()
    for index in 0..<100 {
      try track.place([0xF8, 1, 2, 3], at: SampleTime(milliseconds: Int64(index) * 20))
      let tail = try OggTail(ofFileAt: url.path)
      #expect(track.end - (tail?.granule ?? 0) < OggOpusWriter.pageTicks)
    }
  }

  @Test func `a full disk is named and loses nothing that it takes later`() throws {
    let writer = try OggOpusWriter(file: try PageFile(path: "/dev/full"))
    let track = TrackRecorder(writer: writer)
    try track.place([0xF8, 1], at: .zero)
    #expect(throws: RecordingError.self) { try track.flush() }
    do {
      try track.flush()
      Issue.record("a full disk took a page")
    } catch {
      #expect(error.code == .diskFull)
    }
    #expect(track.lostPages == 0)
    // A megabyte waits; what comes beyond is given up and counted.
    for index in 1...1_200 {
      try? track.place(
        [0xF8] + [UInt8](repeating: 7, count: 1_200),
        at: SampleTime(ticks: Int64(index) * 960)
      )
    }
    #expect(track.lostPages > 0)
  }
}
