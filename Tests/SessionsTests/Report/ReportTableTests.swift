import Foundation
import Testing
import VoiceEngine

@testable import Sessions

@Suite struct ReportTableTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// Rows as a spreadsheet reads them.
  private func rows(_ text: String) -> [[String]] {
    var rows: [[String]] = [[""]]
    var isQuoted = false
    for character in text.dropFirst() {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: rows[rows.count - 1].append("")
      case "\r\n" where !isQuoted: rows.append([""])
      default: rows[rows.count - 1][rows[rows.count - 1].count - 1].append(character)
      }
    }
    return rows.dropLast()
  }

  @Test(arguments: Purpose.allCases, ReportLanguage.allCases)
  func `every row has every column, and hiring has no row of delivery`(
    purpose: Purpose,
    language: ReportLanguage
  ) async throws {
    let store = try SessionStore(directory: directory.url)
    var interview = StoredInterview(language: language.rawValue, purpose: purpose)
    interview.texts = LabelledAnswer.all.filter { $0.question.language == language.rawValue }
      .prefix(2).map { ($0.question.id, $0.text) }
    try await interview.keep(in: store)
    let report = try #require(try store.report("s1"))
    let rows = rows(ReportTable.text(of: report))
    #expect(rows.allSatisfy { $0.count == 7 })
    let sections = Set(rows.map { $0[0] })
    #expect(sections.isSuperset(of: ["session", "competency", "answer"]))
    let coaching: Set = ["strength", "change", "drill", "delivery", "time", "story"]
    #expect(
      purpose == .hiring ? sections.isDisjoint(with: coaching) : coaching.isSubset(of: sections)
    )
    try await store.close()
  }

  @Test func `what was said can be no formula`() async throws {
    let store = try SessionStore(directory: directory.url)
    var interview = StoredInterview(language: "en")
    interview.texts = [("mistake", "=HYPERLINK(\"http://x\", \"y\") and, \"so\" on")]
    try await interview.keep(in: store)
    let rows = rows(ReportTable.text(of: try #require(try store.report("s1"))))
    let cells = rows.joined()
    #expect(!cells.contains { $0.hasPrefix("=") })
    #expect(cells.contains { $0.hasPrefix("'=HYPERLINK") })
    try await store.close()
  }
}
