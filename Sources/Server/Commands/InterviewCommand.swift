import Foundation
import Sessions
import VoiceEngine

extension Command {
  /// Holds an interview without a browser.
  static let interview = Command(
    name: "interview",
    synopsis: "URL --scenario NAME --answers FILE… [--language TAG] [--json]",
    summary: "Be a candidate: speak files as the answers to a running server.",
    details: """
      The files are spoken in real time: to a question or follow-up the file of its name, else the
      next one, from the first again after the last. A .txt file is spoken by the embedded
      synthesizer, or typed with --type. Prints the conversation as it happens and the session's id
      last; with --json every message of the server, one a line.
      """,
    options: {
      [
        Arguments.Option(flag: "--scenario", value: "NAME", help: "id of the scenario"),
        Arguments.Option(
          flag: "--answers",
          value: "FILE…",
          help: "WAV, Ogg Opus or .txt files",
          takesMany: true
        ),
        Arguments.Option(flag: "--type", value: nil, help: "type the .txt files"),
        Arguments.Option(flag: "--language", value: "TAG", help: "language of the interview"),
        Arguments.Option(
          flag: "--purpose",
          value: "PURPOSE",
          help: "practice (default), training or hiring"
        ),
        Arguments.Option(flag: "--json", value: nil, help: "print the server's messages"),
      ]
    },
    run: { arguments in
      guard arguments.positionals.count == 1 else {
        throw Arguments.UsageError(message: "name one server, e.g. http://127.0.0.1:8080")
      }
      guard let scenario = arguments["--scenario"], !arguments.all("--answers").isEmpty else {
        throw Arguments.UsageError(message: "--scenario and --answers are needed")
      }
      let server = arguments.positionals[0]
      var language = arguments["--language"]
      // Only who speaks has to know it before the start.
      if language == nil, arguments.all("--answers").contains(where: { $0.hasSuffix(".txt") }) {
        language = try CandidateRun.language(of: scenario, on: server)
      }
      let reader = AnswerReader(language: language ?? "en", isTyping: arguments.has("--type"))
      var answers: [AnswerAudio] = []
      for path in arguments.all("--answers") { answers.append(try await reader.answer(path)) }
      let run = CandidateRun(
        server: server,
        scenario: scenario,
        language: language,
        purpose: arguments["--purpose"] ?? "practice",
        answers: answers
      )
      return try await hold(run, asJSON: arguments.has("--json"))
    }
  )

  private static func hold(_ run: CandidateRun, asJSON: Bool) async throws -> Int32 {
    let outcome = try await run.hold { report in
      switch report {
      case .message(let text): if asJSON { Console.say(text) }
      case .event(let event): if !asJSON, let line = line(for: event) { Console.say(line) }
      case .answering(let name): if !asJSON { Console.say("  (speaking \(name))") }
      case .sent, .received: break
      }
    }
    if let problem = outcome.problem, outcome.reason == nil {
      Console.complain("vivavoce interview: \(problem)")
    }
    if let id = outcome.sessionID {
      asJSON ? Console.complain("session \(id)") : Console.say("session \(id)")
    }
    let isWhole = outcome.reason == .completed || outcome.reason == .limit
    return isWhole ? ExitStatus.success : ExitStatus.failure
  }

  private static func line(for event: EngineEvent) -> String? {
    switch event {
    case .utteranceStarted(let started): "Interviewer: \(started.text)"
    case .transcriptFinal(let final): "Candidate: \(final.text)"
    case .turnCommitted(let turn):
      "  (turn \(turn.turn): \(turn.reason.rawValue), \(turn.endpointDelayMilliseconds) ms)"
    case .warned(let notice): "  (warning: \(notice.message))"
    case .ended(let ended): "  (ended: \(ended.reason.rawValue))"
    default: nil
    }
  }
}
