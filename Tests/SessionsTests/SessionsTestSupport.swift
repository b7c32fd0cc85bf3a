import Foundation
import Speech
import VoiceEngine

@testable import Sessions

/// A directory that goes with the test that made it.
final class TemporaryDirectory: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("vivavoce-test-\(UUID().uuidString)", isDirectory: true)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  func file(_ name: String) -> URL { url.appendingPathComponent(name) }
}

/// Numbers from a seed (SplitMix64), so that a failing case can be run again.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Packets that claim 20 ms and hold whatever the seed gives.
struct PacketMaker {
  var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  /// One frame of 20 ms: any mode that has such frames, any content.
  mutating func packet(sizes: ClosedRange<Int> = 2...400) -> [UInt8] {
    let configurations: [UInt8] = [1, 5, 9, 13, 15, 19, 23, 27, 31]
    let configuration = configurations.randomElement(using: &generator) ?? 31
    let count = Int.random(in: sizes, using: &generator)
    return [configuration << 3]
      + (1..<max(2, count)).map { _ in UInt8.random(in: 0...255, using: &generator) }
  }
}

enum Sample {
  static let plan = InterviewPlan(
    language: "en",
    personaName: "Alex",
    questions: [
      PlannedQuestion(
        id: "outage",
        ask: "Tell me about an outage.",
        evidence: [
          EvidencePoint(id: "cause", phrases: ["root cause", "because"]),
          EvidencePoint(id: "result", phrases: ["restored"]),
        ],
        followUps: [
          PlannedFollowUp(id: "ending", condition: .missing("result"), ask: "How did it end?")
        ],
        expectedAnswer: AnswerWindow(minimum: .seconds(5), maximum: .seconds(60))
      ),
      PlannedQuestion(id: "team", ask: "How did you work with your team?"),
    ],
    closing: "Thank you."
  )

  static func record(
    _ id: String,
    purpose: Purpose = .practice,
    createdAt: Double = 1_000,
    expiresAt: Double? = nil,
    name: String? = nil,
    isRecognized: Bool = true
  ) -> SessionRecord {
    SessionRecord(
      id: id,
      scenario: "backend-engineer-en",
      scenarioTitle: "Backend engineer",
      scenarioRevision: 3,
      language: "en",
      purpose: purpose,
      createdAt: createdAt,
      expiresAt: expiresAt,
      candidateName: name,
      isRecognized: isRecognized,
      plan: plan,
      accessTokenHash: [1, 2, 3, 0, 255],
      resumeTokenHash: [9]
    )
  }

  static func consent(_ purpose: Purpose = .practice, recording: Bool = true) -> ConsentRecord {
    ConsentRecord(noticeVersion: "2026-11", purpose: purpose, recording: recording, wall: 999)
  }

  static func event(_ sequence: Int64, _ text: String = "hello") -> SessionEvent {
    SessionEvent(
      sequence: sequence,
      at: SampleTime(milliseconds: sequence * 10),
      wall: 1_000,
      event: .transcriptFinal(TranscriptFinal(turn: Int(sequence), text: text, words: []))
    )
  }
}

/// Every packet of a track.
func packets(of url: URL) throws -> [RecordedPacket] {
  let reader = try RecordingReader(url: url)
  var packets: [RecordedPacket] = []
  while let packet = try reader.next() { packets.append(packet) }
  return packets
}

/// What a player hears of a track, at 48 kHz.
func heard(_ url: URL) throws -> [Float] {
  let decoder = try OggOpusDecoder(url: url)
  var samples: [Float] = []
  while let piece = try decoder.next() { samples += piece }
  return samples
}
