import Speech
import VoiceEngine

/// A candidate who does, by the dice, what candidates do.
///
/// A pure machine: what the interview tells and ticks of 20 ms go in; what is said and done comes
/// out.
struct SimulatedCandidate {
  /// What a candidate does apart from speaking.
  enum Act: Sendable {
    case send(CandidateCommand)
    /// The connection breaks and comes back after some time, or does not.
    case leave(Duration?)
    /// Another window takes the session over.
    case takeOver
    /// The media clock jumps by so many ticks.
    case jump(Int32)
    /// Bytes that are no packet.
    case garble
  }

  private struct Planned {
    var ticks: Int
    var act: Act
  }

  private let habits: CandidateHabits
  private var dice: SeededGenerator
  private var sounds: [(sound: CandidateSound, ticks: Int)] = []
  private var planned: [Planned] = []
  private var state = InterviewState.created

  init(seed: UInt64) {
    dice = SeededGenerator(seed: seed)
    habits = CandidateHabits(&dice)
  }

  /// Whether the candidate does nothing that moves the media clock or breaks the connection.
  var isSteady: Bool { habits.actsPerSecond == 0 }

  /// Takes what the interview tells.
  mutating func take(_ event: EngineEvent) {
    guard case .stateChanged(let changed) = event else { return }
    state = changed.state
    switch state {
    case .listening: answer()
    case .interviewerSpeaking, .greeting: interject()
    case .paused where chance(0.85): plan(.send(.resume), inMilliseconds: 500...20_000)
    case .thinking where chance(habits.stopsWhenCut): sounds = []
    default: break
    }
  }

  /// 20 ms go by.
  mutating func tick() -> (sound: CandidateSound, acts: [Act]) {
    var acts: [Act] = []
    if !planned.isEmpty {
      for place in planned.indices { planned[place].ticks -= 1 }
      acts = planned.filter { $0.ticks <= 0 }.map(\.act)
      planned.removeAll { $0.ticks <= 0 }
    }
    if chance(habits.actsPerSecond / 50) { acts.append(anyAct()) }
    return (nextSound(), acts)
  }

  // MARK: Speaking

  private mutating func nextSound() -> CandidateSound {
    guard let current = sounds.first else { return .silence }
    if current.ticks <= 1 { sounds.removeFirst() } else { sounds[0].ticks -= 1 }
    return current.sound
  }

  private mutating func say(_ sound: CandidateSound, _ milliseconds: ClosedRange<Int>) {
    sounds.append((sound, max(1, Int.random(in: milliseconds, using: &dice) / 20)))
  }

  private mutating func answer() {
    guard sounds.isEmpty else { return }
    if chance(habits.silent) { return }
    if chance(habits.types) {
      plan(.send(.typing), inMilliseconds: 300...2_000)
      return plan(.send(.answerText("It was the result.")), inMilliseconds: 1_000...6_000)
    }
    say(.silence, 100...2_500)
    for _ in 0..<Int.random(in: 1...4, using: &dice) {
      say(.speech, 200...3_500)
      if chance(0.3) { say(.noise, 100...800) }
      say(.silence, chance(habits.hesitates) ? 1_500...9_000 : 100...1_200)
    }
    if chance(habits.pressesDone) {
      let ticks = sounds.reduce(0) { $0 + $1.ticks }
      planned.append(Planned(ticks: ticks, act: .send(.answerDone)))
    }
  }

  private mutating func interject() {
    guard sounds.isEmpty else { return }
    if chance(habits.bargesIn) {
      say(.silence, 100...2_000)
      say(.speech, 500...3_000)
    } else if chance(habits.agrees) {
      say(.silence, 100...1_500)
      say(.speech, 150...400)
    } else if chance(habits.isNoisy) {
      say(.silence, 100...1_500)
      say(.noise, 100...1_500)
    }
  }

  // MARK: Acting

  private mutating func plan(_ act: Act, inMilliseconds milliseconds: ClosedRange<Int>) {
    planned.append(Planned(ticks: Int.random(in: milliseconds, using: &dice) / 20, act: act))
  }

  private mutating func anyAct() -> Act {
    switch Int.random(in: 0..<20, using: &dice) {
    case 0..<4: return .send(.questionRepeat)
    case 4..<7: return .send(.pause)
    case 7..<10: return .send(.answerDone)
    case 10..<15: return .leave(absence())
    case 15: return .takeOver
    case 16: return .jump(Int32.random(in: -200_000...200_000, using: &dice))
    case 17: return .garble
    case 18: return chance(0.3) ? .send(.end) : .send(.resume)
    default: return .send(.flagTranscript(turn: 1, note: "not what I said"))
    }
  }

  private mutating func absence() -> Duration? {
    if chance(0.05) { return nil }
    return .milliseconds(Int.random(in: chance(0.1) ? 20_000...130_000 : 100...6_000, using: &dice))
  }

  private mutating func chance(_ share: Double) -> Bool {
    share > 0 && Double.random(in: 0..<1, using: &dice) < share
  }
}
