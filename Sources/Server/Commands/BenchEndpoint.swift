import Foundation
import Speech
import VoiceEngine

/// Turn-taking on recordings: every recording is a turn, every silence in it a trap.
struct BenchEndpoint: Sendable {
  /// What one candidate says, turn after turn.
  struct Candidate: Sendable {
    var speaker: String
    var isAdult: Bool?
    var utterances: [BenchUtterance]
  }

  let candidates: [Candidate]

  /// The profiles of the curve: the three of the engine, and `quick` made more and less patient.
  static let profiles: [EndpointingProfile] =
    [0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7].map { seconds in
      EndpointingProfile(minimumDelay: .seconds(seconds), maximumDelay: .seconds(4 * seconds))
    } + [.normal, .think]

  /// Timers from the segmenter's hangover on.
  private static let timers: [EndpointingProfile] = (0...88).map { step in
    let delay = Duration.milliseconds(300 + 25 * step)
    return EndpointingProfile(minimumDelay: delay, maximumDelay: delay)
  }

  /// The curves of all candidates and of the adults among them, with and without words.
  func curves() -> [BenchEndpointReport.Curve] {
    let adults = candidates.filter { $0.isAdult == true }
    let hasBoth = !adults.isEmpty && adults.count < candidates.count
    let hasWords = candidates.contains { $0.utterances.contains { !$0.partials.isEmpty } }
    return (hasBoth ? [("all", candidates), ("adults", adults)] : [("all", candidates)])
      .flatMap { name, group in
        let timers = Self.timers.map { Self.figures(group, $0, hasWords: false) }
        return (hasWords ? [false, true] : [false]).map { hasWords in
          BenchEndpointReport.Curve(
            group: name,
            evidence: hasWords ? "sound and words" : "sound",
            turns: group.reduce(0) { $0 + $1.utterances.count },
            points: Self.profiles.map { profile in
              let engine = Self.figures(group, profile, hasWords: hasWords)
              return BenchEndpointReport.Point(
                min_delay_s: profile.minimumDelay.inSeconds,
                max_delay_s: profile.maximumDelay.inSeconds,
                engine: engine,
                timer_false_cut_off_rate: Self.timerRate(timers, median: engine.median_delay_s)
              )
            }
          )
        }
      }
  }

  private static func figures(
    _ candidates: [Candidate],
    _ profile: EndpointingProfile,
    hasWords: Bool
  ) -> BenchEndpointReport.Figures {
    BenchEndpointReport.Figures(
      candidates.flatMap { candidate in
        var turns = BenchTurns(profile: profile, hasWords: hasWords)
        return candidate.utterances.map { turns.play($0) }
      }
    )
  }

  /// What a timer of this median cuts off, in proportion between two that were measured.
  static func timerRate(
    _ timers: [BenchEndpointReport.Figures],
    median: Double
  ) -> Double? {
    guard let above = timers.firstIndex(where: { $0.median_delay_s >= median }), above > 0 else {
      return nil
    }
    let (low, high) = (timers[above - 1], timers[above])
    let width = high.median_delay_s - low.median_delay_s
    let share = width > 0 ? (median - low.median_delay_s) / width : 1
    return low.false_cut_off_rate + share * (high.false_cut_off_rate - low.false_cut_off_rate)
  }
}

/// A pause with all its cues, as `script/fit-endpoint` reads it.
struct BenchPause: Encodable {
  var speaker: String
  /// Whether the turn was over.
  var is_end: Bool
  /// How long the silence was, or `nil` at an end.
  var silence_s: Double?
  var typical_pause_s: Double
  var pauses_per_turn: Double
  var pitch_movement_st: Double?
  var final_lengthening: Double?
  var level_movement_db: Double?
  var voiceless_tail_s: Double?
  var syllables: Int?
  /// Where the transcript broke off when the silence had lasted as long as a recognizer lags.
  var words: String?

  /// The pauses of one candidate's session in which nothing is ever cut off.
  static func pauses(of candidate: BenchEndpoint.Candidate) -> [BenchPause] {
    let patient = EndpointingProfile(minimumDelay: .seconds(60), maximumDelay: .seconds(60))
    var turns = BenchTurns(profile: patient, hasWords: true)
    var pauses: [BenchPause] = []
    for utterance in candidate.utterances {
      _ = turns.play(utterance) { pauses.append(BenchPause($0, speaker: candidate.speaker)) }
    }
    return pauses
  }

  private init(_ pause: BenchTurns.Pause, speaker: String) {
    self.speaker = speaker
    is_end = pause.isEnd
    silence_s = pause.isEnd ? nil : pause.silence?.inSeconds
    typical_pause_s = pause.cues.pauses.typicalSeconds
    pauses_per_turn = pause.cues.pauses.perTurn
    let phrase = pause.cues.phrase
    pitch_movement_st = phrase?.pitchMovementSemitones
    final_lengthening = phrase?.finalLengthening
    level_movement_db = phrase?.levelMovementDecibels
    voiceless_tail_s = phrase?.voicelessTailSeconds
    syllables = phrase?.syllableCount
    words = pause.cues.words?.rawValue
  }
}
