import TestKit
import Testing

@testable import Scoring

@Suite struct SyllableNucleiTests {
  /// Runs levels that are the same in all bands through the detector, and silence after them; gives
  /// the blocks with nuclei.
  private func nuclei(
    _ levels: [Float?],
    language: SpokenLanguage = .english,
    voiced: (Int) -> Bool = { _ in true }
  ) -> [Int] {
    var detector = SyllableNuclei(language: language)
    let after = [Float?](repeating: -60, count: SyllableNuclei.latencyBlocks)
    return (levels + after).enumerated().compactMap { block, level in
      let isNucleus = detector.advance(
        bands: level.map { SIMD4(repeating: $0) },
        isVoiced: voiced(block),
        noiseFloor: -60,
        speechLevel: -20
      )
      return isNucleus ? block - SyllableNuclei.latencyBlocks : nil
    }
  }

  private func bump(_ peak: Float, from floor: Float = -60) -> [Float] {
    (-10...10).map { max(floor, peak - 0.5 * Float($0 * $0)) }
  }

  @Test(arguments: SpokenLanguage.allCases)
  func `each bump is a nucleus at its peak`(language: SpokenLanguage) {
    let levels = bump(-20) + bump(-22) + bump(-18)
    #expect(nuclei(levels, language: language) == [10, 31, 52])
  }

  @Test func `a ripple under the depth of a dip divides nothing`() {
    let ripple: [Float] = [-60, -30, -25, -20, -20.5, -20, -19, -19.6, -19.2, -30, -60]
    #expect(nuclei(ripple) == [6])
  }

  @Test func `what is unvoiced or too quiet is no nucleus`() {
    #expect(nuclei(bump(-20), voiced: { _ in false }).isEmpty)
    #expect(nuclei(bump(-53)).isEmpty)
  }

  @Test func `voicing 20 ms beside the peak is enough`() {
    #expect(nuclei(bump(-20), voiced: { $0 == 12 }) == [10])
    #expect(nuclei(bump(-20), voiced: { $0 == 8 }) == [10])
    #expect(nuclei(bump(-20), voiced: { $0 == 13 }).isEmpty)
  }

  @Test func `a long vowel is one nucleus that comes in time`() {
    let vowel = [Float](repeating: -60, count: 5) + [Float](repeating: -20, count: 295)
    #expect(nuclei(vowel) == [5])
  }

  @Test func `a peak before a gap counts once`() {
    var levels: [Float?] = bump(-20)
    levels.replaceSubrange(12..., with: [nil, nil, nil] + bump(-20))
    #expect(nuclei(levels) == [10, 25])
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `nuclei are peaks that the slow search finds, and no peak is one twice`(seed: UInt64) {
    var dice = ScoringDice(seed: seed)
    var level: Float = -40
    let levels = (0..<400).map { _ in
      level = min(max(level + Float.random(in: -4...4, using: &dice), -58), -15)
      return level
    }
    let found = nuclei(levels)
    let peaks = ScoringReferenceNuclei.candidates(levels + [-60], depth: 1).map(\.peak)
    #expect(found.allSatisfy(peaks.contains))
    #expect(Set(found).count == found.count)
    #expect(found.count > 5 && found.count < peaks.count)
  }

  @Test func `a clearer peak is never less of a syllable`() {
    var dice = ScoringDice(seed: 9)
    let calibration = SyllableCalibration(.english)
    for _ in 0..<500 {
      let cue = SyllableCue(
        dipBefore: Float.random(in: 0...20, using: &dice),
        rise: Float.random(in: 0...20, using: &dice),
        dipAfter: Float.random(in: 0...20, using: &dice),
        spacing: Float.random(in: 1...30, using: &dice),
        spectralChange: Float.random(in: 0...12, using: &dice),
        level: Float.random(in: -32...5, using: &dice),
        prominence: Float.random(in: -20...0, using: &dice),
        width: Float.random(in: 1...60, using: &dice)
      )
      let share = calibration.evidence(cue)
      #expect(share >= 0 && share <= 1)
      var clearer = cue
      clearer.dipBefore += 1
      clearer.rise += 1
      clearer.dipAfter += 1
      clearer.level += 1
      #expect(calibration.evidence(clearer) >= share)
    }
  }

  @Test(arguments: [1, 2, 3, 5, 9])
  func `syllables of a drawn phrase are counted`(count: Int) {
    let sketch = ScoringSketch().silence(0.4).syllables(count).silence(0.5)
    let analysis = DeliveryAnalyzer.analyze(samples: sketch.samples)
    #expect(analysis.syllableSeconds.count == count)
    #expect(analysis.measures.syllableCount == count)
    for (index, time) in analysis.syllableSeconds.enumerated() {
      #expect(abs(time - (0.47 + 0.2 * Double(index))) < 0.075)
    }
  }
}
