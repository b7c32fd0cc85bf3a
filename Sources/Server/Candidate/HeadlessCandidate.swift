import Simulation
import Speech
import VoiceEngine

/// A candidate without a browser: answers each question in real time with the answer of its name,
/// else with the next one.
///
/// A pure machine: server events and ticks of 20 ms go in, packets and messages come out.
struct HeadlessCandidate {
  /// What is to be sent.
  enum Output: Equatable {
    /// One Opus packet with its place in the stream.
    case packet([UInt8], sequence: UInt32, timestamp: UInt32)
    /// The position of the playout.
    case position(utterance: UInt16, playedMilliseconds: Int64)
    /// An answer in writing.
    case text(String)
  }

  private let answers: [AnswerAudio]
  private let silence: [UInt8]
  private var answerIndex = 0
  private var asked: QuestionAsked?
  private var answer: ArraySlice<[UInt8]> = []
  private var typed: String?
  private var sequence: UInt32 = 0
  private var playout = CandidatePlayout()

  /// Creates a candidate.
  ///
  /// - Parameters:
  ///   - answers: one named like the question or follow-up that is asked is its answer; otherwise
  ///     they are spoken in turn, from the first again when there are more questions.
  ///   - silence: the packet that is sent while nothing is said.
  init(answers: [AnswerAudio], silence: [UInt8]) {
    self.answers = answers
    self.silence = silence
  }

  /// Takes an event of the server and says which answer begins, if one does.
  mutating func take(_ event: EngineEvent) -> AnswerAudio? {
    switch event {
    case .playbackCleared(let cleared):
      playout.clear(utterance: cleared.utterance)
      return nil
    case .questionAsked(let asked):
      self.asked = asked
      return nil
    case .stateChanged(let changed) where changed.state == .listening:
      guard let next = nextAnswer() else { return nil }
      answer = next.packets[...]
      typed = next.typed
      return next
    default:
      return nil
    }
  }

  private mutating func nextAnswer() -> AnswerAudio? {
    guard !answers.isEmpty else { return nil }
    let name = asked.map { $0.followUpID ?? $0.questionID }
    if let own = answers.first(where: { $0.question == name }) { return own }
    defer { answerIndex += 1 }
    return answers[answerIndex % answers.count]
  }

  /// Takes a packet of the interviewer.
  mutating func take(utterance: UInt16, isLast: Bool) {
    playout.take(utterance: utterance, isLast: isLast)
  }

  /// 20 ms go by.
  mutating func tick() -> [Output] {
    let packet = answer.popFirst() ?? silence
    let timestamp = sequence &* UInt32(OpusEncoder.packetTicks)
    var outputs: [Output] = [.packet(packet, sequence: sequence, timestamp: timestamp)]
    sequence &+= 1
    if let text = typed.take() { outputs.append(.text(text)) }
    if let position = playout.tick() {
      outputs.append(
        .position(
          utterance: position.utterance,
          playedMilliseconds: position.playedMilliseconds
        )
      )
    }
    return outputs
  }
}
