import Foundation
import Speech
import TestKit
import Testing
import VoiceEngine

@testable import Sessions

/// Writes WAV files, as plainly as the format allows.
struct WAVMaker {
  var tag: UInt16 = 1
  var channels: UInt16 = 1
  var rate: UInt32 = 16_000
  var bits: UInt16 = 16
  var extraChunks: [(String, [UInt8])] = []
  var trailingChunks: [(String, [UInt8])] = []
  var statedDataSize: UInt32?
  var statedSize: UInt32?
  /// The size that a ds64 chunk states; the file is RF64 then.
  var longDataSize: UInt64?
  var isExtensible = false

  func file(_ samples: [Float]) -> [UInt8] {
    let data = samples.flatMap(encode)
    let width = bits / 8 * channels
    var format =
      bytes(isExtensible ? 0xFFFE : tag) + bytes(channels) + bytes(rate)
      + bytes(rate * UInt32(width)) + bytes(width) + bytes(bits)
    if isExtensible {
      format += bytes(UInt16(22)) + bytes(bits) + bytes(UInt32(0)) + bytes(tag)
      format += [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71]
    }
    var body = Array("WAVE".utf8)
    if let longDataSize {
      body += chunk("ds64", bytes(UInt64(0)) + bytes(longDataSize) + bytes(UInt64(0)))
    }
    body += chunk("fmt ", format)
    for (name, content) in extraChunks { body += chunk(name, content) }
    body += Array("data".utf8) + bytes(statedDataSize ?? UInt32(data.count)) + data
    for (name, content) in trailingChunks { body += chunk(name, content) }
    let mark = longDataSize == nil ? "RIFF" : "RF64"
    return Array(mark.utf8) + bytes(statedSize ?? UInt32(body.count)) + body
  }

  private func encode(_ sample: Float) -> [UInt8] {
    let scaled = Int64((Double(sample) * 2_147_483_648).rounded())
    let whole = Int32(clamping: scaled)
    return switch (tag, bits) {
    case (3, 64): bytes(Double(sample).bitPattern)
    case (3, _): bytes(sample.bitPattern)
    case (_, 8): [UInt8(truncatingIfNeeded: (whole >> 24) + 128)]
    case (_, 24): Array(bytes(whole).dropFirst())
    case (_, 32): bytes(whole)
    default: bytes(Int16(clamping: Int(sample * 32_768)))
    }
  }

  private func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
    Array(name.utf8) + bytes(UInt32(content.count)) + content
      + (content.count % 2 == 1 ? [0] : [])
  }

  private func bytes<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }
}

@Suite struct WAVReaderTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func read(_ bytes: [UInt8]) throws -> (samples: [Float], reader: WAVReader) {
    let url = directory.file("audio.wav")
    try Data(bytes).write(to: url)
    let reader = try WAVReader(url: url)
    var samples: [Float] = []
    while let piece = try reader.next() { samples += piece }
    return (samples, reader)
  }

  private let ramp = (0..<20_000).map { Float($0 - 10_000) / 10_001 }

  @Test func `16-bit samples come back within one step`() throws {
    let (samples, reader) = try read(WAVMaker(rate: 22_050).file(ramp))
    #expect(reader.sampleRate == 22_050)
    #expect(samples.count == ramp.count)
    #expect(zip(samples, ramp).allSatisfy { abs($0 - $1) <= 1 / 32_768 })
  }

  @Test(arguments: [false, true])
  func `float samples come back as they are`(isExtensible: Bool) throws {
    let maker = WAVMaker(tag: 3, bits: 32, isExtensible: isExtensible)
    #expect(try read(maker.file(ramp)).samples == ramp)
  }

  @Test(
    arguments: [
      (1, 8, false), (1, 24, false), (1, 32, false), (1, 24, true), (3, 64, false), (1, 8, true),
    ] as [(UInt16, UInt16, Bool)]
  )
  func `samples of any width come back within one step`(
    tag: UInt16,
    bits: UInt16,
    isExtensible: Bool
  ) throws {
    let maker = WAVMaker(tag: tag, bits: bits, isExtensible: isExtensible)
    let samples = try read(maker.file(ramp)).samples
    #expect(samples.count == ramp.count)
    let step: Float = bits == 8 ? 1 / 127 : 1 / 8_000_000
    #expect(zip(samples, ramp).allSatisfy { abs($0 - $1) <= step })
  }

  @Test func `a 64-bit size is believed, and what follows it is no sound`() throws {
    let maker = WAVMaker(
      trailingChunks: [("LIST", [UInt8](repeating: 9, count: 40))],
      statedDataSize: 0xFFFF_FFFF,
      statedSize: 0xFFFF_FFFF,
      longDataSize: 4
    )
    #expect(try read(maker.file([0.5, -0.5])).samples == [0.5, -0.5])
  }

  @Test(arguments: [UInt64(1) << 40, .max])
  func `a size beyond the end of the file means all there is`(size: UInt64) throws {
    let maker = WAVMaker(statedDataSize: 0xFFFF_FFFF, longDataSize: size)
    #expect(try read(maker.file([0.5, -0.5])).samples == [0.5, -0.5])
    let hours = WAVMaker(statedDataSize: 36_000 * 32_000)
    #expect(try read(hours.file([0.5, -0.5])).samples == [0.5, -0.5])
  }

  @Test func `no samples before another chunk are no samples`() throws {
    let maker = WAVMaker(trailingChunks: [("LIST", [1, 2, 3, 4])])
    #expect(try read(maker.file([])).samples == [])
  }

  @Test func `stereo is averaged`() throws {
    let (samples, reader) = try read(WAVMaker(channels: 2).file([0.5, 0.25, -0.5, 0.5]))
    #expect(reader.channelCount == 2)
    #expect(samples == [0.375, 0])
  }

  @Test func `other chunks are passed over, odd ones with their padding`() throws {
    let maker = WAVMaker(extraChunks: [("LIST", [1, 2, 3]), ("fact", [0, 0, 0, 0])])
    #expect(try read(maker.file([0.5])).samples == [0.5])
  }

  @Test(arguments: [UInt32(0), 0xFFFF_FFFF, 1_000_000])
  func `a size that was never filled in means the whole file`(size: UInt32) throws {
    let maker = WAVMaker(statedDataSize: size, statedSize: size == 0 ? 36 : size)
    #expect(try read(maker.file([0.5, -0.5])).samples == [0.5, -0.5])
  }

  @Test func `what is no number becomes silence`() throws {
    let samples = try read(WAVMaker(tag: 3, bits: 32).file([.nan, .infinity, 0.5])).samples
    #expect(samples == [0, 0, 0.5])
  }

  @Test(
    arguments: [
      (WAVMaker(bits: 12), "12-bit"), (WAVMaker(tag: 3, bits: 16), "16-bit"),
      (WAVMaker(tag: 6), "format 6"), (WAVMaker(channels: 6), "6 channels"),
      (WAVMaker(channels: 0), "0 channels"), (WAVMaker(rate: 0), "0 samples a second"),
    ])
  func `a format that is not read is named`(maker: WAVMaker, word: String) throws {
    do {
      _ = try read(maker.file([0]))
      Issue.record("read")
    } catch let error as RecordingError {
      #expect(error.code == .unsupported)
      #expect(error.message.contains(word))
    }
  }

  @Test func `what is no WAV file is said to be none`() throws {
    let whole = WAVMaker().file([0.5])
    for bytes in [[], Array("RIFF".utf8), Array("OggS1234WAVE".utf8), Array(whole.prefix(30))] {
      do {
        _ = try read(bytes)
        Issue.record("read")
      } catch let error as RecordingError {
        #expect(error.code == .notAudio)
      }
    }
    #expect(throws: RecordingError.self) { try WAVReader(url: directory.file("nothing.wav")) }
  }

  @Test(arguments: 0..<8)
  func `thousands of damaged files end in samples or in an error`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let whole = WAVMaker(
      tag: seed % 2 == 0 ? 1 : 3,
      channels: 2,
      bits: seed % 2 == 0 ? 16 : 32,
      extraChunks: [("LIST", [1, 2, 3])],
      isExtensible: seed % 4 < 2
    ).file((0..<40).map { Float($0) / 40 })
    for _ in 0..<400 {
      let damaged = Damage.apply(to: whole, using: &generator)
      guard let samples = try? read(damaged).samples else { continue }
      #expect(samples.count <= damaged.count)
      #expect(samples.allSatisfy { $0.isFinite })
    }
  }
}

/// Ways in which a file can be broken.
enum Damage {
  static func apply(
    to bytes: [UInt8],
    using generator: inout SeededGenerator
  ) -> [UInt8] {
    var bytes = bytes
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: bytes.removeLast(Int.random(in: 0...bytes.count, using: &generator))
    case 1:
      let start = Int.random(in: 0..<bytes.count, using: &generator)
      let end = min(bytes.count, start + Int.random(in: 1...64, using: &generator))
      bytes.removeSubrange(start..<end)
    case 2:
      let place = Int.random(in: 0...bytes.count, using: &generator)
      let extra = (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
      bytes.insert(contentsOf: extra, at: place)
    default: break
    }
    for _ in 0..<Int.random(in: 0...6, using: &generator) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      bytes[place] =
        [0, 0xFF, 0x7F, 0x80, UInt8.random(in: 0...255, using: &generator)]
        .randomElement(using: &generator) ?? 0
    }
    return bytes
  }
}

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
