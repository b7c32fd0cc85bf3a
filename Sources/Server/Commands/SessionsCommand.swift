import Foundation
import Sessions

extension Command {
  /// Lists, shows, exports and erases the sessions of a data directory.
  static let sessions = Command(
    name: "sessions",
    synopsis: "list | show ID | export ID DIR | erase ID  [--data DIR] [--json]",
    summary: "List, show, export or erase what is kept of sessions.",
    details: """
      Works on the data directory itself: for whoever runs the server. Reading is safe while a
      server uses the directory. `erase` deletes all that is kept of one session, its recording
      included, for good; stop the server for it.
      """,
    options: {
      [
        Arguments.Option(
          flag: "--data",
          value: "DIR",
          help: "data directory (default VIVAVOCE_DATA, else ./data)"
        ),
        Arguments.Option(flag: "--json", value: nil, help: "print JSON"),
      ]
    },
    run: { arguments in
      let environment = ProcessInfo.processInfo.environment
      let path = arguments["--data"] ?? environment["VIVAVOCE_DATA"] ?? "./data"
      let directory = URL(fileURLWithPath: path)
      do {
        if arguments.positionals.first == "erase", arguments.positionals.count == 2 {
          try await SessionEraser.erase(arguments.positionals[1], in: directory)
          return ExitStatus.success
        }
        let reader = try SessionReader(directory: directory)
        return try run(arguments.positionals, in: reader, asJSON: arguments.has("--json"))
      } catch let error as StoreError {
        Console.complain("vivavoce sessions: \(path): \(error.message)")
        return ExitStatus.failure
      }
    }
  )

  private static func run(
    _ words: [String],
    in store: SessionReader,
    asJSON: Bool
  ) throws -> Int32 {
    switch (words.first, words.count) {
    case ("list", 1):
      for session in try store.sessions(limit: 1_000) {
        try show(SessionSummary(session, fold: nil), asJSON: asJSON)
      }
    case ("show", 2):
      guard let summary = try store.summary(words[1]) else { return unknown(words[1]) }
      try show(summary, asJSON: asJSON)
      for chapter in summary.questions where !asJSON {
        Console.say("  \(clock(chapter.startMilliseconds))  \(chapter.text)")
      }
    case ("export", 3):
      guard try store.session(words[1]) != nil else { return unknown(words[1]) }
      let directory = URL(fileURLWithPath: words[2])
      for file in try SessionExporter.export(words[1], from: store, to: directory) {
        Console.say(file.path)
      }
    default:
      throw Arguments.UsageError(message: "say list, show ID, export ID DIR, or erase ID")
    }
    return ExitStatus.success
  }

  private static func unknown(_ id: String) -> Int32 {
    Console.complain("vivavoce sessions: there is no session \(id)")
    return ExitStatus.failure
  }

  private static func show(_ summary: SessionSummary, asJSON: Bool) throws {
    if asJSON {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return Console.say(String(decoding: try encoder.encode(summary), as: UTF8.self))
    }
    let columns = [
      summary.id, summary.createdAt, summary.status.rawValue.padded(to: 11),
      clock(summary.durationMilliseconds), summary.purpose.rawValue.padded(to: 8),
      summary.scenario,
    ]
    Console.say(columns.joined(separator: "  "))
  }

  private static func clock(_ milliseconds: Int64) -> String {
    String(format: "%02d:%02d", milliseconds / 60_000, milliseconds / 1_000 % 60)
  }
}
