import Foundation
import Sessions
import Synchronization

@testable import Server

/// Sessions that a test wrote down.
final class MemoryArchive: SessionArchive, ScenarioListing {
  struct Session: Sendable {
    var token: String
    var summary = "{\"id\":\"s\"}"
    var report: String?
    var purpose = Purpose.practice
    var reviews: [Review] = []
    var audio: [AudioTrack: String] = [:]
  }

  struct Failure: Error {}

  let sessions: Mutex<[String: Session]>
  let isBroken = Mutex(false)

  init(_ sessions: [String: Session]) { self.sessions = Mutex(sessions) }

  private func session(_ id: String) throws -> Session? {
    if isBroken.withLock({ $0 }) { throw Failure() }
    return sessions.withLock { $0[id] }
  }

  func accessDigest(of id: String) async throws -> TokenDigest? {
    try session(id).map { TokenDigest(of: $0.token) }
  }

  func summaries() async throws -> [UInt8] {
    let all = sessions.withLock { $0.values.map(\.summary).joined(separator: ",") }
    return Array("{\"sessions\":[\(all)]}".utf8)
  }

  func summary(of id: String) async throws -> [UInt8]? {
    try session(id).map { Array($0.summary.utf8) }
  }

  func events(of id: String) async throws -> HTTPBodyStream? {
    guard try session(id) != nil else { return nil }
    let next = Mutex(0)
    return HTTPBodyStream {
      let index = next.withLock { value in
        defer { value += 1 }
        return value
      }
      return index < 3 ? Array("{\"sequence\":\(index)}\n".utf8) : nil
    }
  }

  func purpose(of id: String) async throws -> Purpose? { try session(id)?.purpose }

  func report(
    of id: String,
    language: ReportLanguage?,
    besides others: [String]
  ) async throws -> [UInt8]? {
    guard others.isEmpty else {
      return Array("{\"besides\":\"\(others.joined(separator: " "))\"}".utf8)
    }
    return try session(id)?.report.map { Array($0.utf8) }
  }

  func reportTable(of id: String, language: ReportLanguage?) async throws -> [UInt8]? {
    Array("section,\(language?.rawValue ?? "own")\r\n".utf8)
  }

  func add(_ review: Review, to id: String) async throws {
    sessions.withLock { $0[id]?.reviews.append(review) }
  }

  func ratings(of id: String) async throws -> [UInt8] {
    Array("{\"ratings\":\(try session(id)?.reviews.count ?? 0)}".utf8)
  }

  func captions(of id: String) async throws -> [UInt8]? { Array("WEBVTT\n".utf8) }

  func peaks(of id: String) async throws -> [UInt8]? { Array("{\"candidate\":[]}".utf8) }

  func audio(_ track: AudioTrack, of id: String) async throws -> String? {
    try session(id)?.audio[track]
  }

  func scenarios() async throws -> [UInt8] { Array("{\"scenarios\":[]}".utf8) }
}
