import Foundation
import Sessions

/// The store as the API sees it.
///
/// The store's reads block for the length of a query and run off the lanes, on the cooperative
/// pool. Mixes and waveforms take far longer: they are made by the one thread of `ReplayMaker`.
struct StoreArchive: SessionArchive {
  private struct List: Encodable {
    var sessions: [SessionSummary]
  }

  private struct Ratings: Encodable {
    var ratings: [ReviewRecord]
  }

  /// Where sessions are kept.
  let store: SessionStore
  private let replays = ReplayMaker()

  /// Creates the archive of a store.
  init(store: SessionStore) {
    self.store = store
  }

  func accessDigest(of id: String) async throws -> TokenDigest? {
    try store.session(id).map { TokenDigest(bytes: $0.record.accessTokenHash) }
  }

  func summaries() async throws -> [UInt8] {
    let sessions = try store.sessions(limit: 1_000)
    return try json(List(sessions: sessions.map { SessionSummary($0, fold: nil) }))
  }

  func summary(of id: String) async throws -> [UInt8]? {
    try store.summary(id).map { try json($0) }
  }

  func events(of id: String) async throws -> HTTPBodyStream? {
    guard try store.session(id) != nil else { return nil }
    let position = JournalPosition()
    return HTTPBodyStream { [store] in
      let lines = try store.eventLines(id, after: position.last)
      position.last = lines.lastSequence ?? position.last
      return lines.text.isEmpty ? nil : Array(lines.text)
    }
  }

  func purpose(of id: String) async throws -> Purpose? { try store.session(id)?.record.purpose }

  func report(
    of id: String,
    language: ReportLanguage?,
    besides others: [String]
  ) async throws -> [UInt8]? {
    try store.report(id, in: language, besides: others).map { try json($0) }
  }

  func reportTable(of id: String, language: ReportLanguage?) async throws -> [UInt8]? {
    try store.report(id, in: language).map { Array(ReportTable.text(of: $0).utf8) }
  }

  func add(_ review: Review, to id: String) async throws {
    do {
      try await store.add(review, to: id)
    } catch  where error.code == .refused {
      throw HTTPProblem(status: 400, code: "rating_refused", message: error.message)
    }
  }

  func ratings(of id: String) async throws -> [UInt8] {
    try json(Ratings(ratings: try store.ratings(id)))
  }

  func captions(of id: String) async throws -> [UInt8]? {
    guard let session = try store.session(id) else { return nil }
    let captions = Captions.webVTT(of: try store.fold(id), language: session.record.language)
    return Array(captions.utf8)
  }

  func peaks(of id: String) async throws -> [UInt8]? {
    guard let session = try store.session(id) else { return nil }
    let folder = try store.folder(id)
    return Array(
      try await made { () async throws(RecordingError) in
        try await replays.peaks(of: folder, isOver: session.status != .running)
      }
    )
  }

  func audio(_ track: AudioTrack, of id: String) async throws -> String? {
    guard let session = try store.session(id) else { return nil }
    let folder = try store.folder(id)
    switch track {
    case .candidate: return folder.candidateTrack.path
    case .interviewer: return folder.interviewerTrack.path
    case .mix:
      return try await made { () async throws(RecordingError) in
        try await replays.mix(of: folder, isOver: session.status != .running)?.path
      }
    }
  }

  /// Tells a client that it may come again where too many wait.
  private func made<Value>(
    _ body: () async throws(RecordingError) -> Value
  ) async throws -> Value {
    do {
      return try await body()
    } catch  where error.code == .busy {
      throw HTTPProblem.replayBusy
    }
  }

  private func json(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(value))
  }
}

extension HTTPProblem {
  /// 503: too many mixes and waveforms are being made.
  static let replayBusy = HTTPProblem(
    status: 503,
    code: "busy",
    message: "Too many recordings are being prepared; try again in a minute.",
    headers: ["retry-after": "60"]
  )
}

/// How far a journal was sent.
// Safety: a body's pieces are asked for one after another.
private final class JournalPosition: @unchecked Sendable {
  var last: Int64?
}
