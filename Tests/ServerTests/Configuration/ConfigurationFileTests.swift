import Testing

@testable import Server

@Suite struct ConfigurationFileTests {
  private func faults(_ text: String) -> [String] {
    ConfigurationFile.read(text, name: "f.toml").faults.map { "\($0.place): \($0.message)" }
  }

  @Test func `a file with sections, comments, quotes and lists is read with places`() {
    let text = """
      # first line
      [server]
      listen = "0.0.0.0:80"  # public
      lanes=4
        allowed_origins = ["https://a.example", https://b.example]

      [storage]
      data = "/var/lib/a \\"b\\" # c"
      """
    let (entries, faults) = ConfigurationFile.read(text, name: "f.toml")
    #expect(faults.isEmpty)
    #expect(
      entries == [
        .init(key: "listen", values: ["0.0.0.0:80"], place: "f.toml:3:10"),
        .init(key: "lanes", values: ["4"], place: "f.toml:4:7"),
        .init(
          key: "allowed_origins",
          values: ["https://a.example", "https://b.example"],
          place: "f.toml:5:21"
        ),
        .init(key: "data", values: ["/var/lib/a \"b\" # c"], place: "f.toml:8:8"),
      ]
    )
  }

  @Test func `an unknown key is told with its place and the nearest key`() {
    #expect(
      faults("\n  lisen = x") == ["f.toml:2:3: unknown key \"lisen\"; did you mean \"listen\"?"]
    )
    #expect(faults("zzzzzzzzz = 1") == ["f.toml:1:1: unknown key \"zzzzzzzzz\""])
  }

  @Test func `an unknown section is told with the nearest section`() {
    #expect(
      faults("[serve]") == ["f.toml:1:2: unknown section \"serve\"; did you mean \"server\"?"]
    )
  }

  @Test func `a key in the wrong section is told with the right one`() {
    #expect(
      faults("[storage]\nlisten = a") == [
        "f.toml:2:1: \"listen\" belongs to [server], not to [storage]"
      ]
    )
  }

  @Test func `a key that stands twice is told`() {
    #expect(faults("lanes = 1\nlanes = 2") == ["f.toml:2:1: \"lanes\" stands twice"])
  }

  @Test(arguments: [
    "just words", "= 3", "lanes", "lanes 3", "[server", "[server] x", "data = \"open",
    "allowed_origins = [a", "allowed_origins = [a b]", "data = a b", "data = \"a\" b", "lanes: 3",
  ])
  func `a line that is out of form is told`(line: String) {
    #expect(faults(line).count == 1)
  }

  @Test func `all faults are told at once`() {
    #expect(faults("a = 1\nb = 2\n[c]\nlanes = 1").count == 3)
  }

  @Test func `the commented file, uncommented, is read without fault`() {
    let lines = ConfigurationTable.commentedFile.split(separator: "\n").map { line in
      line.hasPrefix("#") && !line.hasPrefix("# ") ? String(line.dropFirst()) : String(line)
    }
    let (entries, faults) = ConfigurationFile.read(lines.joined(separator: "\n"), name: "f")
    #expect(faults.isEmpty)
    #expect(entries.map(\.key) == ConfigurationTable.options.map(\.key))
  }

  @Test func `mutated files are read or refused, never more`() {
    var random = SeededRandom(seed: 5)
    let seed = Array(ConfigurationTable.commentedFile.replacing("#", with: "").utf8)
    for _ in 0..<300 {
      var bytes = seed
      for _ in 0..<5 {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        bytes[place] = UInt8.random(in: 0...255, using: &random)
      }
      let (entries, _) = ConfigurationFile.read(String(decoding: bytes, as: UTF8.self), name: "f")
      #expect(entries.count <= ConfigurationTable.options.count)
    }
  }
}
