import Foundation
import Speech
import TestKit
import Testing
import VoiceEngine

@testable import Sessions

@Suite struct SampleRateConverterTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func tone(_ hertz: Double, rate: Int, seconds: Double = 0.5) -> [Float] {
    (0..<Int(Double(rate) * seconds)).map {
      Float(0.5 * sin(2 * .pi * hertz * Double($0) / Double(rate)))
    }
  }

  private func convert(_ samples: [Float], _ from: Int, _ to: Int) -> [Float] {
    var converter = SampleRateConverter(from: from, to: to)
    return converter.convert(samples) + converter.finish()
  }

  @Test(arguments: [8_000, 11_025, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000, 44_101])
  func `a tone keeps its pitch, its level and its place`(rate: Int) {
    let converted = convert(tone(440, rate: rate), rate, 16_000)
    let wanted = tone(440, rate: 16_000)
    #expect(abs(converted.count - wanted.count) <= 1)
    // The edges, where the input is cut off, differ.
    let worst = zip(converted, wanted).dropFirst(400).dropLast(400).map { abs($0 - $1) }.max()
    #expect((worst ?? 1) < 0.002)
  }

  @Test(arguments: [(48_000, 10_000.0), (44_100, 12_000), (96_000, 20_000)])
  func `what the new rate cannot hold is gone`(rate: Int, hertz: Double) {
    let converted = convert(tone(hertz, rate: rate), rate, 16_000).dropFirst(400).dropLast(400)
    #expect((converted.map(abs).max() ?? 1) < 0.001)
  }

  @Test(arguments: 1...20)
  func `pieces of any size give what the whole gives`(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let rate = [8_000, 22_050, 44_100, 48_000, 192_000].randomElement(using: &generator) ?? 48_000
    let samples = (0..<Int.random(in: 0...9_000, using: &generator)).map { _ in
      Float.random(in: -1...1, using: &generator)
    }
    var converter = SampleRateConverter(from: rate, to: 16_000)
    var pieces: [Float] = []
    var start = 0
    while start < samples.count {
      let end = min(samples.count, start + Int.random(in: 1...700, using: &generator))
      pieces += converter.convert(Array(samples[start..<end]))
      start = end
    }
    pieces += converter.finish()
    #expect(pieces == convert(samples, rate, 16_000))
    #expect(pieces.count == (samples.count * 16_000 + rate / 2) / rate)
  }

  @Test func `equal rates change nothing`() {
    #expect(convert([0.1, 0.2], 16_000, 16_000) == [0.1, 0.2])
  }

  @Test func `a WAV and an Opus file of the same voice are the same speech`() throws {
    let voice = SyntheticVoice.silence(seconds: 0.3) + SyntheticVoice.vowel(hertz: 180, seconds: 1)
    let wav = directory.file("voice.wav")
    try Data(WAVMaker().file(voice)).write(to: wav)
    let opus = directory.file("voice.opus")
    let track = TrackRecorder(writer: try OggOpusWriter(file: try PageFile(path: opus.path)))
    var encoder = try OpusEncoder(sampleRate: 16_000, bitsPerSecond: 64_000)
    for (index, packet) in try encoder.encodeAll(voice).enumerated() {
      try track.place(packet, at: SampleTime(milliseconds: Int64(index) * 20))
    }
    try track.close(at: SampleTime(milliseconds: 1_300))
    let fromWAV = try AudioFileReader.samples(of: wav)
    let fromOpus = try AudioFileReader.samples(of: opus)
    #expect(fromWAV.count == voice.count)
    #expect(fromOpus.count == voice.count)
    // The encoder's high-pass filter moves the phase by two samples; 5 ms would be 80.
    let best = (-20...20).max { aligned(fromWAV, fromOpus, $0) < aligned(fromWAV, fromOpus, $1) }
    #expect(abs(best ?? 20) <= 3)
    #expect(aligned(fromWAV, fromOpus, best ?? 0) > 0.9)
  }

  private func aligned(_ left: [Float], _ right: [Float], _ shift: Int) -> Float {
    correlation(left.dropFirst(max(0, -shift)), right.dropFirst(max(0, shift)))
  }

  private func correlation(_ left: ArraySlice<Float>, _ right: ArraySlice<Float>) -> Float {
    var (product, leftPower, rightPower): (Float, Float, Float) = (0, 0, 0)
    for (a, b) in zip(left, right) {
      product += a * b
      leftPower += a * a
      rightPower += b * b
    }
    return product / (leftPower * rightPower).squareRoot()
  }
}
