import TestKit
import Testing

@testable import Scoring

@Suite struct SyllableNucleiTests {
  /// Runs levels through the detector; a voiced block has an upper-case partner in `voicing`.
  private func nuclei(_ levels: [Float], voiced: (Int) -> Bool = { _ in true }) -> [Int] {
    var detector = SyllableNuclei()
    return levels.enumerated().compactMap { block, level in
      detector.advance(
        block: block,
        level: level,
        isVoiced: voiced(block),
        threshold: -45
      )
    }
  }

  private func bump(_ peak: Float, from floor: Float = -60) -> [Float] {
    (-10...10).map { max(floor, peak - 0.5 * Float($0 * $0)) }
  }

  @Test func `each bump is a nucleus at its peak`() {
    #expect(nuclei(bump(-20) + bump(-25) + bump(-18)) == [10, 31, 52])
  }

  @Test func `a dip under 2 dB divides nothing`() {
    let ripple: [Float] = [-60, -30, -25, -20, -21.5, -20.5, -19, -20.5, -19.5, -30, -60]
    #expect(nuclei(ripple) == [6])
  }

  @Test func `what is unvoiced or too quiet is no nucleus`() {
    #expect(nuclei(bump(-20), voiced: { _ in false }).isEmpty)
    #expect(nuclei(bump(-50)).isEmpty)
  }

  @Test func `voicing 20 ms beside the peak is enough`() {
    #expect(nuclei(bump(-20), voiced: { $0 == 12 }) == [10])
    #expect(nuclei(bump(-20), voiced: { $0 == 8 }) == [10])
    #expect(nuclei(bump(-20), voiced: { $0 == 14 }).isEmpty)
  }

  @Test func `a long vowel is one nucleus that comes in time`() {
    var detector = SyllableNuclei()
    var found: [(at: Int, peak: Int)] = []
    for block in 0..<300 {
      let level: Float = block < 5 ? -60 : -20
      if let peak = detector.advance(
        block: block,
        level: level,
        isVoiced: block >= 5,
        threshold: -45
      ) {
        found.append((block, peak))
      }
    }
    #expect(found.map(\.peak) == [5])
    #expect(found.map(\.at) == [55])
  }

  @Test func `a peak before a gap counts once`() {
    var detector = SyllableNuclei()
    var count = 0
    for level: Float? in [-60, -40, -20, nil, nil, -60, -60] {
      if detector.advance(block: 0, level: level, isVoiced: true, threshold: -45) != nil {
        count += 1
      }
    }
    #expect(count == 1)
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
