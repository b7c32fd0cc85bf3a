import Speech
import Synchronization
import TestKit
import VoiceEngine

/// A short interview with a candidate, ports and a network that do anything at any time.
///
/// The same seed gives the same interview.
struct RandomInterview {
  /// What came of it.
  struct Outcome {
    var violations: [String]
    var diagram: TurnDiagram
    var events: [EngineEvent]
  }

  private var dice: SeededGenerator
  private let interview: InterviewSimulation
  private let recognizer: HeldRecognizer
  private let held = HeldRequests()
  private let plan: InterviewPlan
  private var isConnected = true

  init(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    let ports = SharedDice(seed: dice.next())
    let trouble = Double.random(in: 0...0.4, using: &dice)
    plan = RandomInterview.plan(&dice)
    let recognizer = HeldRecognizer { (ports.behaviour(trouble), hasPartial: ports.flip(0.7)) }
    self.recognizer = recognizer
    interview = try InterviewSimulation(
      plan,
      recognizer: recognizer,
      synthesizer: HeldSynthesizer(held: held) { _ in ports.behaviour(trouble / 2) },
      interviewer: HeldInterviewer(held: held) { _ in ports.behaviour(trouble / 2) },
      held: held,
      configuration: RandomInterview.configuration,
      alsoTo: { recognizer.note($0) }
    )
    interview.acknowledges = Double.random(in: 0..<1, using: &dice) < 0.8
    self.dice = dice
  }

  /// All delays short, so that a few seconds see many of them.
  private static var configuration: EngineConfiguration {
    var configuration = EngineConfiguration()
    configuration.tailLimit = .zero
    configuration.echoWarmUp = .milliseconds(300)
    configuration.bargeInVoice = .milliseconds(300)
    configuration.bargeInVoiceWithoutWords = .milliseconds(600)
    configuration.bargeInLimit = .milliseconds(900)
    configuration.falseInterruptionSilence = .milliseconds(500)
    configuration.utteranceSilence = .milliseconds(300)
    configuration.utteranceLimit = .milliseconds(1_500)
    configuration.stallLimit = .milliseconds(800)
    configuration.nudgeAfter = .milliseconds(700)
    configuration.silenceAfter = .milliseconds(1_800)
    configuration.endAfter = .seconds(4)
    configuration.pauseLimit = .milliseconds(1_500)
    configuration.resumeWindow = .seconds(1)
    configuration.acknowledgementGrace = .milliseconds(300)
    configuration.recognizerDeadline = .milliseconds(600)
    configuration.interviewerDeadline = .milliseconds(400)
    configuration.synthesizerDeadline = .milliseconds(400)
    return configuration
  }

  private static func plan(_ dice: inout SeededGenerator) -> InterviewPlan {
    let patience = EndpointingProfile(
      minimumDelay: .milliseconds(300),
      maximumDelay: .milliseconds(800)
    )
    let questions = (0..<Int.random(in: 1...3, using: &dice)).map { index in
      PlannedQuestion(
        id: "q\(index)",
        ask: index == 1
          ? "One more. Say why it was that you left so early." : "What was it that you did there?",
        evidence: [EvidencePoint(id: "point", phrases: ["word\(index * 2)"])],
        followUps: [
          PlannedFollowUp(id: "more", condition: .speechTimeBelow(.seconds(1)), ask: "And then?"),
          PlannedFollowUp(id: "point", condition: .missing("point"), ask: "How so?"),
          PlannedFollowUp(id: "silent", condition: .silent, ask: "Nothing?"),
        ],
        endpointing: patience,
        thinkTime: .milliseconds(Int.random(in: 0...3, using: &dice) * 200),
        answerLimit: .seconds(2)
      )
    }
    return InterviewPlan(
      language: "en",
      personaName: "Ms Test",
      greeting: Bool.random(using: &dice) ? "Hello." : nil,
      questions: questions,
      closing: "Bye.",
      sessionLimit: .milliseconds(Int.random(in: 20...90, using: &dice) * 100)
    )
  }

  /// Holds the interview: trouble for a while, then nobody does anything any more.
  mutating func run() async throws -> Outcome {
    await interview.start()
    let chaos = Int.random(in: 20...70, using: &dice)
    while interview.ending == nil, interview.cell < chaos { try await act() }
    let isOnline = Bool.random(using: &dice)
    // All limits together: the session, an answer, every deadline, the closing line.
    for _ in 0..<25 where interview.ending == nil {
      try await interview.play(isOnline ? "....." : "_____")
    }
    var violations = interview.violations
    if interview.ending == nil { violations.append("left alone, an interview ends") }
    await interview.letGo()
    recognizer.letGo()
    await interview.takeReports()
    violations += lostWords()
    return Outcome(
      violations: violations,
      diagram: interview.diagram(),
      events: interview.events
    )
  }

  private mutating func act() async throws {
    switch Int.random(in: 0..<40, using: &dice) {
    case 0..<12: try await play("S", 1...12)
    case 12..<20: try await play(".", 1...10)
    case 20: try await play("_", 1...10)
    case 21: await interview.send(.answerDone)
    case 22: await interview.send(.answerText("typed"))
    case 23: await interview.send(.typing)
    case 24: await interview.send(.questionRepeat)
    case 25: await interview.send(.pause)
    case 26, 27: await interview.send(.resume)
    case 28:
      if Int.random(in: 0..<4, using: &dice) == 0 { await interview.send(.end) }
    case 29: await disconnect()
    case 30, 31: await reconnect()
    case 32: interview.skipTimestamp(Int32.random(in: -200_000...200_000, using: &dice))
    case 33: await interview.send(garbage())
    case 34, 35: await interview.letGo()
    case 36, 37:
      recognizer.letGo()
      await interview.takeReports()
    case 38: await interview.send(position())
    default: await interview.send(.flagTranscript(turn: 1, note: "no"))
    }
  }

  private mutating func play(_ character: String, _ lengths: ClosedRange<Int>) async throws {
    let length = Int.random(in: lengths, using: &dice)
    let audio = isConnected ? character : "_"
    try await interview.play(String(repeating: audio, count: length))
  }

  private mutating func disconnect() async {
    isConnected = false
    await interview.disconnect()
  }

  private mutating func reconnect() async {
    isConnected = true
    // A page that was loaded again has another clock.
    interview.skipTimestamp(Int32.random(in: -2_000_000...2_000_000, using: &dice))
    if Bool.random(using: &dice) { await interview.disconnect() }
    await interview.reconnect()
  }

  private mutating func garbage() -> IncomingAudio {
    IncomingAudio(
      sequence: UInt32.random(in: 0...9, using: &dice),
      timestamp: UInt32.random(in: 0 ... .max, using: &dice),
      gapBefore: Bool.random(using: &dice),
      payload: .opus((0..<Int.random(in: 0...9, using: &dice)).map { _ in 0xff })
    )
  }

  private mutating func position() -> CandidateCommand {
    .playbackPosition(
      utterance: UInt16.random(in: 0...4, using: &dice),
      playedMilliseconds: [0, -1, 100, 5_000, .max, .min].randomElement(using: &dice) ?? 0
    )
  }

  /// Every word that the recognizer told is in the transcript of its turn, once, unless an answer
  /// was typed instead.
  private func lostWords() -> [String] {
    var typed: Set<Int> = []
    var finals: [Int: [Substring]] = [:]
    for event in interview.events {
      switch event {
      case .turnCommitted(let turn) where turn.reason == .text: typed.insert(turn.turn)
      case .transcriptFinal(let final): finals[final.turn] = final.text.split(separator: " ")
      default: break
      }
    }
    let all = finals.values.joined()
    return recognizer.utterances.compactMap { utterance in
      let count = all.count { $0 == utterance.word }
      if count > 1 { return "\(utterance.word) is in \(count) transcripts" }
      let turn = utterance.turnsBefore + 1
      guard utterance.isTold, utterance.hadFloor, !typed.contains(turn) else { return nil }
      let isThere = finals[turn]?.contains { $0 == utterance.word } ?? false
      return isThere ? nil : "\(utterance.word) of turn \(turn) is lost"
    }
  }
}

/// A generator that ports on any thread may ask.
private final class SharedDice: Sendable {
  private let generator: Mutex<SeededGenerator>

  init(seed: UInt64) { generator = Mutex(SeededGenerator(seed: seed)) }

  func flip(_ chance: Double) -> Bool {
    generator.withLock { Double.random(in: 0..<1, using: &$0) < chance }
  }

  func behaviour(_ trouble: Double) -> PortBehaviour {
    flip(trouble) ? (flip(0.5) ? .fails : .hangs) : .answers
  }
}
