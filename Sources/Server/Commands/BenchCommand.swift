import Foundation
import Scoring
import Sessions

extension Command {
  /// Measures a part of the engine on recordings.
  static let bench = Command(
    name: "bench",
    synopsis: "endpoint DIR [--split fit|report|all] [--language en|fr] [--json | --pauses]",
    summary: "Measure the end-of-turn decision on labelled recordings.",
    details: """
      DIR holds labels.csv (id, speaker, and age and text where known) and below it one WAV or Ogg
      Opus file an id. Every recording is one turn, every silence in it a trap; the room's own
      sound is appended to wait in. Recordings of a speaker are one session, in the order of ids.
      Words are simulated from the text: spread over the speech by syllables, 0.3 s late.
      """,
    options: {
      [
        Arguments.Option(
          flag: "--split",
          value: "fit|report|all",
          help: "half of the speakers (default report: the one not fitted to)"
        ),
        Arguments.Option(
          flag: "--language",
          value: "en|fr",
          help: "language of the speech (default en)"
        ),
        Arguments.Option(flag: "--json", value: nil, help: "the figures as one JSON object"),
        Arguments.Option(
          flag: "--pauses",
          value: nil,
          help: "every pause with its cues, one JSON object a line, and no figures"
        ),
      ]
    },
    run: { arguments in
      guard arguments.positionals.count == 2, arguments.positionals[0] == "endpoint" else {
        throw Arguments.UsageError(message: "say endpoint and one directory")
      }
      guard let split = BenchCorpus.Split(rawValue: arguments["--split"] ?? "report") else {
        throw Arguments.UsageError(message: "--split takes fit, report or all")
      }
      guard let language = SpokenLanguage(rawValue: arguments["--language"] ?? "en") else {
        throw Arguments.UsageError(message: "--language takes en or fr")
      }
      let directory = URL(fileURLWithPath: arguments.positionals[1])
      let corpus = try BenchCorpus(directory: directory, split: split)
      let heard = await BenchHearing(language: language).hear(corpus)
      for problem in heard.problems { Console.complain(problem) }
      if arguments.has("--pauses") {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        for pause in heard.candidates.flatMap(BenchPause.pauses) {
          Console.say(String(decoding: try encoder.encode(pause), as: UTF8.self))
        }
      } else {
        let report = BenchEndpointReport(
          split: split.rawValue,
          speakers: heard.candidates.count,
          without_speech: heard.withoutSpeech,
          curves: BenchEndpoint(candidates: heard.candidates).curves()
        )
        Console.say(arguments.has("--json") ? report.json : report.text)
      }
      return heard.problems.isEmpty ? ExitStatus.success : ExitStatus.failure
    }
  )
}

/// Reads and hears the recordings of a corpus, some speakers at once.
struct BenchHearing: Sendable {
  /// What was heard.
  struct Heard: Sendable {
    var candidates: [BenchEndpoint.Candidate] = []
    /// Recordings without speech.
    var withoutSpeech = 0
    /// Recordings that could not be read, with the reason.
    var problems: [String] = []
  }

  var language = SpokenLanguage.english

  func hear(_ corpus: BenchCorpus) async -> Heard {
    let jobs = ProcessInfo.processInfo.activeProcessorCount
    var parts = [Heard?](repeating: nil, count: corpus.speakers.count)
    await withTaskGroup(of: (Int, Heard).self) { group in
      var waiting = corpus.speakers.indices[...]
      for index in waiting.prefix(jobs) { group.addTask { (index, hear(corpus.speakers[index])) } }
      waiting = waiting.dropFirst(jobs)
      for await (index, part) in group {
        parts[index] = part
        if let next = waiting.popFirst() { group.addTask { (next, hear(corpus.speakers[next])) } }
      }
    }
    return parts.compactMap { $0 }.reduce(into: Heard()) { all, part in
      all.candidates += part.candidates
      all.withoutSpeech += part.withoutSpeech
      all.problems += part.problems
    }
  }

  private func hear(_ recordings: [BenchCorpus.Recording]) -> Heard {
    var heard = Heard()
    var utterances: [BenchUtterance] = []
    for recording in recordings {
      do throws(RecordingError) {
        let samples = try AudioFileReader.samples(of: recording.file)
        let utterance = BenchUtterance(
          samples: samples,
          text: recording.text,
          language: language,
          detector: ScoringVoiceDetector(language: language)
        )
        if let utterance { utterances.append(utterance) } else { heard.withoutSpeech += 1 }
      } catch {
        heard.problems.append("\(recording.file.path): \(error.message)")
      }
    }
    guard let first = recordings.first, !utterances.isEmpty else { return heard }
    let candidate = BenchEndpoint.Candidate(
      speaker: first.speaker,
      isAdult: first.age.map { $0 >= 18 },
      utterances: utterances
    )
    heard.candidates.append(candidate)
    return heard
  }
}
