import Foundation
import Scoring
import Sessions
import Speech
import TestKit
import Testing
import VoiceEngine

@testable import Server

/// What the API and the export give of a whole interview.
extension WholeInterviewTests {
  @Test func `the report is what was said, with delivery for practice`() throws {
    let held = try HeldInterview.require()
    let answer = try held.get(\.practice, "/report")
    #expect(answer.status == 200)
    let report = try JSONDecoder().decode(CoachingReport.self, from: Data(answer.body))
    #expect(report.header.isRecognized)
    #expect(report.answers.map(\.answer.questionID) == ["q1", "q2", "q3", "q4", "q5"])
    #expect(report.answers.map(\.answer.transcript) == held.practice.finals.map(\.text))
    #expect(report.featureSet != nil)
    for answer in report.answers {
      let delivery = try #require(answer.delivery)
      #expect((2...8).contains(delivery.articulationRateSyllablesPerSecond ?? 0))
      #expect((60...400).contains(delivery.f0MedianHertz ?? 0))
    }
  }

  @Test func `a report for hiring has no key of delivery anywhere`() throws {
    let held = try HeldInterview.require()
    let practice = try #require(JSONValue(text: text(try held.get(\.practice, "/report"))))
    let hiring = try #require(JSONValue(text: text(try held.get(\.hiring, "/report"))))
    let measures = keys(of: try #require(value(practice, "delivery")))
    #expect(measures.count > 10)
    let banned = measures.union(["delivery", "feature_set"])
    #expect(keys(of: practice).isSuperset(of: banned))
    #expect(keys(of: hiring).isDisjoint(with: banned))
    #expect(text(try held.get(\.hiring, "/report")).contains("transcript"))
    for path in ["", "/events"] {
      let answer = text(try held.get(\.hiring, path))
      #expect(!banned.contains { answer.contains("\"\($0)\"") }, "\(path)")
    }
  }

  @Test func `the journal is the conversation as it went over the wire`() throws {
    let held = try HeldInterview.require()
    let answer = try held.get(\.practice, "/events")
    #expect(answer.headers["content-type"] == "application/jsonl")
    let lines = try text(answer).split(separator: "\n").map {
      try JSONDecoder().decode(SessionEvent.self, from: Data($0.utf8))
    }
    #expect(lines.map(\.sequence) == Array(0..<Int64(lines.count)))
    #expect(zip(lines, lines.dropFirst()).allSatisfy { $0.at <= $1.at && $0.wall <= $1.wall })
    // What only the operator needs stays out of the wire.
    #expect(lines.map(\.event).filter(\.isForCandidate) == held.practice.events.filter(\.isKept))
  }

  @Test func `captions hold every question and every answer`() throws {
    let held = try HeldInterview.require()
    let answer = try held.get(\.practice, "/captions.vtt")
    #expect(answer.headers["content-type"]?.hasPrefix("text/vtt") == true)
    let captions = text(answer)
    #expect(captions.hasPrefix("WEBVTT"))
    for question in ["What is the one?", "The five?", "Thank you."] {
      #expect(captions.contains(question))
    }
    let spoken = WordErrorRate.words(captions.replacing(/<[^>]*>|\d\d:[\d:.]+ --> .*/, with: ""))
    for final in held.practice.finals {
      #expect(spoken.contains(WordErrorRate.words(final.text)))
    }
  }

  @Test func `the waveform is as long as the session and shows both voices`() throws {
    let held = try HeldInterview.require()
    let answer = try held.get(\.practice, "/peaks")
    let peaks = try JSONDecoder().decode(Peaks.self, from: Data(answer.body))
    let id = try #require(held.practice.outcome.sessionID)
    let seconds = try #require(try held.house.store.session(id)).duration.inSeconds
    for track in [peaks.candidate, peaks.interviewer] {
      #expect(abs(Double(track.count) - seconds * 20) <= 2)
      #expect(track.allSatisfy { (0...100).contains($0) })
      #expect((track.max() ?? 0) > 10)
    }
  }

  @Test(arguments: ["candidate", "interviewer", "mix"])
  func `audio is served whole and in pieces`(track: String) throws {
    let held = try HeldInterview.require()
    let path = "/audio/\(track).opus"
    let whole = try held.get(\.practice, path)
    #expect(whole.status == 200)
    #expect(whole.headers["content-type"] == "audio/ogg")
    #expect(whole.headers["accept-ranges"] == "bytes")
    let file = try held.folder(\.practice).url.appendingPathComponent("\(track).opus")
    #expect(Data(whole.body) == (try Data(contentsOf: file)))
    let count = whole.body.count
    for (range, bytes) in [("0-99", 0..<100), ("100-", 100..<count), ("-50", count - 50..<count)] {
      let piece = try held.get(\.practice, path, headers: ["range": "bytes=\(range)"])
      #expect(piece.status == 206)
      #expect(piece.body == Array(whole.body[bytes]))
      let place = "bytes \(bytes.lowerBound)-\(bytes.upperBound - 1)/\(count)"
      #expect(piece.headers["content-range"] == place)
    }
    let beyond = try held.get(\.practice, path, headers: ["range": "bytes=\(count)-"])
    #expect(beyond.status == 416)
  }

  @Test func `a session opens to its own token or cookie and to nothing else`() throws {
    let held = try HeldInterview.require()
    let audio = try held.url(\.practice, "/audio/mix.opus")
    #expect(try HTTPClient.get(audio).status == 401)
    #expect(try HTTPClient.get(audio, bearer: held.hiring.outcome.accessToken).status == 404)
    #expect(try HTTPClient.get(audio, bearer: House.operatorToken).status == 404)
    let granted = try HTTPClient.post(
      try held.url(\.practice, "/cookie"),
      bearer: held.practice.outcome.accessToken
    )
    #expect(granted.status == 204)
    let cookie = try #require(granted.headers["set-cookie"])
    #expect(cookie.contains("HttpOnly"))
    #expect(cookie.contains("SameSite=Strict"))
    let pair = String(cookie.prefix { $0 != ";" })
    #expect(try HTTPClient.get(audio, headers: ["cookie": pair]).status == 200)
    let other = try held.url(\.hiring, "/audio/mix.opus")
    #expect(try HTTPClient.get(other, headers: ["cookie": pair]).status == 404)
  }

  @Test func `only the operator sees the list of sessions`() throws {
    let held = try HeldInterview.require()
    let list = "\(held.house.address)/api/v1/sessions"
    #expect(try HTTPClient.get(list).status == 401)
    #expect(try HTTPClient.get(list, bearer: held.practice.outcome.accessToken).status == 403)
    let answer = text(try HTTPClient.get(list, bearer: House.operatorToken))
    #expect(answer.contains(try #require(held.practice.outcome.sessionID)))
    #expect(answer.contains(try #require(held.hiring.outcome.sessionID)))
  }

  @Test func `the metrics counted both interviews`() throws {
    let held = try HeldInterview.require()
    let metrics = text(try HTTPClient.get("\(held.house.privateAddress)/metrics"))
    #expect(metrics.contains("vivavoce_sessions_active 0\n"))
    #expect(metrics.contains("vivavoce_sessions_total{outcome=\"completed\"} 2\n"))
    #expect(metrics.contains("vivavoce_turns_total{party=\"candidate\"} 6\n"))
  }

  @Test(.enabled(if: Program.isBuilt, "needs the executable beside the tests"))
  func `the export holds what the API gives`() throws {
    let held = try HeldInterview.require()
    let id = try #require(held.practice.outcome.sessionID)
    let target = held.house.folder.appendingPathComponent("export")
    let exported = try Program.run([
      "sessions", "export", id, target.path,
      "--data", held.house.folder.appendingPathComponent("data").path,
    ])
    #expect(exported.status == 0, "\(exported.output)")
    for (file, path) in [
      ("candidate.opus", "/audio/candidate.opus"), ("interviewer.opus", "/audio/interviewer.opus"),
      ("mix.opus", "/audio/mix.opus"), ("events.jsonl", "/events"),
      ("captions.vtt", "/captions.vtt"),
    ] {
      let data = try Data(contentsOf: target.appendingPathComponent(file))
      #expect(data == Data(try held.get(\.practice, path).body), "\(file)")
    }
    for (file, path) in [("report.json", "/report"), ("session.json", "")] {
      let data = try Data(contentsOf: target.appendingPathComponent(file))
      let value = JSONValue(text: String(decoding: data, as: UTF8.self))
      #expect(value != nil)
      #expect(value == JSONValue(text: text(try held.get(\.practice, path))), "\(file)")
    }
  }

  // MARK: Reading

  private func text(_ answer: HTTPClient.Answer) -> String {
    String(decoding: answer.body, as: UTF8.self)
  }

  private func value(_ json: JSONValue, _ key: String) -> JSONValue? {
    if case .object(let members) = json { members[key] } else { nil }
  }

  /// Every key in a text, at whatever depth.
  private func keys(of json: JSONValue) -> Set<String> {
    switch json {
    case .object(let members):
      members.reduce(into: Set(members.keys)) { $0.formUnion(keys(of: $1.value)) }
    case .array(let items): items.reduce(into: []) { $0.formUnion(keys(of: $1)) }
    default: []
    }
  }
}
