import Foundation
import Sessions

extension Command {
  /// Lists, shows, exports and erases the sessions of a data directory.
  static let sessions = Command(
    name: "sessions",
    synopsis: "list | show ID | link ID | export ID DIR | erase ID  [--data DIR] [--json]",
    summary: "List, show, export or erase what is kept of sessions; make links for raters.",
    details: """
      Works on the data directory itself: for whoever runs the server. Reading is safe while a
      server uses the directory. `erase` deletes all that is kept of one session, its recording
      included, for good; stop the server for it. `link` prints the address at which one session
      of hiring or training is read and rated; it opens nothing else. It needs the operator's token
      in VIVAVOCE_OPERATOR_TOKEN, and a new token ends all links.
      """,
    options: {
      [
        Arguments.Option(
          flag: "--data",
          value: "DIR",
          help: "data directory (default VIVAVOCE_DATA, else ./data)"
        ),
        Arguments.Option(
          flag: "--site",
          value: "URL",
          help: "address of the server's pages, for link (default http://127.0.0.1:8080)"
        ),
        Arguments.Option(flag: "--json", value: nil, help: "print JSON"),
      ]
    },
    run: { arguments in
      let request = try SessionsRequest(arguments.positionals)
      let environment = ProcessInfo.processInfo.environment
      let path = arguments["--data"] ?? environment["VIVAVOCE_DATA"] ?? "./data"
      let directory = URL(fileURLWithPath: path)
      do {
        if case .erase(let id) = request {
          try await SessionEraser.erase(id, in: directory)
          return ExitStatus.success
        }
        let reader = try SessionReader(directory: directory)
        if case .link(let id) = request {
          let site = arguments["--site"] ?? "http://127.0.0.1:8080"
          return try link(id, in: reader, token: environment["VIVAVOCE_OPERATOR_TOKEN"], site)
        }
        return try read(request, in: reader, asJSON: arguments.has("--json"))
      } catch let error as StoreError {
        Console.complain("vivavoce sessions: \(path): \(error.message)")
        return ExitStatus.failure
      }
    }
  )

  private static func read(
    _ request: SessionsRequest,
    in store: SessionReader,
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
    // These were done by then.
    case .erase, .link: break
    }
    return ExitStatus.success
  }

  private static func link(
    _ id: String,
    in store: SessionReader,
    token: String?,
    _ site: String
  ) throws -> Int32 {
    guard let session = try store.session(id) else { return unknown(id) }
    guard session.record.purpose != .practice else {
      Console.complain("vivavoce sessions: \(id) is practice, which nobody rates but its candidate")
      return ExitStatus.failure
    }
    guard let token, !token.isEmpty else {
      Console.complain("vivavoce sessions: set VIVAVOCE_OPERATOR_TOKEN to the server's")
      return ExitStatus.failure
    }
    let key = RatingKey(session: id, operatorToken: TokenDigest(of: token))
    // What stands after # never leaves the browser.
    Console.say("\(site)/rate?session=\(id)#key=\(key.text)")
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
  case link(String)
  case export(String, to: String)
  case erase(String)

  /// Reads the words after the command, before anything is opened.
  init(_ words: [String]) throws(Arguments.UsageError) {
    switch (words.first, words.count) {
    case ("list", 1): self = .list
    case ("show", 2): self = .show(words[1])
    case ("link", 2): self = .link(words[1])
    case ("export", 3): self = .export(words[1], to: words[2])
    case ("erase", 2): self = .erase(words[1])
    default:
      throw Arguments.UsageError(message: "say list, show ID, link ID, export ID DIR, or erase ID")
    }
  }
}
