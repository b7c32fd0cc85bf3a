import Speech
import TestKit
import Testing
import VoiceEngine

@Suite struct CodecTests {
  @Test func `a vowel comes back from Opus with its level and length`() throws {
    let vowel = SyntheticVoice.vowel(hertz: 150, seconds: 1)
    var encoder = try OpusEncoder(sampleRate: 16_000)
    var decoder = try OpusDecoder(sampleRate: 16_000)
    let packets = try encoder.encodeAll(vowel)
    #expect(packets.count == 50)
    #expect(packets.allSatisfy { OpusDecoder.durationTicks(of: $0) == 960 })
    var decoded: [Float] = []
    for packet in packets { decoded += try decoder.decode(packet) }
    #expect(decoded.count == 16_000)
    let ratio = level(decoded) / level(vowel)
    #expect(ratio > 0.8 && ratio < 1.2)
  }

  @Test func `garbage is refused and the decoder lives on`() throws {
    var decoder = try OpusDecoder(sampleRate: 16_000)
    #expect(throws: EngineError.self) { try decoder.decode([]) }
    #expect(throws: EngineError.self) { try decoder.decode([0xff, 0xff, 0xff, 0xff]) }
    var encoder = try OpusEncoder(sampleRate: 16_000)
    let packet = try encoder.encode(SyntheticVoice.vowel(hertz: 200, seconds: 0.02))
    #expect(try decoder.decode(packet).count == 320)
  }

  @Test func `random bytes never do more than throw`() throws {
    var decoder = try OpusDecoder(sampleRate: 16_000)
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<2_000 {
      let packet = (0..<Int.random(in: 0...200, using: &generator)).map { _ in
        UInt8.random(in: .min ... .max, using: &generator)
      }
      if let samples = try? decoder.decode(packet) { #expect(samples.count <= 1_920) }
    }
  }

  @Test(arguments: [7_999, 0, -1, 44_100])
  func `a rate that Opus does not know is refused`(rate: Int) {
    #expect(throws: EngineError.self) { _ = try OpusEncoder(sampleRate: rate) }
    #expect(throws: EngineError.self) { _ = try OpusDecoder(sampleRate: rate) }
  }

  @Test(arguments: [(22_050, 24_000), (24_000, 48_000), (48_000, 16_000), (16_000, 16_000)])
  func `resampling keeps place and level`(from: Int, to: Int) throws {
    var click = [Float](repeating: 0, count: from)
    for offset in 0..<(from / 100) { click[from / 2 + offset] = 0.5 }
    let result = try Resampler.resample(click, from: from, to: to)
    #expect(abs(result.count - to) <= 1)
    let first = try #require(result.firstIndex { $0 > 0.25 })
    #expect(abs(Double(first) / Double(to) - 0.5) < 0.001)
  }

  private func level(_ samples: [Float]) -> Float {
    (samples.reduce(0) { $0 + $1 * $1 } / Float(samples.count)).squareRoot()
  }
}
