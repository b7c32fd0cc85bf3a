import Speech
import VoiceEngine

/// Interviewer packets that were sent but whose moment has not come.
///
/// Packets leave up to 400 ms before the candidate hears them. What is cut in that time was never
/// heard, and the recording must not hold it: so packets wait here until the session's clock has
/// passed them.
struct HeldPackets {
  /// Most time a packet may be ahead of the clock; an older one is released although no candidate
  /// packet has moved the clock, as in an interview where answers are typed.
  static let maximumLead: Int64 = SampleTime.ticksPerSecond

  /// Most packets that wait, whatever their times say: four seconds' worth.
  static let maximumCount = 200

  private var packets: [InterviewerPacket] = []
  private var clock: Int64 = 0

  /// Takes a packet.
  mutating func add(_ packet: InterviewerPacket) {
    packets.append(packet)
    advance(to: SampleTime(ticks: packet.start.ticks - HeldPackets.maximumLead))
  }

  /// Moves the clock on; it never goes back.
  mutating func advance(to time: SampleTime) {
    clock = max(clock, time.ticks)
  }

  /// The packets whose moment has come, in order.
  mutating func release() -> [InterviewerPacket] {
    let due = packets.firstIndex { $0.start.ticks >= clock } ?? packets.count
    let count = max(due, packets.count - HeldPackets.maximumCount)
    defer { packets.removeFirst(count) }
    return Array(packets.prefix(count))
  }

  /// Drops what was not heard of an utterance that was cut at `time`.
  mutating func drop(utterance: UInt16, from time: SampleTime) {
    packets.removeAll { $0.utterance == utterance && $0.start >= time }
  }
}
