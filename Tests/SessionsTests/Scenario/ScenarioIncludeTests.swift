import Foundation
import Sessions
import Testing

@Suite struct ScenarioIncludeTests {
  /// Files that exist only here.
  private func source(_ files: [String: String]) -> IncludeSource {
    IncludeSource { name in
      files[name].map { .success(Array($0.utf8)) } ?? .failure(.init("does not exist"))
    }
  }

  private func scenario(including names: String) -> String {
    ScenarioText.minimal("closing: \"Goodbye.\"", becomes: "include: [\(names)]")
  }

  private func headlines(_ text: String, _ files: [String: String]) -> [String] {
    ScenarioParser.parse(text, file: "a", includes: source(files)).diagnostics
      .map { "\($0.file):\($0.line):\($0.column): \($0.message)" }
  }

  @Test func `the keys of an included file stand as if they were here`() throws {
    let files = ["shared/end.yaml": "closing: \"Good night.\"\n"]
    let result = ScenarioParser.parse(
      scenario(including: "shared/end.yaml"),
      file: "a",
      includes: source(files)
    )
    #expect(result.diagnostics.map(\.description) == [])
    #expect(result.scenario?.closing == "Good night.")
  }

  @Test func `a mistake in an included file is shown in that file`() {
    let files = ["end.yaml": "# a line\nclosing: \"\"\n"]
    #expect(
      headlines(scenario(including: "end.yaml"), files) == ["end.yaml:2:10: the text is empty"]
    )
  }

  @Test func `the same key in both is an error`() {
    let files = ["end.yaml": "closing: \"Bye.\"\ntitle: Other\n"]
    #expect(
      headlines(scenario(including: "end.yaml"), files) == [
        "a:4:1: duplicate key \"title\"; it is given in line 2 of end.yaml"
      ]
    )
  }

  @Test func `an included file has no identity`() {
    let files = ["end.yaml": "closing: \"Bye.\"\nrevision: 2\n"]
    #expect(
      headlines(scenario(including: "end.yaml"), files) == [
        "end.yaml:2:1: \"revision\" belongs into the scenario, not into an included file"
      ]
    )
  }

  @Test(arguments: [
    "../end.yaml", "/etc/passwd", "shared/../../end.yaml", "./end.yaml", "a//b.yaml",
    "shared\\\\end.yaml",
  ])
  func `no path leads out of the folder`(path: String) {
    let text = scenario(including: "\"\(path)\"")
    let found = headlines(text, [:])
    #expect(found.contains { $0.hasPrefix("a:15:11: ") && $0.contains("leads out of") })
  }

  @Test func `a circle is found where it closes`() {
    let files = ["b.yaml": "include: [c.yaml]\n", "c.yaml": "include: [b.yaml]\nclosing: Bye.\n"]
    #expect(
      headlines(scenario(including: "b.yaml"), files) == [
        "c.yaml:1:11: \"b.yaml\" includes itself: b.yaml → c.yaml → b.yaml"
      ]
    )
  }

  @Test func `a chain ends at its limit`() {
    var files = ["f9.yaml": "closing: Bye.\n"]
    for number in 1..<9 { files["f\(number).yaml"] = "include: [f\(number + 1).yaml]\n" }
    let found = headlines(scenario(including: "f1.yaml"), files)
    #expect(found.contains("f4.yaml:1:11: \"f5.yaml\" is included through more than 4 files"))
  }

  @Test func `a file is taken in once`() {
    let files = ["end.yaml": "closing: Bye.\n"]
    #expect(
      headlines(scenario(including: "end.yaml, end.yaml"), files) == [
        "a:15:21: \"end.yaml\" is included twice"
      ]
    )
  }

  @Test func `a file that is not there, is a list, or is too large is named at its place`() {
    let files = ["list.yaml": "[a]", "big.yaml": String(repeating: "#", count: 1 << 21)]
    let found = headlines(scenario(including: "none.yaml, list.yaml, big.yaml"), files)
    #expect(found.contains("a:15:11: \"none.yaml\" does not exist"))
    #expect(
      found.contains("list.yaml:1:1: an included file is a mapping (key: value), not a list")
    )
    #expect(found.contains("a:15:33: \"big.yaml\" is larger than 1 MiB"))
  }

  @Test func `a link that leads out of the folder is refused, one that stays is followed`() throws {
    let files = FileManager.default
    let root = files.temporaryDirectory.appending(path: "include-\(UUID().uuidString)")
    let folder = root.appending(path: "scenarios")
    try files.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? files.removeItem(at: root) }
    func write(_ text: String, _ name: String) throws {
      try Data(text.utf8).write(to: root.appending(path: name))
    }
    try write("closing: \"From outside.\"\n", "secret.yaml")
    try write("closing: \"From inside.\"\n", "scenarios/real.yaml")
    try write(scenario(including: "out.yaml"), "scenarios/bad.yaml")
    try write(scenario(including: "in.yaml"), "scenarios/good.yaml")
    try files.createSymbolicLink(
      atPath: folder.path + "/out.yaml",
      withDestinationPath: "../secret.yaml"
    )
    try files.createSymbolicLink(atPath: folder.path + "/in.yaml", withDestinationPath: "real.yaml")
    let bad = ScenarioParser.parse(contentsOf: folder.path + "/bad.yaml")
    #expect(bad.scenario == nil)
    #expect(bad.diagnostics.contains { $0.message.contains("leads out of the scenario's folder") })
    let good = ScenarioParser.parse(contentsOf: folder.path + "/good.yaml")
    #expect(good.scenario?.closing == "From inside.")
  }
}
