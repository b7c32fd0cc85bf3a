import Foundation
import Simulation
import Speech

extension Command {
  /// Puts a running server under load.
  static let loadTest = Command(
    name: "loadtest",
    synopsis: "URL --sessions N --seconds S [--pid PID] [--soak] [--json]",
    summary: "Hold many interviews at once against a running server and measure them.",
    details: """
      Every candidate is a real WebSocket with real Opus packets at real pace: it answers each
      question, reports its playout, and speaks into every second utterance. Start the server with
      stub providers and raised limits, on another core:
        taskset -c 0 vivavoce serve --recognizers stub --synthesizers stub \\
          --language-models stub --session-limit 1000 --connection-limit 1200
      The end of turn to the first packet is told without the 200 ms that the stub synthesizer takes
      for a sentence that nobody has heard before.
      A server's clock cannot be hurried, so --soak takes the time that it is given: it prints the
      server's memory and descriptors every minute and fails when they grow, or when a track in
      --data is more than 20 ms off its session.
      """,
    options: { loadOptions },
    run: { arguments in
      guard arguments.positionals.count == 1, let server = arguments.positionals.first else {
        throw Arguments.UsageError(message: "name one server, e.g. http://127.0.0.1:8080")
      }
      return try loadTest(server, arguments)
    }
  )

  private static var loadOptions: [Arguments.Option] {
    [
      Arguments.Option(flag: "--sessions", value: "N", help: "interviews at a time (default 10)"),
      Arguments.Option(flag: "--seconds", value: "S", help: "how long (default 60)"),
      Arguments.Option(flag: "--ramp", value: "R", help: "starts each second (default 20)"),
      Arguments.Option(
        flag: "--scenario",
        value: "NAME",
        help: "id of the scenario (default backend-engineer-en)"
      ),
      Arguments.Option(flag: "--answer", value: "FILE", help: "WAV or Ogg Opus, for a drawn voice"),
      Arguments.Option(flag: "--pid", value: "PID", help: "the server's process"),
      Arguments.Option(
        flag: "--metrics",
        value: "URL",
        help: "the server's metrics, e.g. http://127.0.0.1:8081/metrics"
      ),
      Arguments.Option(flag: "--soak", value: nil, help: "watch for growth; needs --pid"),
      Arguments.Option(flag: "--data", value: "DIR", help: "the server's data, to measure tracks"),
      Arguments.Option(flag: "--json", value: nil, help: "print one JSON object"),
    ]
  }

  private static func loadTest(_ server: String, _ arguments: Arguments) throws -> Int32 {
    // A server that goes away must not take the generator with it.
    signal(SIGPIPE, SIG_IGN)
    let sessions = try arguments.integer("--sessions", in: 1...10_000) ?? 10
    _ = OpenFiles.allow(sessions + 64)
    let start = CandidateRun(
      server: server,
      scenario: arguments["--scenario"] ?? "backend-engineer-en",
      answers: []
    )
    let recorded = try arguments["--answer"].map { try AnswerAudio(path: $0).packets }
    let drawn = (0..<400).compactMap { CandidateVoice.packet(.speech, $0) }
    let isSoak = arguments.has("--soak")
    let pid = try arguments.integer("--pid", in: 1...Int(Int32.max))
    if isSoak, pid == nil { throw Arguments.UsageError(message: "--soak needs --pid") }
    var history: [ProcessFigures] = []
    var run = LoadRun(
      server: server,
      manner: LoadCandidate.Manner(
        start: try start.startMessage(),
        answer: recorded ?? drawn,
        silence: try AnswerAudio.silence()
      ),
      sessions: sessions,
      duration: .seconds(try arguments.integer("--seconds", in: 1...1_000_000) ?? 60),
      pid: pid,
      metrics: arguments["--metrics"]
    )
    run.startsPerSecond = try arguments.integer("--ramp", in: 1...10_000) ?? run.startsPerSecond
    if isSoak {
      run.everyMinute = { figures in
        history.append(figures)
        let memory = LoadReport.number(Double(figures.residentBytes) / 1e6)
        Console.say("\(history.count) min: \(memory) MB, \(figures.descriptors) descriptors")
      }
    }
    let report = try run.hold()
    Console.say(arguments.has("--json") ? try report.json() : report.description)
    let faults = try (isSoak ? growth(history) : []) + strayTracks(arguments["--data"])
    for fault in faults { Console.complain("vivavoce loadtest: \(fault)") }
    return faults.isEmpty && report.lost_packets == 0 ? ExitStatus.success : ExitStatus.failure
  }

  /// What grew from the first half of a soak to the second.
  private static func growth(_ history: [ProcessFigures]) -> [String] {
    guard history.count >= 4 else { return ["a soak of under four minutes shows nothing"] }
    let early = history.prefix(history.count / 2)
    let late = history.suffix(history.count / 2)
    var faults: [String] = []
    // The first half is the warming up: what it reached at most may be reached again.
    let allowed = Double(early.map(\.residentBytes).max() ?? 0) * 1.05
    if Double(late.map(\.residentBytes).max() ?? 0) > allowed { faults.append("memory grew") }
    let descriptors = early.map(\.descriptors).max() ?? 0
    if late.contains(where: { $0.descriptors > descriptors + 4 }) {
      faults.append("descriptors grew")
    }
    return faults
  }

  private static func strayTracks(_ directory: String?) throws -> [String] {
    guard let directory else { return [] }
    let check = try RecordingCheck(directory: directory)
    Console.complain(
      "\(check.sessions) recordings: tracks at most \(check.worstMilliseconds) ms off"
    )
    return check.isGood ? [] : ["\(check.unreadable) tracks are unreadable, or one is too far off"]
  }
}

extension LoadReport {
  /// One flat JSON object.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
