import Foundation
import Sessions
import VoiceEngine

extension Command {
  /// Speaks a line of a scenario into a file.
  static let speak = Command(
    name: "speak",
    synopsis: "FILE QUESTION [--out FILE.wav] [--language TAG]",
    summary: "Speak a question of a scenario with the embedded synthesizer.",
    details: """
      QUESTION is the id of a question or of a follow-up, `greeting`, or `closing`. Without --out
      the file is QUESTION.wav in the working directory.
      """,
    options: {
      [
        Arguments.Option(flag: "--out", value: "FILE", help: "WAV file to write"),
        Arguments.Option(flag: "--language", value: "TAG", help: "language of the interview"),
        Arguments.Option(
          flag: "--espeak-worker",
          value: "FILE",
          help: "the synthesizer's worker (default: espeak-worker beside vivavoce)"
        ),
      ]
    },
    run: { arguments in
      guard arguments.positionals.count == 2 else {
        throw Arguments.UsageError(message: "name a scenario file and a question")
      }
      let scenario = try ScenarioFile.read(arguments.positionals[0], arguments["--language"])
      guard let scenario else { return ExitStatus.failure }
      let name = arguments.positionals[1]
      let plan = scenario.plan()
      guard let text = plan.line(named: name) else {
        throw Arguments.UsageError(
          message: "there is no \(name); there are: \(plan.lineNames.joined(separator: ", "))"
        )
      }
      let synthesizer = try EspeakSynthesizer(
        executable: arguments["--espeak-worker"],
        workers: 1
      )
      let path = arguments["--out"] ?? "\(name).wav"
      let seconds = try await SpokenLine(text, of: plan).write(to: path, with: synthesizer)
      Console.say("\(path): \(String(format: "%.1f", seconds)) s, \(text)")
      return ExitStatus.success
    }
  )
}

/// A line of an interview that is spoken into a file.
struct SpokenLine {
  /// Silence between two sentences.
  static let pauseSeconds = 0.3

  private let requests: [SynthesisRequest]

  /// Creates a line in the voice of a plan.
  init(_ text: String, of plan: InterviewPlan) {
    requests = SentenceChunker.sentences(of: text).map {
      SynthesisRequest(text: $0, language: plan.language, voice: plan.voice)
    }
  }

  /// Speaks the line into a WAV file of 16 bits.
  ///
  /// - Returns: its length in seconds.
  func write(to path: String, with synthesizer: some SpeechSynthesizer) async throws -> Double {
    var samples: [Float] = []
    var rate = 0
    for request in requests {
      let speech = try await synthesizer.synthesize(request)
      if rate > 0 {
        samples += [Float](repeating: 0, count: Int(SpokenLine.pauseSeconds * Double(rate)))
      }
      rate = speech.sampleRate
      samples += speech.samples
    }
    try Data(WAVFile.bytes(of: samples, sampleRate: rate)).write(to: URL(fileURLWithPath: path))
    return Double(samples.count) / Double(max(1, rate))
  }
}

/// The simplest of audio files: a header of 44 bytes, then mono PCM of 16 bits.
enum WAVFile {
  /// The file's bytes; samples beyond ±1 are clipped.
  static func bytes(of samples: [Float], sampleRate: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    func add(_ number: Int, _ count: Int) {
      for shift in 0..<count { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * shift))) }
    }
    bytes.reserveCapacity(44 + 2 * samples.count)
    bytes += Array("RIFF".utf8)
    add(36 + 2 * samples.count, 4)
    bytes += Array("WAVEfmt ".utf8)
    add(16, 4)
    add(1, 2)
    add(1, 2)
    add(sampleRate, 4)
    add(2 * sampleRate, 4)
    add(2, 2)
    add(16, 2)
    bytes += Array("data".utf8)
    add(2 * samples.count, 4)
    for sample in samples { add(Int((max(-1, min(1, sample)) * 32_767).rounded()), 2) }
    return bytes
  }
}

extension InterviewPlan {
  /// What can be spoken: `greeting`, the questions with their follow-ups, `closing`.
  fileprivate var lineNames: [String] {
    (greeting == nil ? [] : ["greeting"])
      + questions.flatMap { [$0.id] + $0.followUps.map(\.id) } + ["closing"]
  }

  /// The words of a line; of two with one name the first.
  fileprivate func line(named name: String) -> String? {
    if name == "greeting" { return greeting }
    if name == "closing" { return closing }
    for question in questions {
      if question.id == name { return question.ask }
      if let followUp = question.followUps.first(where: { $0.id == name }) { return followUp.ask }
    }
    return nil
  }
}
