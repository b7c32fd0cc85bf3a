import Foundation
import Scoring
import TestKit
import Testing
import VoiceEngine

@testable import Server
@testable import Sessions

/// The same words in another voice: what is found in them stays, byte for byte, and of how they
/// were said only that changes which was changed.
@Suite(.serialized) struct AudioTwinTests {
  private static let scenarios = ["en": "backend-engineer-en", "fr": "ingenieur-backend-fr"]
  private static let encoder = {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return encoder
  }()

  /// What came of a session of one answer.
  private struct Outcome {
    var evaluation: Data
    var measures: [String: Double]
    var seconds: Double
  }

  private func hold(
    _ change: VoiceChange,
    _ language: String,
    purpose: Purpose = .practice
  ) async throws -> Outcome {
    let folder = try TestFolder.make()
    defer { try? FileManager.default.removeItem(at: folder) }
    let library = ScenarioLibrary(directory: "scenarios")
    var scenario = try #require(AudioTwinTests.scenarios[language].flatMap { library[$0] })
    scenario.questions = [scenario.questions[1]]
    scenario.questions[0].followUps = []
    let candidate = try SpokenCandidate(language: scenario.language)
    var answers: [String: VirtualSession.Answer] = [:]
    var seconds = 0.0
    for question in scenario.plan().questions {
      let asked = QuestionAsked(
        questionID: question.id,
        index: 1,
        of: 1,
        text: "",
        kind: .core
      )
      var sentences = Array(
        SpokenAnswers.sentences(to: asked, in: scenario.language).prefix(2)
      )
      if change == .hesitant {
        let filler = language == "fr" ? "euh" : "um"
        sentences = sentences.flatMap { [$0, "\(filler),", "\(filler),"] }
      }
      // Soft enough to be made twice as loud.
      let samples = try await candidate.samples(of: sentences).map { 0.4 * $0 }
      seconds += Double(samples.count) / 16_000
      answers[question.id] = try .init(
        text: sentences.joined(separator: " "),
        samples: change.applied(to: samples)
      )
    }
    let store = try SessionStore(directory: folder)
    let spoken = answers
    try await VirtualSession.hold(.forTests("s1", scenario, purpose: purpose), in: store) {
      try #require(spoken[$0.questionID])
    }
    let session = try #require(try store.session("s1"))
    let replies = QuestionReply.all(of: session, try store.fold("s1"))
    #expect(replies.count == 1)
    let evaluation = try await EmbeddedJudge().evaluate(replies, rubric: session.record.rubric)
    var measures: [String: Double] = [:]
    if let coaching = CoachingPurpose(purpose),
      let whole = try store.deliveries("s1", purpose: coaching).first(where: { $0.turn == nil })
    {
      let object = try JSONSerialization.jsonObject(
        with: AudioTwinTests.encoder.encode(whole.measures)
      )
      measures = (object as? [String: Any] ?? [:])
        .compactMapValues { ($0 as? NSNumber)?.doubleValue }
    }
    try await store.close()
    return Outcome(
      evaluation: try AudioTwinTests.encoder.encode(evaluation),
      measures: measures,
      seconds: seconds
    )
  }

  @Test(arguments: ["en", "fr"])
  func `the voice changes nothing in what is found in the words`(language: String) async throws {
    let plain = try await hold(.none, language)
    #expect(plain.evaluation.count > 300)
    #expect(plain.measures.count > 15)
    let hiring = try await hold(.none, language, purpose: .hiring)
    #expect(hiring.evaluation == plain.evaluation && hiring.measures.isEmpty)
    for change in VoiceChange.allCases where change != .none {
      let twin = try await hold(change, language)
      #expect(twin.evaluation == plain.evaluation, "\(change)")
      for (key, value) in plain.measures {
        let other = try #require(twin.measures[key], "\(key), \(change), \(language)")
        let bounds = change.bounds(
          of: key,
          from: plain.measures,
          added: twin.seconds - plain.seconds
        )
        guard let bounds else { continue }
        #expect(bounds.contains(other), "\(key), \(change), \(language): \(value), \(other)")
      }
      for (key, value) in VoiceChange.quotients(in: twin.measures) {
        let measured = try #require(twin.measures[key], "\(key)")
        #expect(abs(measured - value) <= 0.01 * abs(value), "\(key), \(change), \(language)")
      }
    }
  }
}
