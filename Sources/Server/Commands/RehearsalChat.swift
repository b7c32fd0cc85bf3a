import Sessions
import VoiceEngine

/// A rehearsal as lines of text: what the candidate types, what the interviewer says, and why.
struct RehearsalChat {
  private let scenario: Scenario
  private let values: [String: String]
  private var rehearsal: Rehearsal
  private var steps: [ScenarioTest.Step] = []
  private var followUps: [String] = []
  private var heard: [(question: String, point: String)] = []
  private var ending: Ended.Reason?

  /// Creates a chat before its first line.
  init(_ scenario: Scenario, values: [String: String] = [:]) {
    self.scenario = scenario
    self.values = values
    rehearsal = Rehearsal(plan: scenario.plan(values: values))
  }

  /// Whether nothing is waited for any more.
  var isOver: Bool { rehearsal.waiting == nil }

  /// The first lines.
  mutating func begin() -> [String] { lines(of: rehearsal.begin()) }

  /// What follows a line of the candidate.
  mutating func take(_ line: String) -> [String] {
    guard let question = rehearsal.question, let asked = rehearsal.waiting else { return [] }
    if let help = RehearsalChat.help(for: line) { return [help] }
    let name = asked.followUpID ?? asked.questionID
    let (text, length) = RehearsalChat.answer(in: line)
    guard !text.isEmpty else {
      steps.append(ScenarioTest.Step(after: name, answer: .silent(.seconds(20))))
      return lines(of: rehearsal.beSilent())
    }
    let lasts = length ?? SpokenLength.duration(of: text)
    steps.append(ScenarioTest.Step(after: name, answer: .says(text, lasts: lasts)))
    let events = rehearsal.say(text, lasts: lasts)
    let known = rehearsal.heard(in: question)
    var notes: [String] = []
    if !question.evidence.isEmpty {
      let missing = question.evidence.map(\.id).filter { !known.contains($0) }
      let found = question.evidence.filter { known.contains($0.id) }.map { point in
        point.phrase(heardIn: text).map { "\(point.id) (\($0))" } ?? point.id
      }
      notes = [
        found.isEmpty ? nil : "heard \(found.joined(separator: ", "))",
        missing.isEmpty ? nil : "missing \(missing.joined(separator: ", "))",
      ].compactMap { $0 }
    }
    return ["    (\(notes.joined(separator: "; ")))"].filter { $0 != "    ()" } + lines(of: events)
  }

  /// The answers so far as an entry of `tests`.
  func test(named name: String) -> String {
    var lines = ["  - name: \(ScenarioTest.quoted(name))"]
    if !values.isEmpty {
      let pairs = values.sorted { $0.key < $1.key }
        .map { "\($0.key): \(ScenarioTest.quoted($0.value))" }
      lines.append("    variables: {\(pairs.joined(separator: ", "))}")
    }
    lines.append("    candidate:")
    lines += steps.map { "      - \($0.written)" }
    lines.append("    expect:")
    lines += followUps.map { "      - {event: follow_up_asked, id: \($0)}" }
    if followUps.isEmpty {
      lines.append("      - {event: follow_up_asked, absent: true}")
    } else if ending != nil {
      lines.append("      - {event: follow_up_asked, times: \(followUps.count)}")
    }
    lines += heard.map {
      "      - {event: evidence_heard, question: \($0.question), id: \($0.point)}"
    }
    if let event = ending.flatMap(RehearsalChat.event) { lines.append("      - {event: \(event)}") }
    return lines.joined(separator: "\n")
  }

  private mutating func lines(of events: [Rehearsal.Event]) -> [String] {
    events.compactMap { event in
      switch event {
      case .said(let text): "\(rehearsal.plan.personaName): \(text)"
      case .asked(let asked, _): line(for: asked)
      case .heard(let question, let point): note(question, point)
      case .skipped: "    (no answer; the interview goes on)"
      case .cutOff: "    (cut off: the answer reached its limit, the rest was not heard)"
      case .ended(let reason): end(reason)
      }
    }
  }

  private mutating func note(_ question: String, _ point: String) -> String? {
    heard.append((question, point))
    return nil
  }

  private mutating func end(_ reason: Ended.Reason) -> String {
    ending = reason
    let why = reason == .away ? " after a minute without a word" : ""
    return "    (the end: \(reason.rawValue)\(why), \(time))"
  }

  private static func event(for reason: Ended.Reason) -> String? {
    switch reason {
    case .completed: "completed"
    case .limit: "time_is_up"
    case .away: "away"
    default: nil
    }
  }

  /// What to write instead of a line that is hardly meant as an answer.
  private static func help(for line: String) -> String? {
    let text = line.trimmed
    if text.hasPrefix(":") {
      return "    (`:quit` ends, an empty line is silence, all else is an answer)"
    }
    // Also [2 min], [1:30] and [90].
    guard text.prefixMatch(of: /\[\s*[0-9][^\]]*\]/) != nil, answer(in: text).length == nil else {
      return nil
    }
    return "    (how long an answer takes is written [40s], [90s] or [2m]; please say it again)"
  }

  private mutating func line(for asked: QuestionAsked) -> String {
    let words = "\(rehearsal.plan.personaName): \(asked.text)"
    guard let id = asked.followUpID, asked.kind == .followUp else {
      let again = asked.kind == .reprompt ? ", again" : ""
      return "\n    (\(asked.index) of \(asked.of), \(asked.questionID)\(again))\n\(words)"
    }
    followUps.append(id)
    let planned = scenario.questions.first { $0.id == asked.questionID }?.followUps
    let condition = planned?.first { $0.id == id }?.condition.written ?? ""
    return "    (follow-up \(id): \(condition))\n\(words)"
  }

  private var time: String {
    let seconds = Int(rehearsal.clock / .seconds(1))
    return "after \(seconds / 60) min \(seconds % 60) s"
  }

  /// `[40s] I would …` is an answer of 40 seconds.
  private static func answer(in line: String) -> (text: String, length: Duration?) {
    let text = line.trimmed
    guard let match = text.wholeMatch(of: /\[([0-9]{1,4})(ms|s|m)\]\s*(.*)/),
      let number = Int(match.1)
    else { return (text, nil) }
    let unit = match.2 == "ms" ? 1 : match.2 == "s" ? 1_000 : 60_000
    return (String(match.3), .milliseconds(min(max(200, number * unit), 30 * 60_000)))
  }
}

extension EvidencePoint {
  /// The first of its phrases that a text holds.
  fileprivate func phrase(heardIn text: String) -> String? {
    phrases.first { EvidenceMatcher.heard(EvidencePoint(id: id, phrases: [$0]), in: text) }
  }
}

extension String {
  /// Without white space at the ends.
  fileprivate var trimmed: String {
    var rest = self[...].drop(while: \.isWhitespace)
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
