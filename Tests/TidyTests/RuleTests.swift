import Testing

/// Each rule, held against small texts that break it: a rule that cannot find is none.
@Suite struct RuleTests {
  private func swift(_ text: String, path: String = "Sources/Sessions/Store/A.swift") -> SourceFile
  {
    SourceFile(path: path, text: text)
  }

  private func lines(_ findings: [Finding]) -> [Int] { findings.map(\.line) }

  @Test func `a file of 501 lines is too long and one of 500 is not`() {
    let longest = String(repeating: "x\n", count: 500)
    #expect(LengthRules.longFile(swift(longest)) == [])
    #expect(lines(LengthRules.longFile(swift(longest + "x\n"))) == [501])
  }

  @Test func `a line of 101 columns is too wide, whatever its bytes`() {
    let widest = String(repeating: "é", count: 100)
    #expect(LengthRules.longLines(swift("a\n\(widest)\n")) == [])
    #expect(lines(LengthRules.longLines(swift("a\n\(widest)x\n"))) == [2])
  }

  private func function(_ head: String, bodyLines: Int) -> String {
    "struct A {\n  \(head) {\n" + String(repeating: "    work()\n", count: bodyLines) + "  }\n}\n"
  }

  @Test(arguments: [
    "func a()", "init(b: Int)", "deinit", "subscript(i: Int) -> Int",
    "func a(_ work: () -> Void = { if x { y() } }) async throws(E) -> [Int] where T: P",
    "func `a sentence with func and { in it`()", "init?(_ s: String = \"{\")",
  ])
  func `a function of 71 lines is too long and one of 70 is not`(head: String) {
    #expect(LengthRules.longFunctions(swift(function(head, bodyLines: 68))) == [])
    #expect(lines(LengthRules.longFunctions(swift(function(head, bodyLines: 69)))) == [2])
  }

  @Test func `a requirement, a call of an initializer and a comment are no functions`() {
    let requirement = "protocol P {\n  func a()\n  var b: Int { get }\n}\n"
    let filler = String(repeating: "work()\n", count: 90)
    #expect(LengthRules.longFunctions(swift(requirement + "let c = {\n\(filler)}\n")) == [])
    #expect(LengthRules.longFunctions(swift("// func a\nlet c = {\n\(filler)}\n")) == [])
    #expect(LengthRules.longFunctions(swift("A.init(1)\nlet c = {\n\(filler)}\n")) == [])
  }

  @Test(arguments: [
    ("Sources/Speech/A.swift", "import Foundation"),
    ("Sources/Scoring/Signal/A.swift", "import Foundation"),
    ("Sources/Scoring/Signal/A.swift", "import VoiceEngine"),
    ("Sources/VoiceEngine/Turns/A.swift", "import Scoring"),
    ("Sources/VoiceEngine/Turns/A.swift", "import COpus"),
    ("Sources/VoiceEngine/A.swift", "internal import CSpeexDSP"),
    ("Sources/VoiceEngine/Codec/A.swift", "@preconcurrency import CPocketSphinx"),
    ("Sources/Sessions/Store/A.swift", "import CYaml"),
    ("Sources/Sessions/Events/A.swift", "public import Server"),
    ("Sources/Sessions/Replay/A.swift", "import struct COgg.ogg_page"),
    ("Sources/Server/HTTP/A.swift", "import CLws"),
    ("Sources/Server/HTTP/A.swift", "import COpus"),
    ("Sources/vivavoce/A.swift", "import Sessions"),
    ("Sources/espeak-worker/A.swift", "import VoiceEngine"),
    ("Sources/Utilities/A.swift", "import Speech"),
  ])
  func `an import against the plan is found`(path: String, line: String) {
    #expect(ImportRules.forbiddenImports(swift("// why\n\(line)\n", path: path)).count == 1)
  }

  @Test(arguments: [
    ("Sources/Scoring/Signal/A.swift", "public import Speech"),
    ("Sources/VoiceEngine/Codec/A.swift", "import COpus"),
    ("Sources/VoiceEngine/Providers/A.swift", "import CPocketSphinx"),
    ("Sources/Sessions/Recording/A.swift", "import COgg"),
    ("Sources/Sessions/Scenario/A.swift", "import CYaml"),
    ("Sources/Server/Transport/A.swift", "import CLws"),
    ("Sources/Server/Security/A.swift", "import COpenSSL"),
    ("Sources/espeak-worker/A.swift", "import CEspeak"),
    ("Sources/Speech/A.swift", "// import Foundation\nlet a = \"import Foundation\""),
    ("Tests/SpeechTests/A.swift", "import Foundation"),
  ])
  func `an import of the plan is not`(path: String, line: String) {
    #expect(ImportRules.forbiddenImports(swift(line, path: path)) == [])
  }

  @Test func `the dependencies are read from the manifest`() {
    let manifest = swift(
      """
      library("Speech", []),
      library(
        "Sessions",
        ["Speech", "COgg"],
        resources: []),
      executable("vivavoce", ["Server"]),
      """
    )
    #expect(
      ImportRules.declaredDependencies(in: manifest)
        == ["Speech": [], "Sessions": ["Speech", "COgg"], "vivavoce": ["Server"]]
    )
  }

  @Test(arguments: [
    "print(1)", "  debugPrint (x)", "let a = try! b()", "fatalError(\"no\")", "Task.detached { }",
    "let a = \"\\(print(1))\"",
  ])
  func `a banned call is found`(line: String) {
    #expect(lines(BannedRules.bannedCalls(swift("a()\n\(line)\n"))) == [2])
  }

  @Test(arguments: [
    "if try !a() { }", "// print(1)", "let a = \"print(1)\"", "page.print(1)", "blueprint(1)",
    "try? b()",
    "/* try! b() */", "let a = #\"fatalError(\"no\")\"#",
  ])
  func `what only looks like a banned call is not`(line: String) {
    #expect(BannedRules.bannedCalls(swift(line)) == [])
  }

  @Test func `a program may print, and only it`() {
    #expect(BannedRules.bannedCalls(swift("print(1)", path: "Sources/vivavoce/A.swift")) == [])
    #expect(BannedRules.bannedCalls(swift("try! a()", path: "Sources/vivavoce/A.swift")).count == 1)
  }

  @Test(arguments: ["// TO" + "DO: later", "# FIX" + "ME", "<!-- XX" + "X -->", "HA" + "CK(me)"])
  func `a leftover marker is found in any file`(line: String) {
    #expect(lines(BannedRules.leftoverMarkers(swift("a\n\(line)", path: "a.md"))) == [2])
    #expect(BannedRules.leftoverMarkers(swift(line.lowercased(), path: "a.md")) == [])
  }

  @Test(arguments: [
    "final class A: @unchecked Sendable {", "nonisolated(unsafe) var a = 1",
    "let b = unsafeBitCast(a, to: B.self)", "  private let a: OpaquePointer",
    "  private var a: UnsafeMutablePointer<Int>?",
    "  private var a: [Int: UnsafeMutablePointer<Int>] = [:]",
    "  static let a: UnsafeRawPointer = b",
  ])
  func `an unsafe line needs its reason`(line: String) {
    #expect(lines(BannedRules.unexplainedUnsafety(swift("\n\n\n\n\(line)"))) == [5])
    #expect(BannedRules.unexplainedUnsafety(swift("// Safety: one thread\n\n\n\(line)")) == [])
    #expect(BannedRules.unexplainedUnsafety(swift("\(line) // Safety: one thread")) == [])
    let tooFar = "// Safety: one thread\n\n\n\n\(line)"
    #expect(lines(BannedRules.unexplainedUnsafety(swift(tooFar))) == [5])
  }

  @Test func `one reason may speak for the unsafe lines that follow each other`() {
    let line = "  private let a: OpaquePointer\n"
    let text = "// Safety: freed in deinit\n" + String(repeating: line, count: 6)
    #expect(BannedRules.unexplainedUnsafety(swift(text)) == [])
    let apart = text + "\n\n\n" + line
    #expect(lines(BannedRules.unexplainedUnsafety(swift(apart))) == [11])
  }

  @Test func `a pointer in a type is stored, one in a function is not`() {
    let stored = "struct A: ~Copyable {\n  let a: OpaquePointer\n}\n"
    #expect(lines(BannedRules.unexplainedUnsafety(swift(stored))) == [2])
    let local = "func a() {\n  let a: OpaquePointer\n}\n"
    #expect(BannedRules.unexplainedUnsafety(swift(local)) == [])
    let computed = "struct A {\n  private var a: OpaquePointer { b }\n}\n"
    #expect(BannedRules.unexplainedUnsafety(swift(computed)) == [])
  }

  @Test(arguments: [
    "let emotionScore = 1", "let a = \"Your personality\"", "var isNervous: Bool",
    "case mood_low", "let text = \"Vous étiez nerveuse\"", "let émotion = 1",
  ])
  func `a name of an emotion or a trait is found`(line: String) {
    #expect(lines(WordRules.forbiddenWords(swift("a\n\(line)"))) == [2])
  }

  @Test(arguments: [
    "// no emotion is inferred", "let promotion = 1", "let personal = 1", "let smooth = 1",
    "import Foundation",
  ])
  func `a harmless word is not`(line: String) {
    #expect(WordRules.forbiddenWords(swift(line)) == [])
  }

  @Test func `a scenario may not ask for one either`() {
    let file = SourceFile(path: "scenarios/a.yaml", text: "ask: \"How is your mood?\"")
    #expect(lines(WordRules.forbiddenWords(file)) == [1])
  }

  @Test func `a dead link is found from its own folder`() {
    let text = "[a](../A.md) [b](b.md#part) [c](https://x.org/y) [d](#here) ![e](no.png)"
    let file = SourceFile(path: "docs/page.md", text: text)
    let there: Set<String> = ["A.md", "docs/b.md"]
    #expect(LinkRules.deadLinks(file) { there.contains($0) } == [])
    #expect(LinkRules.deadLinks(file) { _ in false }.count == 2)
  }
}
