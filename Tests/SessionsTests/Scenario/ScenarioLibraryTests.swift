import Foundation
import Sessions
import Testing

@Suite struct ScenarioLibraryTests {
  /// A directory of its own, which is removed with the test.
  private final class Directory {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "scenarios-\(UUID().uuidString)").path

    init(_ files: [String: String]) throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      for (name, text) in files {
        try text.write(toFile: "\(path)/\(name)", atomically: false, encoding: .utf8)
      }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  private func text(id: String) -> String {
    ScenarioText.minimal("id: tiny", becomes: "id: \(id)")
  }

  @Test func `a bad file costs only itself`() throws {
    let directory = try Directory([
      "b.scenario.yaml": text(id: "b"),
      "a.scenario.yaml": text(id: "a"),
      "bad.scenario.yaml": "schema: 1\n",
      "other.scenario.yaml": text(id: "elsewhere"),
      "notes.txt": "not a scenario",
      ".hidden.scenario.yaml": "not read",
    ])
    let library = ScenarioLibrary(directory: directory.path)
    #expect(library.scenarios.map(\.id) == ["a", "b"])
    #expect(library["b"]?.id == "b")
    #expect(library["bad"] == nil)
    #expect(library["other"] == nil)
    let files = Set(library.diagnostics.map { $0.file.split(separator: "/").last ?? "" })
    #expect(files == ["bad.scenario.yaml", "other.scenario.yaml"])
  }

  @Test func `a directory that is not there is a diagnostic`() {
    let library = ScenarioLibrary(directory: "/nowhere/at/all")
    #expect(library.scenarios.isEmpty)
    #expect(
      library.diagnostics.map(\.description) == [
        "/nowhere/at/all:1:1: error: the directory cannot be read"
      ]
    )
  }

  @Test func `a directory in the place of a file is a diagnostic`() throws {
    let directory = try Directory([:])
    let inner = "\(directory.path)/odd.scenario.yaml"
    try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: false)
    let messages = ScenarioLibrary(directory: directory.path).diagnostics.map(\.message)
    #expect(messages == ["the file cannot be read"])
  }

  @Test func `an empty file is an empty file`() throws {
    let directory = try Directory(["empty.scenario.yaml": ""])
    let messages = ScenarioLibrary(directory: directory.path).diagnostics.map(\.message)
    #expect(messages == ["the file is empty; it begins with `schema: 1`"])
  }

  @Test func `a file is never read beyond its limit`() throws {
    let directory = try Directory([
      "big.scenario.yaml": String(repeating: "#", count: 10_000_000)
    ])
    let messages = ScenarioLibrary(directory: directory.path).diagnostics.map(\.message)
    #expect(messages == ["the file is larger than 1 MiB"])
  }
}
