import Foundation
import Scoring
import Speech
import Testing
import VoiceEngine

@testable import Sessions

@Suite struct DeliveryBoundaryTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private var measures: DeliveryMeasures {
    var measures = DeliveryMeasures()
    measures.answerLengthSeconds = 12.5
    measures.articulationRateSyllablesPerSecond = 4.2
    return measures
  }

  @Test func `there is no proof of coaching for hiring`() {
    #expect(CoachingPurpose(.hiring) == nil)
    #expect(CoachingPurpose(.practice)?.purpose == .practice)
    #expect(CoachingPurpose(.training)?.purpose == .training)
  }

  @Test func `the store refuses delivery of a hiring session whatever it is told`() async throws {
    let store = try SessionStore(directory: directory.url)
    try await store.createSession(
      Sample.record("s1", purpose: .hiring),
      consent: Sample.consent(.hiring)
    )
    // A proof of another session's purpose is not one of this session's.
    let purpose = try #require(CoachingPurpose(.practice))
    let record = DeliveryRecord(
      purpose: purpose,
      turn: 1,
      questionID: "outage",
      featureSet: "delivery-v0",
      measures: measures
    )
    do {
      try await store.saveDelivery(record, session: "s1")
      Issue.record("saved")
    } catch {
      #expect(error.code == .refused)
    }
    store.recorder(for: "s1").delivery(record)
    try await store.flush()
    #expect(store.health.lostEvents == 1)
    #expect(try store.deliveries("s1", purpose: purpose).isEmpty)
    try await store.close()
    let database = try Database(
      path: directory.file("vivavoce.sqlite").path,
      access: .readWrite
    )
    #expect(try database.prepare("SELECT count(*) FROM deliveries").first { $0.integer(0) } == 0)
    // Nor can a session become one of another purpose afterwards.
    #expect(throws: StoreError.self) {
      try database.run("UPDATE sessions SET purpose = 'practice' WHERE id = 's1'")
    }
  }

  /// The sample interview with every onset and offset of the voice, as an engine tells them.
  private var journal: JournalMaker {
    var journal = JournalMaker()
    for line in JournalMaker.interview.lines {
      journal.add(.speechStarted(SpeechBoundary(atMilliseconds: 7)), at: line.at.milliseconds)
      journal.add(.speechStopped(SpeechBoundary(atMilliseconds: 8)), at: line.at.milliseconds)
      journal.add(line.event, at: line.at.milliseconds)
    }
    return journal
  }

  /// Every key at any depth.
  private func keys(_ json: Any) -> Set<String> {
    if let list = json as? [Any] { return list.reduce(into: []) { $0.formUnion(keys($1)) } }
    guard let object = json as? [String: Any] else { return [] }
    return object.values.reduce(into: Set(object.keys)) { $0.formUnion(keys($1)) }
  }

  private func keep(_ journal: JournalMaker, purpose: Purpose) async throws -> SessionStore {
    let store = try SessionStore(directory: directory.url)
    try await store.createSession(
      Sample.record("s1", purpose: purpose),
      consent: Sample.consent(purpose)
    )
    for line in journal.lines { _ = store.append(line, session: "s1") }
    try await store.finish("s1", reason: .completed, at: SampleTime(seconds: 29))
    return store
  }

  @Test func `nothing that hiring keeps, serves or exports tells how somebody speaks`() async throws
  {
    let store = try await keep(journal, purpose: .hiring)
    let target = directory.file("export")
    let files = try SessionExporter.export("s1", from: store.reader, to: target)
    var found: Set<String> = []
    for file in files where ["json", "jsonl"].contains(file.pathExtension) {
      let data = try Data(contentsOf: file)
      let pieces = file.pathExtension == "json" ? [data] : data.split(separator: 10).map { $0 }
      for piece in pieces { found.formUnion(keys(try JSONSerialization.jsonObject(with: piece))) }
    }
    for line in try store.eventLines("s1").text.split(separator: 10) {
      found.formUnion(keys(try JSONSerialization.jsonObject(with: line)))
      #expect(!String(decoding: line, as: UTF8.self).contains("input."))
    }
    #expect(found.contains("transcript"))
    #expect(
      found.isDisjoint(with: [
        "endpoint_delay_ms", "speech_ms", "at_ms", "expected_s", "length_verdict", "delivery",
        "feature_set", "dbfs",
      ])
    )
    // Nor do the numbers of the lines tell how many were left out.
    var lines: [SessionEvent] = []
    try store.events("s1").forEach { lines.append($0) }
    #expect(lines.map(\.sequence) == Array(0..<Int64(JournalMaker.interview.lines.count)))
    try await store.close()
  }

  @Test func `a hiring journal is read back, with no delay in its turns`() async throws {
    let store = try await keep(journal, purpose: .hiring)
    let expected = JournalMaker.interview.lines.map { line in
      guard case .turnCommitted(var turn) = line.event else { return line.event }
      turn.endpointDelayMilliseconds = 0
      return .turnCommitted(turn)
    }
    var lines: [SessionEvent] = []
    try store.events("s1").forEach { lines.append($0) }
    #expect(lines.map(\.event) == expected)
    let sent = try store.eventLines("s1").text.split(separator: 10).map {
      try JSONDecoder().decode(SessionEvent.self, from: Data($0))
    }
    #expect(sent == lines)
    guard case .hiring(let report) = try store.report("s1") else {
      Issue.record("not a hiring report")
      return
    }
    #expect(report.answers.map(\.turn) == [1, 2, 3])
    try await store.close()
  }

  @Test func `a coaching journal keeps all of it`() async throws {
    let store = try await keep(journal, purpose: .training)
    var lines: [SessionEvent] = []
    try store.events("s1").forEach { lines.append($0) }
    #expect(lines == journal.lines)
    try await store.close()
  }

  @Test func `an event that lacks a key is not taken for a turn of hiring`() throws {
    for json in [#"{"type":"level"}"#, #"{"type":"turn.committed","turn":1}"#, "{}"] {
      #expect(throws: DecodingError.self) {
        try JournalEvent.decode(Data(json.utf8), with: JSONDecoder())
      }
    }
  }

  @Test func `delivery of a coaching session comes back, the last of each turn`() async throws {
    let store = try SessionStore(directory: directory.url)
    try await store.createSession(Sample.record("s1"), consent: Sample.consent())
    let purpose = try #require(CoachingPurpose(.practice))
    var later = measures
    later.silentPauseCount = 3
    for (turn, measures) in [
      (nil, measures), (2, measures), (1, measures), (2, later), (nil, later),
    ] {
      try await store.saveDelivery(
        DeliveryRecord(
          purpose: purpose,
          turn: turn,
          questionID: turn.map { "q\($0)" },
          featureSet: "delivery-v0",
          measures: measures
        ),
        session: "s1"
      )
    }
    let kept = try store.deliveries("s1", purpose: purpose)
    #expect(kept.map(\.turn) == [nil, 1, 2])
    #expect(kept.map(\.measures) == [later, measures, later])
    #expect(kept.map(\.questionID) == [nil, "q1", "q2"])
    try await store.close()
  }
}
