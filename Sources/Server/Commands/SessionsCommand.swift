import Foundation
import Sessions

extension Command {
  /// Lists, shows and exports the sessions of a data directory.
  static let sessions = Command(
    name: "sessions",
    synopsis: "list | show ID | export ID DIR  [--data DIR] [--json]",
    summary: "List, show or export what is kept of sessions.",
    details: """
      Reads the data directory itself: for whoever runs the server. It is safe while a server uses
      the directory.
      """,
    options: {
      [
        Arguments.Option(flag: "--data", value: "DIR", help: "data directory (default ./data)"),
        Arguments.Option(flag: "--json", value: nil, help: "print JSON"),
      ]
    },
    run: { arguments in
      let request = try SessionsRequest(arguments.positionals)
      let directory = URL(fileURLWithPath: arguments["--data"] ?? "data")
      guard FileManager.default.fileExists(atPath: directory.path) else {
        Console.complain("vivavoce sessions: there is no data directory at \(directory.path)")
        return ExitStatus.failure
      }
      let store = try SessionStore(directory: directory)
      let status = try carryOut(request, in: store, asJSON: arguments.has("--json"))
      try await store.close()
      return status
    }
  )

  private static func carryOut(
    _ request: SessionsRequest,
    in store: SessionStore,
    asJSON: Bool
  ) throws -> Int32 {
    switch request {
    case .list:
      for session in try store.sessions(limit: 1_000) {
        try show(SessionSummary(session, fold: nil), asJSON: asJSON)
      }
    case .show(let id):
      guard let summary = try store.summary(id) else { return unknown(id) }
      try show(summary, asJSON: asJSON)
      for chapter in summary.questions where !asJSON {
        Console.say("  \(clock(chapter.startMilliseconds))  \(chapter.text)")
      }
    case .export(let id, let path):
      guard try store.session(id) != nil else { return unknown(id) }
      let directory = URL(fileURLWithPath: path)
      for file in try SessionExporter.export(id, from: store, to: directory) {
        Console.say(file.path)
      }
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

/// What is asked of the kept sessions.
private enum SessionsRequest {
  case list
  case show(String)
  case export(String, to: String)

  /// Reads the words after the command, before anything is opened.
  init(_ words: [String]) throws(Arguments.UsageError) {
    switch (words.first, words.count) {
    case ("list", 1): self = .list
    case ("show", 2): self = .show(words[1])
    case ("export", 3): self = .export(words[1], to: words[2])
    default: throw Arguments.UsageError(message: "say list, show ID, or export ID DIR")
    }
  }
}
