import Foundation
import Speech
import VoiceEngine

/// The figures of `vivavoce bench endpoint`: false cut-offs against the delay, beside a timer's.
struct BenchEndpointReport: Encodable {
  /// How turns ended under one rule.
  struct Figures: Encodable {
    /// Share of the turns that were ended before their last word was said.
    var false_cut_off_rate: Double
    /// From the end of speech to the decision, over the turns that were not cut off.
    var median_delay_s: Double
    var p90_delay_s: Double

    init(_ outcomes: [BenchTurns.Outcome]) {
      let delays = outcomes.compactMap(\.delay?.inSeconds)
      let complete = delays.filter { $0 >= 0 }.sorted()
      false_cut_off_rate = Double(delays.count - complete.count) / Double(max(delays.count, 1))
      let quantile = { (share: Double) in
        complete.isEmpty ? 0 : complete[Int(share * Double(complete.count - 1))]
      }
      median_delay_s = quantile(0.5)
      p90_delay_s = quantile(0.9)
    }
  }

  /// One point of a curve.
  struct Point: Encodable {
    var min_delay_s: Double
    var max_delay_s: Double
    var engine: Figures
    /// Cut-offs of a silence timer with the same median delay, or `null` where that is shorter than
    /// the shortest silence that ends a segment.
    var timer_false_cut_off_rate: Double?
  }

  /// The curve of one group of turns and one sort of evidence.
  struct Curve: Encodable {
    /// All speakers, or adults.
    var group: String
    /// `sound`, or `sound and words`.
    var evidence: String
    var turns: Int
    var points: [Point]
  }

  var weights = EndOfTurnWeights.v1.name
  var split: String
  var speakers: Int
  /// Recordings in which no speech was found.
  var without_speech: Int
  var curves: [Curve]

  /// The line of `--json`.
  var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }

  /// Tables to read.
  var text: String {
    let head = [
      "\(weights) on \(speakers) speakers (split \"\(split)\"); each recording is one turn",
      "the profiles quick, normal and think are the points 0.5–2.0, 0.9–3.5 and 1.5–8.0 s",
    ]
    return (head + curves.flatMap(Self.lines)).joined(separator: "\n")
  }

  private static func lines(of curve: Curve) -> [String] {
    let title = "\n\(curve.evidence), \(curve.group): \(curve.turns) turns"
    let columns = "  min–max delay   median     p90   cut off   timer of the same median"
    return [title, columns]
      + curve.points.map { point in
        String(
          format: "  %4.2f–%4.2f s   %5.2f s  %5.2f s  %5.1f %%   %@",
          point.min_delay_s,
          point.max_delay_s,
          point.engine.median_delay_s,
          point.engine.p90_delay_s,
          100 * point.engine.false_cut_off_rate,
          point.timer_false_cut_off_rate.map { String(format: "%5.1f %%", 100 * $0) } ?? "    –"
        )
      }
  }
}
