import Testing

@testable import Server

@Suite struct ArgumentsTests {
  private let options = [
    Arguments.Option(flag: "--json", value: nil, help: ""),
    Arguments.Option(flag: "--scenario", value: "NAME", help: ""),
    Arguments.Option(flag: "--answers", value: "FILE…", help: "", takesMany: true),
  ]

  @Test func `flags, values and lists are told apart`() throws {
    let raw = ["http://x", "--answers", "a.wav", "b.wav", "--scenario=one", "--json"]
    let arguments = try Arguments(raw, options: options)
    #expect(arguments.positionals == ["http://x"])
    #expect(arguments.all("--answers") == ["a.wav", "b.wav"])
    #expect(arguments["--scenario"] == "one")
    #expect(arguments.has("--json"))
  }

  @Test func `what follows two dashes is no option`() throws {
    let arguments = try Arguments(["--json", "--", "--scenario"], options: options)
    #expect(arguments.positionals == ["--scenario"])
    #expect(arguments["--scenario"] == nil)
  }

  @Test(arguments: [
    ["--bogus"], ["--scenario"], ["--scenario", "--json"], ["--json=yes"], ["-x"],
  ])
  func `what makes no sense is an error`(raw: [String]) {
    #expect(throws: Arguments.UsageError.self) { _ = try Arguments(raw, options: options) }
  }

  @Test func `a number is one of its range`() throws {
    let raw = ["--scenario", "7"]
    let arguments = try Arguments(raw, options: options)
    #expect(try arguments.integer("--scenario", in: 1...7) == 7)
    #expect(try arguments.integer("--json", in: 1...7) == nil)
    #expect(throws: Arguments.UsageError(message: "--scenario takes a number from 1 to 6")) {
      _ = try arguments.integer("--scenario", in: 1...6)
    }
  }

  @Test func `every command explains itself and refuses unknown options`() async {
    for command in VivavoceCommand.all {
      #expect(command.help.hasPrefix("usage: vivavoce \(command.name)"))
      #expect(await VivavoceCommand.run([command.name, "--no-such-option"]) == ExitStatus.usage)
    }
    #expect(await VivavoceCommand.run([]) == ExitStatus.usage)
    #expect(await VivavoceCommand.run(["dance"]) == ExitStatus.usage)
  }
}
