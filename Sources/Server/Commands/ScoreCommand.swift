import Foundation
import Scoring

extension Command {
  /// Measures the delivery in audio files.
  static let score = Command(
    name: "score",
    synopsis: "[--json] [--transcript FILE] [--language en|fr] [--pitch] [--jobs N] FILE|DIR…",
    summary: "Measure how something is said in WAV or Ogg Opus files.",
    details: """
      One line a file, in the order given; a directory stands for its .wav, .opus and .ogg files.
      A file that cannot be read is named on standard error, the others are still measured, and the
      exit status is 1. docs/measures.md explains every measure.
      """,
    options: {
      [
        Arguments.Option(flag: "--json", value: nil, help: "one JSON object a line"),
        Arguments.Option(
          flag: "--language",
          value: "en|fr",
          help: "language of the speech (default en)"
        ),
        Arguments.Option(flag: "--pitch", value: nil, help: "with --json: F0 every 10 ms"),
        Arguments.Option(
          flag: "--jobs",
          value: "N",
          help: "files measured at once (default: one a core)"
        ),
      ]
    },
    run: { arguments in
      guard !arguments.positionals.isEmpty else {
        throw Arguments.UsageError(message: "name at least one file or directory")
      }
      let cores = ProcessInfo.processInfo.activeProcessorCount
      guard let jobs = Int(arguments["--jobs"] ?? "\(cores)"), (1...256).contains(jobs) else {
        throw Arguments.UsageError(message: "--jobs takes a number from 1 to 256")
      }
      guard let language = SpokenLanguage(rawValue: arguments["--language"] ?? "en") else {
        throw Arguments.UsageError(message: "--language takes en or fr")
      }
      let inputs = ScoreInput.expand(arguments.positionals)
      return await ScoreRun(
        asJSON: arguments.has("--json"),
        language: language,
        withPitch: arguments.has("--pitch"),
        jobs: jobs
      ).run(inputs)
    }
  )
}
