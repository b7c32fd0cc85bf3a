import Foundation
import Scoring

extension Command {
  /// Measures the delivery in audio files.
  static let score = Command(
    name: "score",
    synopsis: """
      [--json] [--transcript FILE] [--language en|fr] [--pitch] [--voice-quality] [--jobs N] \
      FILE|DIR…
      """,
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
        Arguments.Option(
          flag: "--transcript",
          value: "FILE",
          help: "what is said in the one file: text, or words with times as JSON"
        ),
        Arguments.Option(flag: "--pitch", value: nil, help: "with --json: F0 every 10 ms"),
        Arguments.Option(
          flag: "--voice-quality",
          value: nil,
          help: "HNR, jitter, shimmer and CPPS, for information"
        ),
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
      let jobs = try arguments.integer("--jobs", in: 1...256) ?? cores
      guard let language = SpokenLanguage(rawValue: arguments["--language"] ?? "en") else {
        throw Arguments.UsageError(message: "--language takes en or fr")
      }
      let inputs = ScoreInput.expand(arguments.positionals)
      var options = ScoredFile.Options()
      options.language = language
      options.withPitch = arguments.has("--pitch")
      options.withVoiceQuality = arguments.has("--voice-quality")
      if let path = arguments["--transcript"] {
        guard inputs.count == 1 else {
          throw Arguments.UsageError(message: "--transcript goes with exactly one audio file")
        }
        do throws(TranscriptFile.ReadError) {
          options.transcript = try TranscriptFile(path: path)
        } catch {
          Console.complain("\(path): error: \(error.message)")
          return ExitStatus.failure
        }
      }
      let run = ScoreRun(asJSON: arguments.has("--json"), options: options, jobs: jobs)
      return await run.run(inputs)
    }
  )
}
