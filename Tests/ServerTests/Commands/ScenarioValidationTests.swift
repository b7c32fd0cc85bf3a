import Foundation
import Testing

@testable import Server

@Suite struct ScenarioValidationTests {
  private static let good = """
    schema: 1
    id: desk
    revision: 1
    title: Desk
    language: en
    purposes: [practice]
    persona: {name: Ms Novak}
    questions:
      - id: one
        ask: "Why?"
        evidence:
          - {id: reason, phrases: [because]}
        follow_ups:
          - {id: more, when: missing(reason), ask: "And why that?"}
    closing: "Bye."
    tests:
      - name: "who gives no reason is asked"
        candidate:
          - {after: one, says: "It is nice."}
        expect:
          - {event: follow_up_asked, id: more}

    """

  /// A folder with files, which is removed when the test ends.
  private final class Folder {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "validate-\(UUID().uuidString)").path

    init(_ files: [String: String]) throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      for (name, text) in files {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
      }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  @Test func `a good file is one line, its tests are counted`() throws {
    let folder = try Folder(["desk.scenario.yaml": ScenarioValidationTests.good])
    let path = "\(folder.path)/desk.scenario.yaml"
    let report = ScenarioValidation(runsTests: true).validate(path)
    #expect(report.isValid)
    #expect(report.problems == [])
    #expect(report.lines == ["\(path): ok, 1 question, 1 test passed"])
  }

  @Test func `a test that fails is named with its line and what happened instead`() throws {
    let text = ScenarioValidationTests.good.replacing("It is nice.", with: "Because it is nice.")
    let folder = try Folder(["desk.scenario.yaml": text])
    let path = "\(folder.path)/desk.scenario.yaml"
    #expect(ScenarioValidation().validate(path).isValid)
    let report = ScenarioValidation(runsTests: true).validate(path)
    #expect(!report.isValid)
    #expect(
      report.problems == [
        "\(path):21: failed: test \"who gives no reason is asked\": follow_up_asked more did not "
          + "happen; it went: one, (the end: completed)"
      ]
    )
    #expect(report.lines == ["\(path): 1 of 1 test failed"])
  }

  @Test func `a program reads one object a line`() throws {
    let text = ScenarioValidationTests.good.replacing("title: Desk", with: "title: no")
      .replacing("revision: 1", with: "revision: x")
    let folder = try Folder(["desk.scenario.yaml": text])
    let path = "\(folder.path)/desk.scenario.yaml"
    let report = ScenarioValidation(format: .json).validate(path)
    #expect(!report.isValid)
    #expect(
      report.lines == [
        #"{"column":11,"file":"\#(path)","line":3,"message":"\"x\" is not a whole number from 1 "#
          + #"to 1000000","severity":"error"}"#,
        #"{"column":8,"file":"\#(path)","line":4,"message":"other programs read no as false; put "#
          + #"it in double quotes","severity":"warning"}"#,
      ]
    )
  }

  @Test func `a build server reads workflow commands`() throws {
    let text = ScenarioValidationTests.good.replacing("revision: 1", with: "revision: 50%")
    let folder = try Folder(["desk.scenario.yaml": text])
    let path = "\(folder.path)/desk.scenario.yaml"
    let report = ScenarioValidation(format: .annotations).validate(path)
    #expect(
      report.lines == [
        "::error file=\(path),line=3,col=11::\"50%25\" is not a whole number from 1 to 1000000"
      ]
    )
  }

  @Test func `a warning is printed, and the file is good all the same`() throws {
    let text = ScenarioValidationTests.good.replacing("title: Desk", with: "title: no")
    let folder = try Folder(["desk.scenario.yaml": text])
    let report = ScenarioValidation().validate("\(folder.path)/desk.scenario.yaml")
    #expect(report.isValid)
    #expect(report.problems.count == 1)
    #expect(report.problems.first?.contains("4:8: warning: ") == true)
  }

  @Test func `a folder stands for its scenarios, in order`() throws {
    let folder = try Folder(["b.scenario.yaml": "", "a.scenario.yaml": "", "notes.txt": ""])
    #expect(
      try ScenarioValidation.paths([folder.path, "x.yaml"]) == [
        "\(folder.path)/a.scenario.yaml", "\(folder.path)/b.scenario.yaml", "x.yaml",
      ]
    )
    let empty = try Folder([:])
    #expect(throws: Arguments.UsageError.self) { try ScenarioValidation.paths([empty.path]) }
  }

  @Test func `the outline has the order, the time and the follow-ups`() throws {
    let folder = try Folder(["desk.scenario.yaml": ScenarioValidationTests.good])
    let validation = ScenarioValidation(showsOutline: true)
    let outline = validation.validate("\(folder.path)/desk.scenario.yaml").lines.last ?? ""
    #expect(outline.contains("1. one: Why?"))
    #expect(outline.contains("more, missing(reason): And why that?"))
    #expect(outline.contains("About 2 minutes without follow-ups; the session ends after 45m."))
  }
}
