import Foundation
import Sessions
import Speech
import VoiceEngine

/// Keeps one interview in a real store, in the interview's own time: the store's writer is stepped
/// instead of running, waits for a slow disk, meets a full one, and may die with its process.
struct SimulatedStorage {
  private static let session = "simulated"
  private static let tick = Duration.milliseconds(20)
  /// The writer's sleep: a multiple of a tick, below the store's own.
  private static let sleep = Duration.milliseconds(40)
  /// An end that the disk refused is tried again at least every minute.
  private static let patience = Duration.seconds(180)

  /// When the process died, or `nil`.
  private(set) var diedAt: Duration?
  private let trouble: StorageTrouble
  private let fault: PlantedFault?
  private let disk = SimulatedDisk()
  private let epoch = ContinuousClock.now
  private var dice: SeededGenerator
  private var folder: ScratchFolder
  private var store: SessionStore?
  private var recorder: SessionRecorder?
  private var ledger = StorageLedger()
  private var health = StoreHealth()
  private var wakesAt = Duration.zero
  private var isFull = false
  private var ending: (reason: Ended.Reason, time: SampleTime)?

  /// Opens a store and creates the session in it.
  init(_ plan: InterviewPlan, seed: UInt64, fault: PlantedFault?) async throws {
    dice = SeededGenerator(seed: seed)
    trouble = StorageTrouble(&dice, fault: fault)
    self.fault = fault
    folder = try ScratchFolder()
    let store = try SessionStore(
      directory: folder.url,
      limits: trouble.limits,
      wall: { 0 },
      startsThread: false,
      disk: disk
    )
    let record = SessionRecord(
      id: SimulatedStorage.session,
      scenario: "simulated",
      scenarioTitle: "Simulated",
      scenarioRevision: 1,
      language: plan.language,
      purpose: .practice,
      createdAt: 0,
      isRecognized: true,
      plan: plan,
      accessTokenHash: []
    )
    let consent = ConsentRecord(
      noticeVersion: "1",
      purpose: .practice,
      recording: trouble.recordsAudio,
      wall: 0
    )
    async let created: Void = store.createSession(record, consent: consent)
    await SimulatedStorage.command(in: store, beyond: 0)
    store.step(now: epoch)
    try await created
    self.store = store
    recorder = store.recorder(for: SimulatedStorage.session)
  }

  // MARK: The interview goes on

  /// Takes what the interview gives out, as a server does.
  mutating func take(_ output: EngineOutput, at now: Duration) {
    guard let recorder else { return }
    switch output {
    case .event(let event, let time):
      if case .ended(let ended) = event { ending = (ended.reason, time) }
      guard event.isKept else { return }
      let line = recorder.event(event, at: time)
      ledger.note(line, at: now)
      if fault == .lostLine, ledger.lines.count == 20 { ledger.note(line, at: now) }
    case .candidatePacket(let packet):
      let isLost = fault == .lostPacket && ledger.heard.count == 200
      ledger.note(packet, isTaken: isLost || recorder.candidate(packet), at: now)
    case .interviewerPacket(let packet):
      ledger.note(packet, isTaken: recorder.interviewer(packet), at: now)
    case .candidateAudio: break
    }
  }

  /// Lets time pass: the writer wakes, unless the disk keeps it waiting.
  ///
  /// - Returns: whether it woke.
  @discardableResult
  mutating func pass(to now: Duration) async throws -> Bool {
    guard let store else { return false }
    if case .at(let death) = trouble.death, death <= now {
      try die(at: now)
      return true
    }
    if trouble.isFull(at: now) != isFull {
      isFull.toggle()
      disk.freeBytes = isFull ? trouble.freeBytes : nil
      store.limitDatabase(toFreePages: isFull ? trouble.freeBytes / 4_096 : nil)
    }
    guard now >= wakesAt, !trouble.isSlow(at: now) else { return false }
    wakesAt = now + SimulatedStorage.sleep
    guard case .afterFlush(let death) = trouble.death, death <= now else {
      store.step(now: epoch.advanced(by: now))
      return true
    }
    let queued = store.health.queuedCommands
    async let written: Void = store.flush()
    await SimulatedStorage.command(in: store, beyond: queued)
    store.step(now: epoch.advanced(by: now))
    ledger.isFlushed = (try? await written) != nil
    if ledger.isFlushed { try die(at: now) }
    return true
  }

  /// The process dies while it writes: of the last writes any part may be in the files.
  private mutating func die(at now: Duration) throws {
    guard let store else { return }
    ledger.seenLines = try SimulatedStorage.lines(of: store.reader).count
    let image = try folder.copy()
    // Whoever still waits for an answer gets one, which counts for nothing.
    store.step(now: epoch.advanced(by: now))
    let tracks = ["candidate.opus", "interviewer.opus"].map {
      "sessions/\(SimulatedStorage.session)/\($0)"
    }
    try image.add(partOf: folder, tracks: tracks, &dice)
    health = store.health
    diedAt = now
    recorder = nil
    self.store = nil
    folder = image
  }

  // MARK: The interview is over

  /// Ends the session, or finds it again where the process died.
  ///
  /// - Returns: what is wrong with what was kept, in words.
  mutating func violations(after now: Duration) async throws -> [String] {
    try await end(after: now)
    guard diedAt != nil else { return try check(try SessionReader(directory: folder.url)) }
    let found = try SessionStore(
      directory: folder.url,
      limits: StoreLimits(),
      wall: { 0 },
      startsThread: false
    )
    let left = try found.session(SimulatedStorage.session)?.status
    async let marked = found.markInterruptedOnStartup()
    await SimulatedStorage.command(in: found, beyond: 0)
    found.step(now: epoch)
    let isMarked = try await marked == [SimulatedStorage.session]
    if fault == .skippedRepair { try tearTrack(of: found) }
    guard isMarked == (left == .running) else { return ["a session that died is found again"] }
    return try check(found.reader)
  }

  private mutating func end(after: Duration) async throws {
    guard let store, let recorder, let (reason, time) = ending else { return }
    var now = after
    let early = fault == .earlyAcknowledgement ? try folder.copy() : nil
    let queued = store.health.queuedCommands
    async let answer = recorder.finish(reason: reason, at: time)
    await SimulatedStorage.command(in: store, beyond: queued)
    repeat { now += SimulatedStorage.tick } while try await !pass(to: now)
    let length = try? await answer
    guard diedAt == nil else { return }
    ledger.acknowledgedLength = length
    // What the disk refused is tried again.
    let latest = now + SimulatedStorage.patience
    while try store.session(SimulatedStorage.session)?.status == .running, now < latest {
      now += .seconds(1)
      try await pass(to: now)
      if diedAt != nil { return }
    }
    health = store.health
    if trouble.death != .never { try die(at: now) }
    if let early { folder = early }
  }

  private func check(_ reader: SessionReader) throws -> [String] {
    var check = StorageCheck(
      ledger: ledger,
      health: health,
      diedAt: diedAt,
      isCalm: diedAt.map(trouble.isCalm) ?? true,
      end: ending?.time
    )
    try check.look(
      at: SimulatedStorage.session,
      in: reader,
      recordsAudio: trouble.recordsAudio
    )
    return check.violations
  }

  private func tearTrack(of store: SessionStore) throws {
    let track = try store.folder(SimulatedStorage.session).candidateTrack
    let bytes = try Data(contentsOf: track)
    try bytes.prefix(bytes.count / 2).write(to: track)
  }

  /// The journal that a reader sees.
  static func lines(of reader: SessionReader) throws -> [SessionEvent] {
    var lines: [SessionEvent] = []
    try reader.events(session).forEach { lines.append($0) }
    return lines
  }

  /// Waits until a command has reached a store's queue.
  private static func command(in store: SessionStore, beyond count: Int) async {
    while store.health.queuedCommands <= count { await Task.yield() }
  }
}
