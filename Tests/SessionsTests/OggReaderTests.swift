import Foundation
import Speech
import TestKit
import Testing
import VoiceEngine

@testable import Sessions

@Suite struct OggReaderTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// Two seconds of a real voice, so that damaged packets reach a decoder with some state.
  private func track() throws -> [UInt8] {
    let url = directory.file("whole.opus")
    let track = TrackRecorder(writer: try OggOpusWriter(file: try PageFile(path: url.path)))
    var encoder = try OpusEncoder(sampleRate: 48_000)
    let voice = SyntheticVoice.vowel(hertz: 150, seconds: 6)
    for (index, packet) in try encoder.encodeAll(voice).enumerated() {
      try track.place(packet, at: SampleTime(milliseconds: Int64(index) * 20))
    }
    try track.close(at: SampleTime(seconds: 2))
    return [UInt8](try Data(contentsOf: url))
  }

  @Test(arguments: 0..<8)
  func `thousands of damaged files end in packets, samples or an error`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let whole = try track()
    let url = directory.file("damaged.opus")
    for round in 0..<250 {
      var damaged = Damage.apply(to: whole, using: &generator)
      // Half of them with checksums that agree: the damage then reaches what reads the pages.
      if round % 2 == 0 { OggChecksum.renew(&damaged) }
      try Data(damaged).write(to: url)
      if let kept = try? packets(of: url) {
        #expect(kept.reduce(0) { $0 + $1.bytes.count } <= damaged.count)
      }
      _ = try? OggTail(ofFileAt: url.path)
      guard round % 5 == 0, let decoder = try? OggOpusDecoder(url: url) else { continue }
      var count = 0
      while let samples = try? decoder.next() { count += samples.count }
      #expect(count <= damaged.count * 5_760)
    }
  }

  @Test func `the renewed checksum of a whole file is the one it has`() throws {
    let whole = try track()
    var renewed = whole
    OggChecksum.renew(&renewed)
    #expect(renewed == whole)
  }

  @Test func `what is no Ogg Opus is said to be none`() throws {
    for bytes in [[], [UInt8](repeating: 7, count: 10_000), Array(try track().prefix(20))] {
      let url = directory.file("other")
      try Data(bytes).write(to: url)
      #expect(throws: RecordingError.self) { try packets(of: url) }
      #expect(throws: RecordingError.self) { try OggOpusDecoder(url: url) }
      #expect(throws: RecordingError.self) { try AudioFileReader(url: url) }
    }
    #expect(throws: RecordingError.self) { try RecordingReader(url: directory.file("nothing")) }
    #expect(throws: RecordingError.self) { try OggOpusDecoder(url: directory.file("nothing")) }
    #expect(throws: RecordingError.self) { try OggTail(ofFileAt: directory.file("nothing").path) }
    #expect(throws: RecordingError.self) { try AudioFileReader(url: directory.file("nothing")) }
  }
}

/// The checksum of Ogg pages (RFC 3533, section 6), bit by bit.
enum OggChecksum {
  static func of(_ page: ArraySlice<UInt8>) -> UInt32 {
    var value: UInt32 = 0
    for byte in page {
      value ^= UInt32(byte) << 24
      for _ in 0..<8 { value = value & 0x8000_0000 != 0 ? value << 1 ^ 0x04C1_1DB7 : value << 1 }
    }
    return value
  }

  /// Makes the checksum agree on everything that begins like a page and is long enough.
  static func renew(_ bytes: inout [UInt8]) {
    var start = 0
    while start + 27 <= bytes.count {
      guard Array(bytes[start..<(start + 4)]) == Array("OggS".utf8) else {
        start += 1
        continue
      }
      let segments = Int(bytes[start + 26])
      guard start + 27 + segments <= bytes.count else { return }
      let body = bytes[(start + 27)..<(start + 27 + segments)].reduce(0) { $0 + Int($1) }
      let end = start + 27 + segments + body
      guard end <= bytes.count else { return }
      bytes.replaceSubrange((start + 22)..<(start + 26), with: [0, 0, 0, 0])
      let value = of(bytes[start..<end])
      for index in 0..<4 { bytes[start + 22 + index] = UInt8(value >> UInt32(8 * index) & 0xFF) }
      start = end
    }
  }
}
