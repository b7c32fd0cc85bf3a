import Simulation
import Speech
import VoiceEngine

/// A candidate without a browser: answers each question with the next audio file, in real time.
///
/// A pure machine: server events and ticks of 20 ms go in, packets and messages come out.
struct HeadlessCandidate {
  /// What is to be sent.
  enum Output: Equatable {
    /// One Opus packet with its place in the stream.
    case packet([UInt8], sequence: UInt32, timestamp: UInt32)
    /// The position of the playout.
    case position(utterance: UInt16, playedMilliseconds: Int64)
  }

  private let answers: [AnswerAudio]
  private let silence: [UInt8]
  private var answerIndex = 0
  private var answer: ArraySlice<[UInt8]> = []
  private var sequence: UInt32 = 0
  private var playout = CandidatePlayout()

  /// Creates a candidate.
  ///
  /// - Parameters:
  ///   - answers: spoken in turn, from the first again when there are more questions.
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
    case .stateChanged(let changed) where changed.state == .listening:
      guard !answers.isEmpty else { return nil }
      let next = answers[answerIndex % answers.count]
      answerIndex += 1
      answer = next.packets[...]
      return next
    default:
      return nil
    }
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
