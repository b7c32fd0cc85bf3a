import Foundation
import Speech
import VoiceEngine

/// One connection of a candidate, as an interview sees it: events and packets go out.
///
/// Tells Opus clients from PCM clients, for which each packet is decoded on its way out.
// Safety: the decoder is touched on the interview's lane only; the connection is thread-safe.
final class CandidateLink: @unchecked Sendable {
  /// What the client can take and send.
  enum AudioFormat: Equatable, Sendable {
    /// Opus packets in both directions.
    case opus
    /// PCM16 at 16 kHz from the client and at 24 kHz to it.
    case pcm16
    /// JSON only.
    case none
  }

  /// Rate of the PCM that is sent to clients without a decoder.
  static let pcmSampleRate = 24_000

  let format: AudioFormat
  private let connection: WebSocketConnection
  private var decoder: PCMDownlink?

  /// Creates a link over an open connection.
  init(_ connection: WebSocketConnection, format: AudioFormat) {
    self.connection = connection
    self.format = format
  }

  /// Sends an event.
  func send(_ event: EngineEvent) { send(ServerMessage.event(event)) }

  /// Sends a message that is not an event of the interview.
  func send(_ message: ServerMessage) { connection.send(text: message.text) }

  /// Sends a packet of the interviewer.
  func send(_ packet: InterviewerPacket) {
    guard let payload = payload(of: packet) else { return }
    let header = PacketHeader(
      isLast: packet.isLast,
      utterance: packet.utterance,
      sequence: packet.sequence,
      timestamp: UInt32(truncatingIfNeeded: packet.start.ticks)
    )
    connection.send(binary: header.encode(payload))
  }

  /// Says why the client cannot go on, and closes.
  func refuse(_ refusal: Refusal) {
    send(refusal.wire)
    close(refusal.closeCode, refusal.code)
  }

  /// Closes the connection after what is queued.
  func close(_ code: UInt16, _ reason: String) { connection.close(code: code, reason: reason) }

  private func payload(of packet: InterviewerPacket) -> [UInt8]? {
    switch format {
    case .opus: return packet.bytes
    case .none: return nil
    case .pcm16:
      if decoder == nil { decoder = try? PCMDownlink() }
      return decoder?.bytes(of: packet)
    }
  }
}

/// Decodes the interviewer's packets for a client without a decoder.
private final class PCMDownlink {
  private var decoder: OpusDecoder
  private var utterance: UInt16 = 0

  init() throws(EngineError) {
    decoder = try OpusDecoder(sampleRate: CandidateLink.pcmSampleRate)
  }

  func bytes(of packet: InterviewerPacket) -> [UInt8]? {
    if packet.utterance != utterance { decoder.reset() }
    utterance = packet.utterance
    guard let samples = try? decoder.decode(packet.bytes) else { return nil }
    return samples.flatMap { sample -> [UInt8] in
      let value = UInt16(bitPattern: Int16(max(-1, min(1, sample)) * 32_767))
      return [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
    }
  }
}
