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
  /// An interviewer packet is sent 400 ms before its moment, which comes at most a second after
  /// that if the candidate's clock stands.
  private static let holdTime = Duration.milliseconds(400 + 1_000)

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

  private mutating func expectNone(_ places: [SampleTime], _ rule: String) {
    guard let first = places.first else { return }
    violations.append("\(rule): \(places.count) are wrong, the first at \(first.milliseconds) ms")
  }

  // MARK: Session and journal

  private mutating func look(at session: StoredSession) {
    if let length = ledger.acknowledgedLength {
      expect(session.status == .ended, "an end that was acknowledged is kept")
      expect(.zero + session.duration == length, "a session is as long as was acknowledged")
    }
    let isEnded = session.status == .ended
    if diedAt == nil { expect(isEnded, "an end is written once the disk takes it") }
    expect(session.status != .running, "nothing is left running")
  }

  private mutating func look(at lines: [SessionEvent]) {
    let missing = ledger.lines.count - lines.count
    let other = lines.first { line in
      let number = Int(line.sequence)
      return !ledger.lines.indices.contains(number) || !isSame(ledger.lines[number].line, line)
    }
    let number = other?.sequence ?? 0
    expect(other == nil, "the journal holds what was taken: line \(number) is another")
    let isOrdered = zip(lines, lines.dropFirst()).allSatisfy { $0.sequence < $1.sequence }
    expect(isOrdered, "the journal is in order")
    expect(lines.count >= ledger.seenLines, "a line that was read is not lost")
    let counted = Int(health.lostEvents) - ledger.refusedLines
    guard let diedAt else {
      return expect(missing == counted, "what is lost is counted: \(missing) lines, not \(counted)")
    }
    let holes = Int(lines.last?.sequence ?? -1) + 1 - lines.count
    expect(holes <= counted, "what is lost is counted: \(holes) lines, not \(counted)")
    if ledger.isFlushed {
      return expect(missing <= counted, "an acknowledged flush is kept: \(missing) lines miss")
    }
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
  private static let fillers: Set<[UInt8]> = Set(
    [0xf8, 0xf0, 0xe8, 0xe0].map { [$0, 0xff, 0xfe] }
  )

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
    var missing: [SampleTime] = []
    for (packet, takenAt) in ledger.heard {
      unknown[packet.start] = nil
      let isThere = kept[packet.start] == packet.bytes
      if !isThere, !mayMiss(takenAt) { missing.append(packet.start) }
    }
    expectNone(missing, "a candidate packet is kept in its place")
    expectNone(unknown.keys.sorted(), "only what was heard is kept")
  }

  private mutating func lookAtInterviewer(_ kept: [SampleTime: [UInt8]]) {
    var unknown = kept
    var missing: [SampleTime] = []
    for said in ledger.said where !said.isUnheard {
      let packet = said.packet
      unknown[packet.start] = nil
      // What was sent ahead of the end was not heard.
      if said.isCut { continue }
      if let end, packet.start >= end { continue }
      let isThere = kept[packet.start] == packet.bytes
      if !isThere, !mayMiss(said) { missing.append(packet.start) }
    }
    expectNone(missing, "an interviewer packet is kept in its place")
    expectNone(unknown.keys.sorted(), "nothing is kept that was cut")
  }

  /// Whether a packet that was taken at a time may be missing because the process died.
  private func mayMiss(_ takenAt: Duration, heldFor holdTime: Duration = .zero) -> Bool {
    guard let diedAt, ledger.acknowledgedLength == nil else { return false }
    guard isCalm || ledger.isFlushed else { return true }
    let loss = ledger.isFlushed ? .zero : StorageCheck.packetLoss
    return takenAt >= diedAt - loss - holdTime
  }

  private func mayMiss(_ said: StorageLedger.Said) -> Bool {
    let isHeld = diedAt != nil && said.packet.start >= ledger.knownTime
    return isHeld || mayMiss(said.takenAt, heldFor: StorageCheck.holdTime)
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
    var heardEnds: [UInt16: Int64] = [:]
    for case .utteranceFinished(let heard) in lines.map(\.event) {
      heardEnds[heard.utterance] = heard.endMilliseconds
    }
    let missing = ledger.said.filter { said in
      let end = (said.packet.start + .milliseconds(20)).milliseconds
      let isHeard = end <= heardEnds[said.packet.utterance] ?? 0
      return isHeard && interviewer[said.packet.start] == nil
        && !mayMiss(said)
    }
    expectNone(missing.map(\.packet.start), "what the transcript says was heard is in the track")
  }
}
