import Foundation
import Sessions
import Speech
import VoiceEngine

/// Holds what is found of a session against what its store had taken: nothing acknowledged is lost,
/// and journal, tracks and transcript agree.
struct StorageCheck {
  /// What the death of a process may cost where nothing else is wrong: the store's own promises,
  /// and 40 ms for the grain of simulated time.
  private static let lineLoss = Duration.milliseconds(250 + 40)
  private static let packetLoss = Duration.milliseconds(1_000 + 40)
  /// An interviewer packet also waits for its moment, and at most a second for the candidate's
  /// clock to reach it.
  private static let saidLoss = packetLoss + .milliseconds(400 + 1_000)

  let ledger: StorageLedger
  let health: StoreHealth
  /// When the process died, or `nil`.
  let diedAt: Duration?
  /// Whether nothing but the death was wrong.
  let isCalm: Bool
  /// When the interview ended on its own clock, or `nil` where the process died before.
  let end: SampleTime?
  /// What is wrong, in words.
  private(set) var violations: [String] = []

  init(
    ledger: StorageLedger,
    health: StoreHealth,
    diedAt: Duration?,
    isCalm: Bool,
    end: SampleTime?
  ) {
    self.ledger = ledger
    self.health = health
    self.diedAt = diedAt
    self.isCalm = isCalm
    self.end = end
  }

  /// Looks at all that is kept of a session.
  mutating func look(at id: String, in reader: SessionReader, recordsAudio: Bool) throws {
    guard let session = try reader.session(id) else {
      return expect(false, "a session that was created is there")
    }
    look(at: session)
    let lines = try SimulatedStorage.lines(of: reader)
    look(at: lines)
    let folder = try reader.folder(id)
    let tracks = [folder.candidateTrack, folder.interviewerTrack].filter {
      FileManager.default.fileExists(atPath: $0.path)
    }
    expect(recordsAudio || tracks.isEmpty, "without consent no voice is kept")
    guard recordsAudio else { return }
    expect(tracks.count != 1, "there are two tracks or none")
    for track in tracks {
      let length = try OggOpusDecoder(url: track).duration
      expect(
        length == session.duration,
        "a track is as long as its session: \(length ?? .zero), not \(session.duration)"
      )
    }
    let candidate = try packets(of: folder.candidateTrack)
    let interviewer = try packets(of: folder.interviewerTrack)
    lookAtCandidate(candidate)
    lookAtInterviewer(interviewer)
    lookAtTranscript(try reader.fold(id), lines, interviewer, until: .zero + session.duration)
  }

  private mutating func expect(_ holds: Bool, _ rule: @autoclosure () -> String) {
    if !holds { violations.append(rule()) }
  }

  // MARK: Session and journal

  private mutating func look(at session: StoredSession) {
    if let length = ledger.acknowledgedLength {
      expect(session.status == .ended, "an end that was acknowledged is kept")
      expect(.zero + session.duration == length, "a session is as long as was acknowledged")
    }
    if diedAt == nil { expect(session.status == .ended, "an end is written once the disk takes it") }
    expect(session.status != .running, "nothing is left running")
  }

  private mutating func look(at lines: [SessionEvent]) {
    var missing = ledger.lines.count
    for line in lines {
      let number = Int(line.sequence)
      let isTaken =
        ledger.lines.indices.contains(number) && isSame(ledger.lines[number].line, line)
      expect(isTaken, "the journal holds what was taken: line \(number) is another")
      missing -= 1
    }
    let isOrdered = zip(lines, lines.dropFirst()).allSatisfy { $0.sequence < $1.sequence }
    expect(isOrdered, "the journal is in order")
    expect(lines.count >= ledger.seenLines, "a line that was read is not lost")
    let counted = Int(health.lostEvents) - ledger.refusedLines
    guard let diedAt else {
      return expect(missing == counted, "what is lost is counted: \(missing) lines, not \(counted)")
    }
    let holes = Int(lines.last?.sequence ?? -1) + 1 - lines.count
    expect(holes <= counted, "what is lost is counted: \(holes) lines, not \(counted)")
    guard isCalm, counted == 0 else { return }
    let due = ledger.lines.prefix { $0.takenAt < diedAt - StorageCheck.lineLoss }.count
    expect(lines.count >= due, "a crash costs 250 ms of the journal: \(due - lines.count) more")
  }

  /// Whether two lines are written the same: the journal rounds the times of words.
  private func isSame(_ left: SessionEvent, _ right: SessionEvent) -> Bool {
    guard left != right else { return true }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return (try? encoder.encode(left)) == (try? encoder.encode(right))
  }

  // MARK: Tracks

  /// What a recording fills gaps with: digital silence of 20, 10, 5 and 2.5 ms.
  private static let fillers: Set<[UInt8]> = Set([0xf8, 0xf0, 0xe8, 0xe0].map { [$0, 0xff, 0xfe] })

  /// The packets of a track by their place, without the silence that fills gaps.
  private func packets(of track: URL) throws -> [SampleTime: [UInt8]] {
    guard FileManager.default.fileExists(atPath: track.path) else { return [:] }
    let reader = try RecordingReader(url: track)
    var packets: [SampleTime: [UInt8]] = [:]
    while let packet = try reader.next() {
      let isFiller = StorageCheck.fillers.contains(packet.bytes)
      if !isFiller { packets[packet.start] = packet.bytes }
    }
    return packets
  }

  private mutating func lookAtCandidate(_ kept: [SampleTime: [UInt8]]) {
    var unknown = kept
    for (packet, takenAt) in ledger.heard {
      unknown[packet.start] = nil
      let isThere = kept[packet.start] == packet.bytes
      expect(
        isThere || mayMiss(takenAt, StorageCheck.packetLoss),
        "a candidate packet is kept in its place: \(packet.start.milliseconds) ms"
      )
    }
    expect(unknown.isEmpty, "only what was heard is kept: \(unknown.count) packets more")
  }

  private mutating func lookAtInterviewer(_ kept: [SampleTime: [UInt8]]) {
    var unknown = kept
    for said in ledger.said where !said.isCut {
      let packet = said.packet
      unknown[packet.start] = nil
      // What was sent ahead of the end was not heard.
      if let end, packet.start >= end { continue }
      let isThere = kept[packet.start] == packet.bytes
      expect(
        isThere || mayMiss(said.takenAt, StorageCheck.saidLoss),
        "an interviewer packet is kept in its place: \(packet.start.milliseconds) ms"
      )
    }
    let first = unknown.keys.min()?.milliseconds ?? 0
    expect(unknown.isEmpty, "nothing is kept that was cut: \(unknown.count) from \(first) ms")
  }

  /// Whether a packet may be missing.
  private func mayMiss(_ takenAt: Duration, _ loss: Duration) -> Bool {
    guard let diedAt, ledger.acknowledgedLength == nil else { return false }
    return !isCalm || takenAt >= diedAt - loss
  }

  // MARK: Transcript

  private mutating func lookAtTranscript(
    _ fold: SessionFold,
    _ lines: [SessionEvent],
    _ interviewer: [SampleTime: [UInt8]],
    until end: SampleTime
  ) {
    expect(fold.lastEvent <= end, "a session is as long as its journal")
    for saying in fold.sayings {
      expect(saying.start <= saying.end, "what was said has a length")
      expect(saying.end <= end, "what was said lies in the session: \(saying.end.milliseconds) ms")
    }
    for case .utteranceFinished(let heard) in lines.map(\.event) {
      for said in ledger.said where said.packet.utterance == heard.utterance {
        let packetEnd = said.packet.start + .milliseconds(20)
        guard packetEnd.milliseconds <= heard.endMilliseconds else { continue }
        expect(
          interviewer[said.packet.start] != nil || mayMiss(said.takenAt, StorageCheck.saidLoss),
          "what the transcript says was heard is in the track"
        )
      }
    }
  }
}
