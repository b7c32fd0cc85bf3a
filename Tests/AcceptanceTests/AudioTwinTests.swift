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
  /// What is done to the sound of an answer.
  enum Change: Hashable, CaseIterable {
    case none, higher, lower, louder, softer, noisier, hesitant

    /// Measures that may move with it; of the others each keeps within its tolerance.
    var moves: Set<String> {
      let pitch: Set = [
        "f0_median_hz", "f0_range_st", "f0_sd_st", "f0_declination_st_s", "f0_final_movement_st",
      ]
      let level: Set = [
        "level_dbfs", "level_range_db", "level_over_floor_db", "clipped_share", "is_clipped",
        "is_too_quiet",
      ]
      switch self {
      case .none: return []
      // Read faster and stretched back: windows laid over each other smear short silences.
      case .higher, .lower: return pitch.union(level).union(AudioTwinTests.fine)
      case .louder, .softer: return level
      case .noisier:
        return pitch.union(level).union(AudioTwinTests.fine).union(["has_low_certainty"])
      // More is said: counts and lengths grow, and what follows from them.
      case .hesitant:
        return AudioTwinTests.times.union(AudioTwinTests.fine).union(pitch)
          .union(["level_range_db"])
      }
    }

    func applied(to samples: [Float]) -> [Float] {
      switch self {
      case .none, .hesitant: samples
      case .higher: TimeScale.shifted(samples, semitones: 4)
      case .lower: TimeScale.shifted(samples, semitones: -4)
      case .louder: samples.map { $0 * 1.995 }
      case .softer: samples.map { $0 * 0.501 }
      case .noisier:
        zip(
          samples,
          SyntheticVoice.noise(seconds: Double(samples.count) / 16_000 + 1, amplitude: 0.006)
        )
        .map { $0 + $1 }
      }
    }
  }

  /// Measures of single pauses and nuclei, where one more or less shows at once.
  static let fine: Set = [
    "silent_pause_count", "silent_pauses_per_min", "mean_silent_pause_s", "syllable_count",
    "mean_length_of_run_syll", "rhythm_npvi", "pace_sd_syll_s", "articulation_rate_syll_s",
    "speech_rate_syll_s",
  ]
  /// Measures of length.
  static let times: Set = [
    "answer_length_s", "phonation_time_s", "phonation_time_ratio", "longest_silent_pause_s",
    "long_silent_pause_count", "very_long_silent_pause_count",
  ]

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
  }

  private func hold(
    _ change: Change,
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
      answers[question.id] = try .init(
        text: sentences.joined(separator: " "),
        // Soft enough to be made twice as loud.
        samples: change.applied(to: try await candidate.samples(of: sentences).map { 0.4 * $0 })
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
    return Outcome(evaluation: try AudioTwinTests.encoder.encode(evaluation), measures: measures)
  }

  @Test(arguments: ["en", "fr"])
  func `the voice changes nothing in what is found in the words`(language: String) async throws {
    let plain = try await hold(.none, language)
    #expect(plain.evaluation.count > 300)
    #expect(plain.measures.count > 15)
    let hiring = try await hold(.none, language, purpose: .hiring)
    #expect(hiring.evaluation == plain.evaluation && hiring.measures.isEmpty)
    for change in Change.allCases where change != .none {
      let twin = try await hold(change, language)
      #expect(twin.evaluation == plain.evaluation, "\(change)")
      for (key, value) in plain.measures where !change.moves.contains(key) {
        let other = try #require(twin.measures[key], "\(key), \(change), \(language)")
        let tolerance = max(0.06 * abs(value), 0.2)
        #expect(abs(other - value) <= tolerance, "\(key), \(change): \(value), \(other)")
      }
      let moved = plain.measures.filter { abs((twin.measures[$0] ?? 0) - $1) > 0.05 * abs($1) }
      print("## \(language), \(change): \(moved.keys.sorted().joined(separator: ", "))")
      try expectMove(change, plain.measures, twin.measures)
    }
  }

  /// What was changed is found again in its own measure.
  private func expectMove(
    _ change: Change,
    _ before: [String: Double],
    _ after: [String: Double]
  ) throws {
    let pitch = try 12 * log2(#require(after["f0_median_hz"]) / #require(before["f0_median_hz"]))
    let level = try #require(after["level_dbfs"]) - #require(before["level_dbfs"])
    switch change {
    case .none: break
    case .higher: #expect(abs(pitch - 4) < 0.7)
    case .lower: #expect(abs(pitch + 4) < 0.7)
    case .louder: #expect(abs(level - 6) < 0.7)
    case .softer: #expect(abs(level + 6) < 0.7)
    case .noisier:
      let margin = "level_over_floor_db"
      #expect(try #require(after[margin]) < #require(before[margin]) - 3)
    case .hesitant:
      let length = "answer_length_s"
      #expect(try #require(after[length]) > #require(before[length]) + 1.5)
    }
  }
}
