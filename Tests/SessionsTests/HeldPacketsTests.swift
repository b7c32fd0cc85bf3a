import Speech
import Testing
import VoiceEngine

@testable import Sessions

@Suite struct HeldPacketsTests {
  private func packet(at milliseconds: Int64, utterance: UInt16 = 1) -> InterviewerPacket {
    InterviewerPacket(
      utterance: utterance,
      sequence: 0,
      start: SampleTime(milliseconds: milliseconds),
      isLast: false,
      bytes: [0xF8, 1]
    )
  }

  private func starts(_ packets: [InterviewerPacket]) -> [Int64] {
    packets.map(\.start.milliseconds)
  }

  @Test func `a packet is released when the clock has passed its start`() {
    var held = HeldPackets()
    for time in [Int64(0), 20, 40] { held.add(packet(at: time)) }
    #expect(starts(held.release()) == [])
    held.advance(to: SampleTime(milliseconds: 20))
    #expect(starts(held.release()) == [0])
    held.advance(to: SampleTime(milliseconds: 10))
    held.advance(to: SampleTime(ticks: 20 * 48 + 1))
    #expect(starts(held.release()) == [20])
    #expect(starts(held.release()) == [])
  }

  @Test func `a cut drops what was not heard of that utterance alone`() {
    var held = HeldPackets()
    for time in [Int64(0), 20, 40] { held.add(packet(at: time)) }
    held.add(packet(at: 60, utterance: 2))
    held.drop(utterance: 1, from: SampleTime(milliseconds: 20))
    held.advance(to: SampleTime(milliseconds: 500))
    #expect(starts(held.release()) == [0, 60])
  }

  @Test func `no packet waits for more than the longest lead`() {
    var held = HeldPackets()
    held.add(packet(at: 0))
    held.add(packet(at: 1_000))
    #expect(starts(held.release()) == [])
    held.add(packet(at: 1_020))
    #expect(starts(held.release()) == [0])
  }

  @Test func `packets whose times stand still do not pile up`() {
    var held = HeldPackets()
    var released = 0
    for _ in 0..<1_000 {
      held.add(packet(at: 500))
      released += held.release().count
    }
    #expect(released == 1_000 - HeldPackets.maximumCount)
  }
}
