import Foundation
import TestKit
import Testing

@testable import Scoring

@Suite struct VoiceQualityTests {
  /// A decaying ring at each pulse, a second of them, with the pulses' places in samples.
  private func rings(periods: (Int) -> Double, amplitude: (Int) -> Double = { _ in 0.3 })
    -> (sound: [Float], places: [Double])
  {
    var places: [Double] = []
    var place = 50.0
    while place < 16_000 {
      places.append(place)
      place += periods(places.count)
    }
    let sound = (0..<16_000).map { index -> Float in
      var value = 0.0
      for (number, place) in places.enumerated() where abs(Double(index) - place) < 160 {
        let time = Double(index) - place
        guard time >= 0 else { continue }
        let onset = 1 - exp(-time / 4)
        value += amplitude(number) * onset * exp(-time / 30) * sin(2 * .pi * time / 23)
      }
      return Float(value)
    }
    return (sound, places)
  }

  /// Jitter and shimmer of a sound that has this pitch.
  private func perturbation(_ sound: [Float], hertz: Float) -> PeriodPerturbation {
    let pulses = GlottalPulses(sound: sound, pitch: VoicedStretch.all(in: track(hertz: hertz)))
    return PeriodPerturbation(sound: sound, pulses: pulses.places)
  }

  private func track(hertz: Float) -> [Float?] {
    (0..<100).map { $0 < 3 || $0 > 96 ? nil : hertz }
  }

  @Test(arguments: [100.0, 73.3, 151.7])
  func `pulses of an even voice are one period apart`(period: Double) {
    let sound = rings(periods: { _ in period }).sound
    let pitch = VoicedStretch.all(in: track(hertz: Float(16_000 / period)))
    let pulses = GlottalPulses(sound: sound, pitch: pitch).places
    #expect(abs(Double(pulses.count) - 0.94 * 16_000 / period) <= 3)
    for (first, second) in zip(pulses, pulses.dropFirst()) {
      #expect(abs(second - first - period) < 0.3)
    }
  }

  @Test(arguments: [0.5, 1.0, 2.0])
  func `jitter is that of the pulses`(half: Double) throws {
    // Periods of 100 samples, half a difference more and half a difference less in turn.
    let sound = rings(periods: { $0 % 2 == 0 ? 100 + half : 100 - half }).sound
    let jitter = try #require(perturbation(sound, hertz: 160).jitter)
    #expect(abs(100 * jitter - 2 * half) < 0.25)
  }

  @Test func `shimmer is that of the amplitudes`() throws {
    let sound = rings(periods: { _ in 100 }, amplitude: { $0 % 2 == 0 ? 0.33 : 0.27 }).sound
    let voice = perturbation(sound, hertz: 160)
    #expect(abs(try #require(voice.shimmer) - 0.2) < 0.02)
    #expect(try #require(voice.jitter) < 0.003)
  }

  @Test(arguments: [10.0, 20, 30])
  func `noise of a known level is the ratio that is measured`(ratio: Double) throws {
    let voice = SyntheticVoice.vowel(hertz: 160, seconds: 1)
    let power = voice.reduce(0) { $0 + Double($1 * $1) } / Double(voice.count)
    // Uniform noise of amplitude a has the power a² / 3.
    let amplitude = Float((3 * power / pow(10, ratio / 10)).squareRoot())
    let noise = SyntheticVoice.noise(seconds: 1, amplitude: amplitude)
    let found = try #require(Harmonicity.mean(of: zip(voice, noise).map { $0 + $1 }))
    #expect(abs(found - ratio) < 1.5)
  }

  @Test func `a voice has a cepstral peak and noise has next to none`() throws {
    let voice = rings(periods: { _ in 100 }).sound.prefix(6_000)
    let noise = SyntheticVoice.noise(seconds: 0.375, amplitude: 0.1)
    let clear = try #require(CepstralPeak.prominence(of: Array(voice)))
    let flat = try #require(CepstralPeak.prominence(of: noise))
    #expect(clear > flat + 5)
    #expect(flat < 6)
    let gained = try #require(CepstralPeak.prominence(of: voice.map { $0 / 8 }))
    #expect(abs(gained - clear) < 0.01)
  }

  @Test func `what holds no voice has no quality`() {
    let nothing = VoiceQuality(samples: [], pitchHertz: [])
    #expect(nothing == VoiceQuality(samples: [Float](repeating: 0, count: 8_000), pitchHertz: []))
    #expect(nothing.harmonicsToNoiseDecibels == nil && nothing.cepstralPeakDecibels == nil)
    let unvoiced = VoiceQuality(
      samples: SyntheticVoice.noise(seconds: 0.3, amplitude: 0.1),
      pitchHertz: [Float?](repeating: nil, count: 30)
    )
    #expect(unvoiced.jitterPercent == nil && unvoiced.shimmerPercent == nil)
  }

  @Test func `bad samples and a track that does not fit do no harm`() {
    var sound = SyntheticVoice.vowel(hertz: 160, seconds: 0.22)
    for index in stride(from: 0, to: sound.count, by: 97) { sound[index] = .nan }
    sound[50] = .infinity
    for count in [0, 21, 400] {
      let voice = VoiceQuality(
        samples: sound,
        pitchHertz: [Float?](repeating: count % 2 == 0 ? 160 : 500, count: count)
      )
      for value in [
        voice.harmonicsToNoiseDecibels, voice.jitterPercent, voice.shimmerPercent,
        voice.cepstralPeakDecibels,
      ] {
        #expect(value?.isFinite ?? true)
      }
    }
  }

  @Test func `every measure of the voice is defined under the key it is written with`() throws {
    let sound = Array(rings(periods: { $0 % 2 == 0 ? 100 : 101 }).sound.prefix(4_000))
    let voice = VoiceQuality(samples: sound, pitchHertz: track(hertz: 160))
    let written = try JSONDecoder().decode(
      [String: Double].self,
      from: JSONEncoder().encode(voice)
    )
    #expect(written.keys.sorted() == VoiceQuality.measures.map(\.key).sorted())
    #expect(Set(written.keys).isDisjoint(with: FeatureSet.measures.map(\.key)))
  }
}
