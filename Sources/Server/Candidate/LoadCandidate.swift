import Foundation
import Simulation
import Speech
import VoiceEngine

/// One candidate of the load generator: speaks, listens, reports its playout, now and then barges
/// in, and notes what it feels.
final class LoadCandidate {
  /// What all candidates of a run do.
  struct Manner {
    /// The `session.start` message.
    var start: String
    /// What an answer sounds like, packet by packet.
    var answer: [[UInt8]]
    /// The packet that is sent while nothing is said.
    var silence: [UInt8]
    /// Every so many utterances are spoken into; 0 for none.
    var bargesInEvery = 2
  }

  /// Time from the beginning of an utterance to the candidate's barge-in.
  private static let bargeInAfter = Duration.milliseconds(600)
  /// How long somebody who barges in speaks.
  private static let bargeInPackets = 75

  let socket: LoadSocket
  private let manner: Manner
  private let tally: LoadTally
  private var nextPacketAt: Duration
  private var playout = CandidatePlayout()
  private var isRunning = false
  private var isStarved = false
  private var sequence: UInt32 = 0
  private var speech: ArraySlice<[UInt8]> = []
  private var expectedSequence: UInt32 = 0
  private var heardUtterances = 0
  private var bargeInAt: Duration?
  private var committedAt: Duration?
  private var isNewToAll = false
  private var clearedUtterance: UInt16?
  private var stoppedSpeakingAt: Duration?

  /// Whether the interview is over, one way or another.
  private(set) var isOver = false

  /// Connects.
  ///
  /// - Parameter phase: when the first packet is sent; candidates do not speak in step.
  init(
    _ target: ClientTarget,
    manner: Manner,
    tally: LoadTally,
    phase: Duration
  ) throws(TransportError) {
    socket = try LoadSocket(target)
    self.manner = manner
    self.tally = tally
    nextPacketAt = phase
    socket.send(text: manner.start)
  }

  // MARK: Sending

  /// Sends the packets that are due.
  func advance(to now: Duration) {
    socket.flush()
    while isRunning, nextPacketAt <= now {
      nextPacketAt += .milliseconds(20)
      sendPacket(at: now)
      play()
    }
    // Who has nothing to say yet is not late with it.
    if !isRunning { nextPacketAt = max(nextPacketAt, now) }
  }

  private func sendPacket(at now: Duration) {
    if let due = bargeInAt, due <= now {
      bargeInAt = nil
      speech = manner.answer.prefix(LoadCandidate.bargeInPackets)
    }
    let wasSpeaking = !speech.isEmpty
    let packet = speech.popFirst() ?? manner.silence
    if wasSpeaking, speech.isEmpty { stoppedSpeakingAt = now }
    let timestamp = sequence &* UInt32(OpusEncoder.packetTicks)
    socket.send(binary: PacketHeader(sequence: sequence, timestamp: timestamp).encode(packet))
    sequence &+= 1
    tally.sentPackets += 1
    tally.largestBacklog = max(tally.largestBacklog, socket.backlog)
  }

  private func play() {
    if let position = playout.tick() {
      socket.send(
        text: """
          {"type":"playback.position","utterance":\(position.utterance),\
          "played_ms":\(position.playedMilliseconds)}
          """
      )
    }
    if playout.isStarved, !isStarved { tally.underruns += 1 }
    isStarved = playout.isStarved
  }

  // MARK: Receiving

  /// Takes a message of the server.
  func take(_ message: LoadSocket.Message, at now: Duration) {
    switch message {
    case .binary(let bytes):
      guard let header = try? PacketHeader.decode(bytes).header else { return }
      hear(header, at: now)
    case .text(let bytes): take(text: bytes, at: now)
    case .closed(let code):
      isOver = true
      isRunning = false
      if code != CloseCode.done { tally.note(ending: "closed \(code ?? CloseCode.abnormal)") }
    }
  }

  private func hear(_ header: PacketHeader, at now: Duration) {
    tally.receivedPackets += 1
    tally.lostPackets += Int(header.sequence &- expectedSequence)
    expectedSequence = header.sequence &+ 1
    if header.utterance == clearedUtterance { tally.packetsAfterCut += 1 }
    if header.utterance != playout.utterance { beginUtterance(at: now) }
    playout.take(utterance: header.utterance, isLast: header.isLast)
  }

  private func beginUtterance(at now: Duration) {
    if let since = committedAt {
      let synthesis = isNewToAll ? StubProviders.synthesizerLatency : .zero
      tally.addedLatency.append((now - since - synthesis).inSeconds)
      if isNewToAll { tally.liveAnswers += 1 }
    }
    if let since = stoppedSpeakingAt { tally.responseLatency.append((now - since).inSeconds) }
    committedAt = nil
    stoppedSpeakingAt = nil
    heardUtterances += 1
    let every = manner.bargesInEvery
    if every > 0, heardUtterances % every == 0 { bargeInAt = now + LoadCandidate.bargeInAfter }
  }

  private struct State: Decodable {
    var state: String
  }

  private struct Reason: Decodable {
    var reason: String?
    var code: String?
  }

  private func take(text bytes: [UInt8], at now: Duration) {
    tally.receivedEvents += 1
    // Most messages are meters: to read them all would cost more than the audio.
    switch LoadCandidate.typeName(of: bytes) ?? "" {
    case "session.created": isRunning = true
    case "session.updated": if read(State.self, bytes)?.state == "listening" { answer() }
    case "utterance.started":
      if let text = read(UtteranceStarted.self, bytes)?.text { isNewToAll = tally.isNew(text) }
    case "playback.clear":
      if let cut = read(PlaybackCleared.self, bytes) {
        playout.clear(utterance: cut.utterance)
        clearedUtterance = cut.utterance
        if let sent = cut.sentMilliseconds { tally.yields.append(Double(sent) / 1_000) }
      }
    case "turn.committed":
      tally.turns += 1
      committedAt = now
    case "session.ended":
      tally.note(ending: read(Reason.self, bytes)?.reason ?? "ended")
      isRunning = false
    case "error": tally.note(ending: read(Reason.self, bytes)?.code ?? "error")
    default: break
    }
  }

  /// The value of the `type` key.
  private static func typeName(of text: [UInt8]) -> String? {
    guard let key = text.firstRange(of: LoadCandidate.typeKey) else { return nil }
    let name = text[key.upperBound...].prefix { $0 != UInt8(ascii: "\"") }
    return String(decoding: name, as: UTF8.self)
  }

  private static let typeKey = Array(#""type":""#.utf8)

  private func read<Value: Decodable>(_ type: Value.Type, _ bytes: [UInt8]) -> Value? {
    try? JSONDecoder().decode(type, from: Data(bytes))
  }

  private func answer() {
    guard speech.isEmpty else { return }
    speech = manner.answer[...]
  }
}
