import Speech
import VoiceEngine

/// A fault that is put in on purpose, at least one for each invariant, to see that it is caught.
public enum PlantedFault: String, CaseIterable, Sendable {
  /// Every utterance begins twice (invariant 1).
  case doubledUtterance = "doubled-utterance"
  /// After a cut one more packet of the utterance is sent (2).
  case packetAfterCut = "packet-after-cut"
  /// A cut utterance counts as heard beyond the cut (3).
  case unheardWords = "unheard-words"
  /// After some seconds no time passes for the engine any more (4).
  case droppedTimer = "dropped-timer"
  /// Utterances are never closed (5).
  case growingQueue = "growing-queue"
  /// The candidate's track runs slow by a hundredth (6).
  case stretchedTrack = "stretched-track"
  /// The candidate's track lies 200 ms late (6).
  case shiftedTrack = "shifted-track"
  /// A packet is missing in the log (7).
  case lostInput = "lost-input"
  /// The store forgets a journal line that it took (8).
  case lostLine = "lost-line"
  /// The store forgets a packet that it took (8).
  case lostPacket = "lost-packet"
  /// The store acknowledges an end before it is written, and its process dies (8).
  case earlyAcknowledgement = "early-acknowledgement"
  /// Of a session that died the next start leaves a track torn (8).
  case skippedRepair = "skipped-repair"

  /// Whether it is one of the store's.
  var isOfStorage: Bool {
    switch self {
    case .lostLine, .lostPacket, .earlyAcknowledgement, .skippedRepair: true
    default: false
    }
  }
}

/// Spoils what an interview gives out.
struct FaultyOutput {
  private let fault: PlantedFault
  private var last: InterviewerPacket?

  init(_ fault: PlantedFault) { self.fault = fault }

  /// What is seen in place of an output.
  mutating func spoil(_ output: EngineOutput) -> [EngineOutput] {
    switch (fault, output) {
    case (.doubledUtterance, .event(.utteranceStarted(var started), let time)):
      started.utterance += 1
      return [output, .event(.utteranceStarted(started), at: time)]
    case (.packetAfterCut, .interviewerPacket(let packet)):
      last = packet
      return [output]
    case (.packetAfterCut, .event(.playbackCleared, _)):
      guard var packet = last else { return [output] }
      packet.sequence &+= 1
      packet.start = packet.start + OpusEncoder.packetDuration
      return [output, .interviewerPacket(packet)]
    case (.unheardWords, .event(.utteranceFinished(var finished), let time)):
      guard finished.truncated, let word = finished.words.last else { return [output] }
      let unheard = WordTiming(text: word.text, start: word.end, end: word.end + .seconds(1))
      finished.words.append(unheard)
      finished.endMilliseconds = unheard.end.milliseconds
      return [.event(.utteranceFinished(finished), at: time)]
    case (.stretchedTrack, .candidatePacket(var packet)):
      packet.start = SampleTime(ticks: packet.start.ticks * 101 / 100 / 960 * 960)
      return [.candidatePacket(packet)]
    case (.shiftedTrack, .candidatePacket(var packet)):
      packet.start = packet.start + .milliseconds(200)
      return [.candidatePacket(packet)]
    default:
      return [output]
    }
  }
}

/// A recognizer whose streams never hear of their end.
struct ForgetfulRecognizer: SpeechRecognizer {
  private struct Stream: RecognitionStream {
    let stream: any RecognitionStream

    func append(_ chunk: PCMChunk) { stream.append(chunk) }
    func finish() {}
    func cancel() {}
  }

  let recognizer: any SpeechRecognizer

  func recognizes(language: String) -> Bool { recognizer.recognizes(language: language) }

  func makeStream(
    language: String,
    terms: [String],
    report: @escaping @Sendable (RecognitionUpdate) -> Void
  ) -> any RecognitionStream {
    Stream(stream: recognizer.makeStream(language: language, terms: terms, report: report))
  }
}
