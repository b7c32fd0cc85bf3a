import TestKit
import Testing

@testable import Scoring

@Suite struct FilledPauseMergerTests {
  private func span(_ start: Double, _ end: Double) -> DeliveryAnalysis.Span {
    DeliveryAnalysis.Span(startSeconds: start, endSeconds: end)
  }

  private func event(
    _ evidence: Disfluency.Evidence,
    _ start: Double,
    _ end: Double,
    certainty: Double = 0.9
  ) -> Disfluency {
    Disfluency(
      kind: .filledPause,
      span: span(start, end),
      words: 0..<0,
      evidence: evidence,
      certainty: certainty
    )
  }

  private func merge(
    _ written: [Disfluency],
    _ sounded: [Disfluency],
    words: [DeliveryAnalysis.Span] = []
  ) -> [Disfluency] {
    FilledPauseMerger.merge(written: written, sounded: sounded, words: words)
  }

  @Test func `a sound that overlaps a written um is the same`() {
    let um = event(.word, 1, 1.4)
    #expect(merge([um], [event(.acoustic, 1.1, 1.6)]) == [um])
    #expect(merge([um], [event(.acoustic, 1.5, 1.8)]) == [um])
    #expect(merge([um], [event(.acoustic, 0.2, 0.9), event(.acoustic, 1.2, 1.3)]) == [um])
  }

  @Test func `a sound elsewhere counts beside the words, in the order of time`() {
    let (um, sound) = (event(.word, 1, 1.4), event(.acoustic, 0.2, 0.6))
    #expect(merge([um], [sound]) == [sound, um])
    #expect(merge([], [sound]) == [sound])
    #expect(merge([um], []) == [um])
    #expect(merge([], []) == [])
  }

  @Test func `a sound inside a word of the answer is the word`() {
    let sound = event(.acoustic, 1, 1.4)
    #expect(merge([], [sound], words: [span(0.9, 1.5)]) == [])
    #expect(merge([], [sound], words: [span(0.9, 1.25)]) == [])
    #expect(merge([], [sound], words: [span(0.9, 1.15), span(1.3, 2)]) == [])
    #expect(merge([], [sound], words: [span(0.5, 1.15)]) == [sound])
  }

  @Test func `sounds that overlap are one with the surer certainty`() {
    let merged = merge(
      [],
      [event(.acoustic, 1.3, 1.8, certainty: 0.7), event(.acoustic, 1, 1.4, certainty: 0.6)]
    )
    #expect(merged == [event(.acoustic, 1, 1.8, certainty: 0.7)])
  }

  @Test func `what has no time stays behind what has one`() {
    var untimed = event(.word, 0, 0)
    untimed.span = nil
    let sound = event(.acoustic, 1, 1.4)
    #expect(merge([untimed], [sound]) == [sound, untimed])
  }

  @Test func `merging loses no written one and gives no two that overlap a sound`() {
    var dice = ScoringDice(seed: 3)
    for _ in 0..<300 {
      func events(_ evidence: Disfluency.Evidence) -> [Disfluency] {
        (0..<Int.random(in: 0...6, using: &dice)).map { _ in
          let start = Double.random(in: 0...10, using: &dice)
          return event(evidence, start, start + Double.random(in: 0.1...0.8, using: &dice))
        }
      }
      let (written, sounded) = (events(.word), events(.acoustic))
      let merged = merge(written, sounded)
      #expect(merged.count { $0.evidence == .word } == written.count)
      let kept = merged.filter { $0.evidence == .acoustic }.compactMap(\.span)
      for one in kept {
        #expect(kept.count { $0.overlap(with: one) > 0 } == 1)
        #expect(written.compactMap(\.span).allSatisfy { $0.overlap(with: one) == 0 })
      }
      #expect(merged == merge(written, Array(sounded.reversed())))
    }
  }

  @Test func `time without others is that of the slow version`() {
    var dice = ScoringDice(seed: 9)
    for _ in 0..<200 {
      func stretches() -> [ClosedRange<Int>] {
        (0..<Int.random(in: 0...5, using: &dice)).map { _ in
          let start = Int.random(in: 0...400, using: &dice)
          return start...(start + Int.random(in: 0...90, using: &dice))
        }
      }
      let (inside, outside) = (stretches(), stretches())
      func spans(_ stretches: [ClosedRange<Int>]) -> [DeliveryAnalysis.Span] {
        DeliveryAnalysis.Span.joined(
          stretches.map { span(Double($0.lowerBound), Double($0.upperBound)) }
        )
      }
      #expect(
        DeliveryAnalysis.Span.seconds(of: spans(inside), without: spans(outside))
          == Double(ScoringReferenceWords.milliseconds(of: inside, without: outside))
      )
    }
  }
}
