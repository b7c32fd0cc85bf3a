import CMalloc
import Speech

@testable import Scoring

/// What one session costs in memory, and how long it waits.
enum Footprint {
  /// A sentence about memory and latency.
  static func describe(_ samples: [Float]) -> String {
    let before = heldBytes()
    var analyzer = DeliveryAnalyzer()
    analyzer.beginAnswer(questionEnd: .zero)
    let created = heldBytes()
    var position = 0
    for round in 0..<20 {
      let start = Int64(round * samples.count) * PCMChunk.ticksPerSample
      analyzer.append(PCMChunk(start: SampleTime(ticks: start), samples: samples))
      position += samples.count
    }
    let after = heldBytes()
    let kilobytes = Double(created - before) / 1_024
    let latency = Double(AnalysisGrid.latencyBlocks) * AnalysisGrid.blockSeconds
    let reach = DeliveryAnalyzer.reachSeconds
    defer { _ = analyzer.finish() }
    return """
      One session with an open answer holds \(Int(kilobytes.rounded())) KB on the heap; after \
      \(position / 16_000) s of speech it holds \(after - created) bytes more. A window is final \
      \(latency) s after it was heard; questions and answers may be told up to \(reach) s late.
      """
  }

  private static func heldBytes() -> Int { Int(mallinfo2().uordblks) }
}
