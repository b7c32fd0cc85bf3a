import Speech

@testable import Scoring

/// Something to be timed.
struct Stage {
  var name: String
  var run: () -> Void

  /// The complete live analyser over one session, and the parts it is made of.
  static func all(_ samples: [Float]) -> [Stage] {
    let session = chunks(samples)
    let heard = windows(samples)
    return [
      Stage(name: "complete live analyser") { consume(live(session).syllableCount) },
      Stage(name: "signal alone: activity, pitch, loudness, nuclei") {
        consume(windows(samples).count)
      },
      Stage(name: "measures alone: pauses, rates, ranks, sums") {
        consume(measure(heard).syllableCount)
      },
      Stage(name: "activity for turns, without look-ahead") {
        consume(verdicts(session).count)
      },
    ]
  }

  /// Sound as a session brings it: chunks of 20 ms.
  static func chunks(_ samples: [Float]) -> [PCMChunk] {
    stride(from: 0, to: samples.count, by: 320).map { start in
      PCMChunk(
        start: SampleTime(ticks: Int64(start) * PCMChunk.ticksPerSample),
        samples: Array(samples[start..<min(start + 320, samples.count)])
      )
    }
  }

  private static func live(_ chunks: [PCMChunk]) -> DeliveryMeasures {
    var analyzer = DeliveryAnalyzer()
    analyzer.beginAnswer(questionEnd: .zero)
    for chunk in chunks { analyzer.append(chunk) }
    return analyzer.finish()
  }

  private static func windows(_ samples: [Float]) -> [SpeechWindow] {
    var stream = WindowStream()
    var windows: [SpeechWindow] = []
    windows.reserveCapacity(samples.count / 160 + 1)
    var position = 0
    while let window = stream.next(samples, &position) { windows.append(window) }
    while let window = stream.drain() { windows.append(window) }
    return windows
  }

  /// What the live analyser does with each window: the answer's sums and the session's.
  private static func measure(_ windows: [SpeechWindow]) -> DeliveryMeasures {
    var answer = AnswerTally(questionEnd: .zero, from: .zero)
    var session = VoiceTally()
    for (index, window) in windows.enumerated() {
      session.add(window)
      let time = SampleTime(ticks: Int64(index) * AnalysisGrid.clockTicksPerBlock)
      answer.add(window, at: time, before: SampleTime(ticks: .max))
    }
    var measures = answer.measures
    session.write(into: &measures)
    return measures
  }

  /// Whether the detector for turns hears speech in each chunk.
  static func verdicts(_ chunks: [PCMChunk]) -> [Bool] {
    var monitor = SpeechActivityMonitor()
    return chunks.map { monitor.append($0.samples) }
  }

  /// Keeps a result from being optimised away.
  @inline(never)
  private static func consume(_ value: Int) {}
}
