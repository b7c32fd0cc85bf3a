import Foundation
import TestKit
import Testing

@testable import Server

/// The executable as a person in front of a terminal, or a script, meets it.
@Suite(
  .serialized,
  .blocking,
  .enabled(if: Program.isBuilt, "needs the executable beside the tests")
) struct CommandTests {
  @Test func `every command has a page of help`() throws {
    for command in ["", "serve", "validate", "interview", "score", "sessions", "version"] {
      let asked = [command, "--help"].filter { !$0.isEmpty }
      let page = try Program.run(asked)
      #expect(page.status == 0, "\(command)")
      #expect(page.output.contains("usage: vivavoce \(command)"), "\(command)")
    }
  }

  @Test(arguments: [
    (["explode"], 2, "unknown command explode"),
    (["interview"], 2, "name one server"),
    (["interview", "http://127.0.0.1:1"], 2, "--scenario and --answers are needed"),
    (["interview", "http://127.0.0.1:1", "--explode"], 2, "unknown option --explode"),
    (["sessions"], 2, "say list, show ID, link ID, export ID DIR, or erase ID"),
    (["sessions", "show", "a", "b"], 2, "say list, show ID, link ID, export ID DIR, or erase ID"),
    (["validate"], 2, "name at least one file"),
    (["validate", "/nowhere.yaml"], 1, "/nowhere.yaml:1:1: error: there is no such file"),
    (["sessions", "list", "--data", "/nowhere"], 1, "/nowhere: The directory holds no sessions"),
    (
      ["interview", "http://127.0.0.1:1", "--scenario", "s", "--answers", "/nowhere.wav"], 1,
      "cannot be opened"
    ),
    (["serve", "--lisen", "127.0.0.1:0"], 2, "did you mean --listen?"),
    (["serve", "--config", "/nowhere.toml"], 78, "the configuration file cannot be read"),
  ]) func `what makes no sense is said, with the exit status that scripts expect`(
    arguments: [String],
    status: Int32,
    message: String
  ) throws {
    let run = try Program.run(arguments)
    #expect(run.status == status)
    #expect(run.output.contains(message), "\(run.output)")
  }

  @Test func `scenario files with errors are named with their place, and the others are served`()
    throws
  {
    let folder = try TestFolder.make()
    defer { try? FileManager.default.removeItem(at: folder) }
    let scenarios = folder.appendingPathComponent("scenarios")
    try TestScenario.writeAll(to: folder)
    let good = try String(
      contentsOf: scenarios.appendingPathComponent("\(TestScenario.five).scenario.yaml"),
      encoding: .utf8
    )
    let bad = [
      "tab": good.replacing("  - {id: q2", with: "\t- {id: q2"),
      "twice": good.replacing("language: en", with: "language: en\nlanguage: en"),
      "unknown": good.replacing("questions:", with: "questons:"),
      "huge": good + String(repeating: "# ten million bytes\n", count: 500_000),
      "empty": "",
    ]
    for (name, text) in bad {
      let file = scenarios.appendingPathComponent("\(name).scenario.yaml")
      let named = text.replacing("id: \(TestScenario.five)", with: "id: \(name)")
      try Data(named.utf8).write(to: file)
      let check = try Program.run(["validate", file.path])
      #expect(check.status == 1, "\(name)")
      #expect(
        check.output.contains(#/scenario\.yaml:\d+:\d+: error: /#),
        "\(name): \(check.output.prefix(300))"
      )
    }
    let server = try ServerProcess(in: folder)
    for name in bad.keys { #expect(server.log.contains("\(name).scenario.yaml:"), "\(name)") }
    let list = try HTTPClient.get("\(server.address)/api/v1/scenarios").body
    let text = String(decoding: list, as: UTF8.self)
    #expect(text.contains(TestScenario.five))
    #expect(!bad.keys.contains { text.contains("\"id\":\"\($0)\"") })
    let caller = try Caller(server.port)
    try caller.begin(StartMessage(scenario: TestScenario.five))
  }

  @Test(.enabled(if: LibriVox.isInstalled, "needs pocketsphinx-testdata"))
  func `an interview can be held from the command line`() throws {
    let folder = try TestFolder.make()
    defer { try? FileManager.default.removeItem(at: folder) }
    let server = try ServerProcess(in: folder)
    let clip = try #require(LibriVox.files().first { $0.hasSuffix("0880.wav") })
    let held = try Program.run([
      "interview", server.address, "--scenario", TestScenario.french, "--answers", clip,
    ])
    #expect(held.status == 0, "\(held.output)")
    let lines = held.output.split(separator: "\n").map(String.init)
    #expect(lines.contains("Interviewer: Ça va ?"))
    #expect(lines.contains { $0.contains("speaking") && $0.contains("0880.wav") })
    #expect(lines.contains("Interviewer: Merci."))
    let last = try #require(lines.last)
    #expect(last.hasPrefix("session "))
    let id = String(last.dropFirst("session ".count))
    let data = folder.appendingPathComponent("data").path
    let shown = try Program.run(["sessions", "show", id, "--data", data])
    #expect(shown.status == 0)
    #expect(shown.output.contains("ended"))
    #expect(shown.output.contains("Ça va ?"))
    let listed = try Program.run(["sessions", "list", "--data", data])
    #expect(listed.output.contains(id))
    let unknown = try Program.run([
      "interview", server.address, "--scenario", "nowhere", "--answers", clip,
    ])
    #expect(unknown.status == 1)
    #expect(unknown.output.contains("There is no such scenario"))
  }
}
