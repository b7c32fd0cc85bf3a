import Foundation
import Glibc
import Speech

@testable import Scoring

/// Times the live analyser and its stages on one core and prints a table in Markdown.
///
///     scoring-benchmark [FILE.wav …]        speed, memory and latency
///     scoring-benchmark --write DIR COUNT   writes drawn speech as WAV files
///     scoring-benchmark --verdicts FILE …   what the detector for turns says of chunks of 20 ms:
///                                           a line of 0 and 1 for each file
@main struct ScoringBenchmark {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.count == 3, arguments[0] == "--write", let count = Int(arguments[2]) {
      return try DrawnSpeech.write(to: URL(filePath: arguments[1]), count: count)
    }
    if arguments.first == "--verdicts" {
      for path in arguments.dropFirst() {
        let verdicts = Stage.verdicts(Stage.chunks(try WAVSamples.read(URL(filePath: path))))
        print(verdicts.map { $0 ? "1" : "0" }.joined())
      }
      return
    }
    var recordings = try arguments.map { try WAVSamples.read(URL(filePath: $0)) }
    if recordings.isEmpty { recordings = (1...20).map { DrawnSpeech.answer(seed: $0) } }
    let seconds = Double(recordings.reduce(0) { $0 + $1.count }) / 16_000
    let source = arguments.isEmpty ? "drawn speech" : "\(arguments.count) files"
    print(
      "\(Int(seconds)) s of speech in one session (\(source)), chunks of 20 ms, one core, "
        + "CPU time:\n"
    )
    print("| Stage | × real time, median of 9 | lowest | highest | µs per second of sound |")
    print("|---|---:|---:|---:|---:|")
    for stage in Stage.all(recordings.flatMap { $0 }) { print(row(stage, seconds)) }
    print("\n\(Footprint.describe(recordings[0]))")
  }

  private static func row(_ stage: Stage, _ seconds: Double) -> String {
    stage.run()  // caches and branch predictors warm
    let rates = (0..<9).map { _ in seconds / processorSeconds(stage.run) }.sorted()
    let cells = [rates[4], rates[0], rates[8], 1e6 / rates[4]].map { String(Int($0.rounded())) }
    return "| \(stage.name) | " + cells.joined(separator: " | ") + " |"
  }

  /// Processor time of this thread, which other work on the machine does not change.
  private static func processorSeconds(_ work: () -> Void) -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
    let start = now()
    work()
    return now() - start
  }
}
