import VoiceEngine

/// A report as comma-separated values (RFC 4180), one fact a row.
///
/// Columns: `section`, `item`, `value`, `text`, `question_id`, `turn`, `at_ms`. Cells that a
/// spreadsheet would take for a formula begin with an apostrophe.
public enum ReportTable {
  private struct Row {
    var section: String
    var item: String
    var value = ""
    var text = ""
    var moment: ReportMoment?

    var cells: [String] {
      [
        section, item, value, text, moment?.questionID ?? "", moment.map { "\($0.turn)" } ?? "",
        moment.map { "\($0.startMilliseconds)" } ?? "",
      ]
    }
  }

  /// The rows of a report with a line of names, as UTF-8 text with a byte order mark.
  public static func text(of report: SessionReport) -> String {
    let rows: [Row]
    switch report {
    case .coaching(let report): rows = self.rows(report)
    case .hiring(let report): rows = self.rows(report)
    }
    let names = ["section", "item", "value", "text", "question_id", "turn", "at_ms"]
    return "\u{feff}"
      + ([names] + rows.map(\.cells)).map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func cell(_ text: String) -> String {
    let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
    let safe = isFormula && Double(text) == nil ? "'" + text : text
    guard safe.contains(where: { ",\"\n\r\r\n".contains($0) }) else { return safe }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }

  private static func rows(_ report: CoachingReport) -> [Row] {
    header(report.header)
      + report.strengths.map { highlight("strength", $0) }
      + report.changes.map { highlight("change", $0) }
      + (report.drill.map {
        [Row(section: "drill", item: $0.questionID, text: $0.sentence, moment: $0.moment)]
      } ?? [])
      + competencies(report.competencies, total: report.total)
      + report.stories.flatMap { story in
        [Row(section: "answer", item: "kind", value: story.kind.rawValue, text: story.questionID)]
          + story.parts.map {
            Row(
              section: "story",
              item: $0.part.rawValue,
              text: $0.quote?.text ?? "",
              moment: $0.quote?.moment
            )
          }
      }
      + report.time.map {
        Row(
          section: "time",
          item: $0.verdict?.rawValue ?? "",
          value: $0.seconds.map(number) ?? "",
          text: $0.sentence,
          moment: $0.moment
        )
      }
      + report.deliveryLines.map {
        Row(
          section: "delivery",
          item: $0.name.rawValue,
          value: $0.value.map(number) ?? "",
          text: $0.hidden
            ?? [$0.band?.sentence, $0.ownSentence].compactMap { $0 }
            .joined(separator: "; ")
        )
      }
      + answers(report.answers.map(\.answer))
  }

  private static func rows(_ report: HiringReport) -> [Row] {
    header(report.header) + competencies(report.competencies, total: report.total)
      + answers(report.answers)
  }

  private static func header(_ header: ReportHeader) -> [Row] {
    [
      Row(section: "session", item: "id", value: header.sessionID),
      Row(section: "session", item: "scenario", value: header.scenario, text: header.scenarioTitle),
      Row(section: "session", item: "revision", value: "\(header.scenarioRevision)"),
      Row(section: "session", item: "language", value: header.language),
      Row(section: "session", item: "purpose", value: header.purpose.rawValue),
      Row(section: "session", item: "created_at", value: header.createdAt),
      Row(section: "session", item: "duration_ms", value: "\(header.durationMilliseconds)"),
    ]
  }

  private static func highlight(_ section: String, _ highlight: ReportHighlight) -> Row {
    Row(
      section: section,
      item: highlight.code,
      text: "\(highlight.sentence) \(highlight.advice)",
      moment: highlight.moment
    )
  }

  private static func competencies(_ sections: [CompetencySection], total: Double?) -> [Row] {
    sections.flatMap { section in
      [
        Row(
          section: "competency",
          item: section.id,
          value: section.level.map(number) ?? "",
          text: "\(section.label): \(section.sentence)"
        )
      ]
        + [("self_level", section.selfLevel), ("human_level", section.humanLevel)].compactMap {
          name,
          level in
          level.map { Row(section: name, item: section.id, value: "\($0)") }
        }
        + section.support.map {
          Row(
            section: "quote",
            item: section.id,
            value: $0.level.map { "\($0)" } ?? "",
            text: $0.quote.text,
            moment: $0.quote.moment
          )
        }
    } + (total.map { [Row(section: "total", item: "", value: number($0))] } ?? [])
  }

  private static func answers(_ answers: [ReportAnswer]) -> [Row] {
    answers.flatMap { answer in
      let moment = ReportMoment(answer)
      return [
        Row(section: "question", item: answer.kind.rawValue, text: answer.question, moment: moment),
        Row(
          section: "answer",
          item: answer.reason.rawValue,
          text: answer.transcript ?? "",
          moment: moment
        ),
      ]
    }
  }

  private static func number(_ value: Double) -> String {
    let hundredths = (value * 100).rounded() / 100
    return hundredths == hundredths.rounded() ? "\(Int(hundredths))" : "\(hundredths)"
  }
}
