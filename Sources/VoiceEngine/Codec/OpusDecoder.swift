internal import COpus

/// Decodes one stream of Opus packets to mono samples.
///
/// Owns libopus's decoder (about 18 KB); decoding 20 ms to 16 kHz takes about 12 µs. Packets of any
/// Opus mode, bandwidth and channel count are accepted, stereo is mixed down by libopus.
public struct OpusDecoder: ~Copyable {
  /// Longest packet that Opus allows, in milliseconds.
  public static let longestPacketMilliseconds = 120

  /// Samples in a second of what is decoded.
  public let sampleRate: Int
  // Safety: created in init, freed in deinit, never copied out of this one owner.
  private let decoder: OpaquePointer

  /// Creates a decoder.
  ///
  /// - Parameter sampleRate: 8,000, 12,000, 16,000, 24,000 or 48,000.
  /// - Throws: `EngineError.Code.libraryRefused` for another rate.
  public init(sampleRate: Int) throws(EngineError) {
    var status: Int32 = 0
    guard let created = opus_decoder_create(Int32(clamping: sampleRate), 1, &status) else {
      throw EngineError(.libraryRefused, "the Opus decoder could not be created (\(status))")
    }
    self.sampleRate = sampleRate
    decoder = created
  }

  deinit {
    opus_decoder_destroy(decoder)
  }

  /// Decodes the next packet.
  ///
  /// - Parameter packet: one Opus packet of at most 120 ms.
  /// - Returns: `[n]` samples, −1…1 nominal (decoded peaks may exceed it slightly).
  /// - Throws: `EngineError.Code.undecodablePacket`; the decoder stays usable.
  public mutating func decode(_ packet: [UInt8]) throws(EngineError) -> [Float] {
    guard let ticks = OpusDecoder.durationTicks(of: packet) else {
      throw EngineError(.undecodablePacket, "an empty or malformed packet")
    }
    // No more room than it takes: the samples of a second are kept for the recognizer.
    return try run(packet, capacity: Int(ticks) * sampleRate / 48_000)
  }

  /// Invents what a lost packet may have held, from what came before it.
  ///
  /// - Parameter milliseconds: length of the loss, a multiple of 2.5 that Opus allows.
  public mutating func conceal(milliseconds: Int) throws(EngineError) -> [Float] {
    try run([], capacity: sampleRate * milliseconds / 1_000)
  }

  /// Forgets the stream so far.
  public mutating func reset() {
    _ = vv_opus_reset_decoder(decoder)
  }

  /// The length that a packet claims, in 48 kHz ticks, or `nil` when it is malformed.
  public static func durationTicks(of packet: [UInt8]) -> Int64? {
    guard !packet.isEmpty else { return nil }
    let samples = opus_packet_get_nb_samples(packet, Int32(clamping: packet.count), 48_000)
    return samples > 0 ? Int64(samples) : nil
  }

  private func run(_ packet: [UInt8], capacity: Int) throws(EngineError) -> [Float] {
    var status: Int32 = 0
    let samples = [Float](unsafeUninitializedCapacity: capacity) { buffer, count in
      guard let output = buffer.baseAddress else { return }
      status = packet.withUnsafeBufferPointer { bytes in
        opus_decode_float(
          decoder,
          bytes.isEmpty ? nil : bytes.baseAddress,
          Int32(clamping: bytes.count),
          output,
          Int32(clamping: capacity),
          0
        )
      }
      count = max(0, Int(status))
    }
    guard status >= 0 else {
      throw EngineError(.undecodablePacket, "libopus refused a packet (\(status))")
    }
    return samples
  }
}
