import Sessions
import Speech
import VoiceEngine

/// What a store has taken, and what it has promised: kept apart from it, to be held against it.
struct StorageLedger {
  /// An interviewer packet that was taken.
  struct Said {
    var packet: InterviewerPacket
    var takenAt: Duration
    /// Whether the utterance was cut before the packet's moment: then it need not be kept.
    var isCut = false
    /// Whether it must not be kept: nor had a candidate's clock that runs ahead passed it.
    var isUnheard = false
  }

  /// Journal lines that were taken, by their numbers, and when.
  private(set) var lines: [(line: SessionEvent, takenAt: Duration)] = []
  /// Candidate packets that were taken, and when.
  private(set) var heard: [(packet: CandidatePacket, takenAt: Duration)] = []
  /// Interviewer packets that were taken.
  private(set) var said: [Said] = []
  /// Lines that were refused to the interview's face.
  private(set) var refusedLines = 0
  /// Packets that were refused to the interview's face.
  private(set) var refusedPackets = 0
  /// Lines that a reader had seen before the process died.
  var seenLines = 0
  /// Whether the store acknowledged, just before the process died, that all was written.
  var isFlushed = false
  /// What the store answered when the session was ended.
  var acknowledgedLength: SampleTime?

  private var mediaEnd = SampleTime.zero

  /// What the recording knows of the time: interviewer packets from here on wait for their moment.
  var knownTime: SampleTime { max(mediaEnd, lines.last?.line.at ?? .zero) }

  /// Notes a journal line, or that it was refused.
  mutating func note(_ line: SessionEvent?, at now: Duration) {
    guard let line else { return refusedLines += 1 }
    lines.append((line, now))
    guard case .playbackCleared(let cleared) = line.event else { return }
    for index in said.indices.reversed() where said[index].packet.utterance == cleared.utterance {
      guard said[index].packet.start >= line.at else { continue }
      said[index].isCut = true
      said[index].isUnheard = said[index].packet.start >= mediaEnd
    }
  }

  /// Notes a candidate packet.
  mutating func note(_ packet: CandidatePacket, isTaken: Bool, at now: Duration) {
    guard isTaken else { return refusedPackets += 1 }
    heard.append((packet, now))
    mediaEnd = SampleTime(ticks: packet.start.ticks + packet.durationTicks)
  }

  /// Notes an interviewer packet.
  mutating func note(_ packet: InterviewerPacket, isTaken: Bool, at now: Duration) {
    if isTaken { said.append(Said(packet: packet, takenAt: now)) } else { refusedPackets += 1 }
  }
}
