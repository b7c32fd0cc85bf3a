internal import COpus

/// Encodes mono speech to Opus packets of 20 ms.
///
/// Owns libopus's encoder (about 43 KB). Encoding is the dearest step of a session (about 150 µs a
/// packet at complexity 5), which is why utterances are cached once encoded.
public struct OpusEncoder: ~Copyable {
  /// Length of every packet.
  public static let packetDuration = Duration.milliseconds(20)
  /// Length of every packet in 48 kHz ticks.
  public static let packetTicks: Int64 = 960

  /// Samples in a second of what is encoded.
  public let sampleRate: Int
  // Safety: created in init, freed in deinit, never copied out of this one owner.
  private let encoder: OpaquePointer

  /// Samples that one packet takes.
  public var packetSamples: Int { sampleRate / 50 }

  /// Creates an encoder.
  ///
  /// - Parameters:
  ///   - sampleRate: 8,000, 12,000, 16,000, 24,000 or 48,000.
  ///   - bitsPerSecond: 6,000…510,000.
  ///   - complexity: 0…10.
  /// - Throws: `EngineError.Code.libraryRefused` for a setting out of range.
  public init(
    sampleRate: Int,
    bitsPerSecond: Int = 24_000,
    complexity: Int = 5
  ) throws(EngineError) {
    var status: Int32 = 0
    let rate = Int32(clamping: sampleRate)
    guard let created = opus_encoder_create(rate, 1, OPUS_APPLICATION_VOIP, &status) else {
      throw EngineError(.libraryRefused, "the Opus encoder could not be created (\(status))")
    }
    let results = [
      vv_opus_set_bitrate(created, Int32(clamping: bitsPerSecond)),
      vv_opus_set_complexity(created, Int32(clamping: complexity)),
      vv_opus_set_signal_voice(created),
    ]
    guard results.allSatisfy({ $0 == 0 }) else {
      opus_encoder_destroy(created)
      throw EngineError(.libraryRefused, "the Opus encoder refused its settings")
    }
    self.sampleRate = sampleRate
    encoder = created
  }

  deinit {
    opus_encoder_destroy(encoder)
  }

  /// Delay of the encoder in 48 kHz ticks: how much later a sound comes out than it went in.
  public var lookaheadTicks: Int64 {
    var samples: Int32 = 0
    _ = vv_opus_get_lookahead(encoder, &samples)
    return Int64(samples) * 48_000 / Int64(sampleRate)
  }

  /// Encodes exactly one packet.
  ///
  /// - Parameter samples: `[packetSamples]` samples, −1…1; what lies outside is clipped.
  /// - Throws: `EngineError.Code.libraryRefused` for another count.
  public mutating func encode(_ samples: [Float]) throws(EngineError) -> [UInt8] {
    guard samples.count == packetSamples else {
      throw EngineError(.libraryRefused, "a packet takes \(packetSamples) samples")
    }
    var status: Int32 = 0
    // Encoded aside, since packets are kept and most are a twentieth of the longest.
    let packet = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1_275) { buffer in
      guard let output = buffer.baseAddress else { return [UInt8]() }
      status = opus_encode_float(encoder, samples, Int32(samples.count), output, 1_275)
      return [UInt8](buffer.prefix(max(0, Int(status))))
    }
    guard status > 0 else {
      throw EngineError(.libraryRefused, "libopus could not encode (\(status))")
    }
    return packet
  }

  /// Encodes a whole sound; the last packet is filled up with silence.
  ///
  /// - Parameter samples: `[n]` samples at `sampleRate`.
  public mutating func encodeAll(_ samples: [Float]) throws(EngineError) -> [[UInt8]] {
    var packets: [[UInt8]] = []
    packets.reserveCapacity(samples.count / packetSamples + 1)
    var start = 0
    while start < samples.count {
      var piece = Array(samples[start..<min(start + packetSamples, samples.count)])
      if piece.count < packetSamples {
        piece.append(contentsOf: repeatElement(0, count: packetSamples - piece.count))
      }
      packets.append(try encode(piece))
      start += packetSamples
    }
    return packets
  }
}
