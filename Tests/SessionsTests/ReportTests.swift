import Foundation
import Scoring
import Speech
import Testing
import VoiceEngine

@testable import Sessions

@Suite struct ReportTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// Keeps the sample interview, ends it, and opens its report as JSON.
  private func store(
    _ purpose: Purpose,
    journal: JournalMaker = .interview,
    isRecognized: Bool = true,
    recording: Bool = true
  ) async throws -> SessionStore {
    let store = try SessionStore(directory: directory.url)
    try await store.createSession(
      Sample.record(
        "s1",
        purpose: purpose,
        createdAt: 1_700_000_000.5,
        name: "Zoë",
        isRecognized: isRecognized
      ),
      consent: Sample.consent(purpose, recording: recording)
    )
    for line in journal.lines { _ = store.append(line, session: "s1") }
    if let coaching = CoachingPurpose(purpose) {
      for turn in [nil, 1, 2] {
        var measures = DeliveryMeasures()
        measures.answerLengthSeconds = Double(turn ?? 10)
        measures.articulationRateSyllablesPerSecond = turn == 2 ? nil : 4
        try await store.saveDelivery(
          DeliveryRecord(
            purpose: coaching,
            turn: turn,
            questionID: nil,
            featureSet: "delivery-v0",
            measures: measures
          ),
          session: "s1"
        )
      }
    }
    try await store.finish("s1", reason: .completed, at: SampleTime(milliseconds: 29_000))
    return store
  }

  private func json(_ value: some Encodable) throws -> [String: Any] {
    let data = try JSONEncoder().encode(value)
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test func `a coaching report has the keys of the interface`() async throws {
    let store = try await store(.practice)
    let report = try json(try #require(try store.report("s1")))
    #expect(
      Set(report.keys) == [
        "session_id", "scenario", "scenario_title", "scenario_revision", "language", "purpose",
        "created_at", "duration_ms", "feature_set", "recognized", "delivery", "answers", "notes",
        "strengths", "changes", "drill", "judge", "competencies", "stories", "time",
        "reported_measures",
        "delivery_lines",
      ]
    )
    #expect(report["session_id"] as? String == "s1")
    #expect(report["created_at"] as? String == "2023-11-14T22:13:20Z")
    #expect(report["duration_ms"] as? Int == 29_000)
    #expect(report["feature_set"] as? String == "delivery-v0")
    let answers = try #require(report["answers"] as? [[String: Any]])
    #expect(
      Set(answers[0].keys) == [
        "question_id", "question", "kind", "turn", "reason", "start_ms", "end_ms", "transcript",
        "evidence", "expected_s", "length_verdict", "delivery",
      ]
    )
    #expect(answers[1]["follow_up_id"] as? String == "ending")
    #expect(answers[1]["kind"] as? String == "follow_up")
    #expect(answers[2]["delivery"] == nil)
    try await store.close()
  }

  @Test(arguments: [Purpose.practice, .training, .hiring])
  func `what the interviewer could not answer waits for a person, and is no part of a rating`(
    purpose: Purpose
  ) async throws {
    var journal = JournalMaker.interview
    let before = try await store(purpose)
    let plain = try json(try #require(try before.report("s1")))
    try await before.close()
    #expect(plain["passed_on"] == nil)
    try FileManager.default.removeItem(at: directory.url)

    for turn in [1, 1, 7] {
      journal.add(.questionPassedOn(QuestionPassedOn(turn: turn)), at: 28_000)
    }
    let store = try await store(purpose, journal: journal)
    var report = try json(try #require(try store.report("s1")))
    let questions = try #require(report.removeValue(forKey: "passed_on") as? [[String: Any]])
    #expect(questions.map { $0["turn"] as? Int } == [1, 7])
    let answers = try #require(report["answers"] as? [[String: Any]])
    #expect(questions[0]["transcript"] as? String == answers[0]["transcript"] as? String)
    #expect(questions[0]["start_ms"] as? Int == answers[0]["start_ms"] as? Int)
    #expect(questions[1]["transcript"] == nil && questions[1]["start_ms"] as? Int == 28_000)
    let texts = try [report, plain].map {
      try JSONSerialization.data(withJSONObject: $0, options: .sortedKeys)
    }
    #expect(texts[0] == texts[1])
    try await store.close()
  }

  @Test func `evidence is what was heard in an answer and what is still missing`() async throws {
    let store = try await store(.practice)
    guard case .coaching(let report) = try store.report("s1") else {
      Issue.record("not a coaching report")
      return
    }
    let evidence = report.answers.map(\.answer.evidence)
    #expect(evidence[0] == ReportAnswer.Evidence(heard: ["cause"], missing: ["result"]))
    #expect(evidence[1] == ReportAnswer.Evidence(heard: ["result"], missing: []))
    #expect(evidence[2] == ReportAnswer.Evidence(heard: [], missing: []))
    #expect(report.answers.map(\.lengthVerdict) == [.within, nil, nil])
    #expect(report.answers.map(\.delivery?.answerLengthSeconds) == [1, 2, nil])
    #expect(report.delivery?.answerLengthSeconds == 10)
    #expect(report.header.notes.map(\.code) == [.answerTooShort])
    try await store.close()
  }

  @Test(
    arguments: [
      (Int64(4_999), CoachedAnswer.LengthVerdict.short), (5_000, .within), (60_000, .within),
      (60_001, .long),
    ])
  func `the length is judged by the question's window`(
    milliseconds: Int64,
    verdict: CoachedAnswer.LengthVerdict
  ) async throws {
    var journal = JournalMaker()
    journal.say("?", from: 0, to: 10, asking: JournalMaker.asked("outage", "?"))
    journal.answer("because", to: "outage", from: 1_000, to: 1_000 + milliseconds)
    let store = try await store(.practice, journal: journal)
    guard case .coaching(let report) = try store.report("s1") else {
      Issue.record("not a coaching report")
      return
    }
    #expect(report.answers[0].lengthVerdict == verdict)
    #expect(report.answers[0].expectedLength?.maximum == 60)
    try await store.close()
  }

  @Test func `a hiring report holds no key of delivery at any depth`() async throws {
    let store = try await store(.hiring)
    let report = try #require(try store.report("s1"))
    let text = String(decoding: try JSONEncoder().encode(report), as: UTF8.self)
    for word in [
      "delivery", "feature_set", "pause", "syll", "pitch", "f0", "\"rate", "dbfs",
      "length", "expected", "stories", "strengths", "changes", "time",
    ] {
      #expect(!text.contains(word), "\(word)")
    }
    #expect(text.contains("restored"))
    try await store.close()
  }

  @Test(arguments: Purpose.allCases)
  func `a report is read back as it was written`(purpose: Purpose) async throws {
    let store = try await store(purpose)
    let report = try #require(try store.report("s1"))
    let again = try JSONDecoder().decode(
      SessionReport.self,
      from: try JSONEncoder().encode(report)
    )
    #expect(again == report)
    #expect(try store.report("s2") == nil)
    try await store.close()
  }

  @Test func `what was not measured is explained`() async throws {
    var journal = JournalMaker()
    journal.say("?", from: 0, to: 10, asking: JournalMaker.asked("outage", "?"))
    journal.answer(nil, to: "outage", from: 1_000, to: 3_000)
    journal.answer(nil, to: "outage", from: 4_000, to: 6_000)
    journal.answer(nil, to: "outage", from: 7_000, to: 9_000)
    journal.answer(nil, to: "outage", from: 9_500, to: 9_500, reason: .silence)
    journal.add(.transcriptFlagged(TranscriptFlagged(turn: 2, note: "secret")), at: 9_600)
    let store = try await store(
      .training,
      journal: journal,
      isRecognized: false,
      recording: false
    )
    guard case .coaching(let report) = try store.report("s1") else {
      Issue.record("not a coaching report")
      return
    }
    #expect(
      report.header.notes.map(\.code) == [
        .notRecorded, .notRecognized, .transcriptFlagged, .deliveryNotMeasured, .answerTooShort,
      ]
    )
    #expect(report.header.notes.contains { $0.message.contains("turn 3") })
    #expect(!report.header.notes.contains { $0.message.contains("secret") })
    #expect(report.answers.allSatisfy { $0.answer.evidence == nil })
    #expect(report.answers[3].lengthVerdict == nil)
    try await store.close()
  }

  @Test func `a recognizer that gave no words is named`() async throws {
    var journal = JournalMaker()
    journal.say("?", from: 0, to: 10, asking: JournalMaker.asked("outage", "?"))
    journal.answer(nil, to: "outage", from: 1_000, to: 3_000)
    let store = try await store(.hiring, journal: journal)
    guard case .hiring(let report) = try store.report("s1") else {
      Issue.record("not a hiring report")
      return
    }
    #expect(report.header.notes.map(\.code) == [.transcriptMissing])
    try await store.close()
  }

  @Test func `a summary has the keys of the interface`() async throws {
    let store = try await store(.practice)
    let summary = try json(try #require(try store.summary("s1")))
    #expect(
      Set(summary.keys) == [
        "id", "scenario", "scenario_title", "scenario_revision", "language", "purpose", "status",
        "end_reason", "created_at", "duration_ms", "candidate_name", "report_ready", "questions",
      ]
    )
    #expect(summary["report_ready"] as? Bool == true)
    let questions = try #require(summary["questions"] as? [[String: Any]])
    #expect(Set(questions[0].keys) == ["question_id", "text", "start_ms", "end_ms"])
    #expect(try store.summary("s2") == nil)
    try await store.close()
  }

  @Test func `a session that runs is as long as its journal`() async throws {
    let store = try SessionStore(directory: directory.url)
    try await store.createSession(Sample.record("s1"), consent: Sample.consent())
    for line in JournalMaker.interview.lines.dropLast(4) {
      _ = store.append(line, session: "s1")
    }
    try await store.flush()
    let summary = try #require(try store.summary("s1"))
    #expect(summary.durationMilliseconds == 26_200)
    #expect(!summary.isReportReady)
    #expect(summary.questions.last?.endMilliseconds == 26_200)
    guard case .coaching(let report) = try store.report("s1") else {
      Issue.record("not a coaching report")
      return
    }
    #expect(report.header.notes.first?.code == .running)
    try await store.close()
  }

  @Test func `an export holds everything that is kept`() async throws {
    let store = try await store(.practice)
    let target = directory.file("export/deep")
    for _ in 0..<2 {
      let files = try SessionExporter.export("s1", from: store.reader, to: target)
      #expect(
        files.map(\.lastPathComponent) == [
          "session.json", "events.jsonl", "report.json", "report.csv", "reviews.json",
          "captions.vtt", "candidate.opus", "interviewer.opus", "mix.opus",
        ]
      )
    }
    let lines = try Data(contentsOf: target.appendingPathComponent("events.jsonl"))
      .split(separator: UInt8(ascii: "\n"))
      .map { try JSONDecoder().decode(SessionEvent.self, from: Data($0)) }
    #expect(lines == JournalMaker.interview.lines)
    let report = try JSONDecoder().decode(
      SessionReport.self,
      from: Data(contentsOf: target.appendingPathComponent("report.json"))
    )
    #expect(report == (try store.report("s1")))
    for name in ["candidate", "interviewer", "mix"] {
      let url = target.appendingPathComponent("\(name).opus")
      #expect(try OggOpusDecoder(url: url).duration == .seconds(29))
    }
    #expect(throws: StoreError.self) {
      try SessionExporter.export("nobody", from: store.reader, to: target)
    }
    try await store.close()
  }
}
