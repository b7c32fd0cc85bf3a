public import Speech

/// A spoken sentence, encoded once and ready to be sent to any number of candidates.
public struct EncodedSpeech: Equatable, Sendable {
  /// Opus packets of 20 ms.
  public var packets: [[UInt8]]
  /// The words with times from the first packet.
  public var words: [WordTiming]
  /// The sentence.
  public var text: String

  /// Creates an encoded sentence.
  public init(packets: [[UInt8]], words: [WordTiming], text: String) {
    self.packets = packets
    self.words = words
    self.text = text
  }

  /// Length of all packets.
  public var duration: Duration {
    Duration(ticks: Int64(packets.count) * OpusEncoder.packetTicks)
  }

  /// Bytes of all packets.
  public var byteCount: Int { packets.reduce(0) { $0 + $1.count } }

  /// Brings a spoken sentence to the wire's form.
  ///
  /// - Parameter sampleRate: rate at which it is encoded, one that Opus knows.
  public init(
    _ speech: SynthesizedSpeech,
    text: String,
    sampleRate: Int
  ) throws(EngineError) {
    let samples = try Resampler.resample(
      speech.samples,
      from: speech.sampleRate,
      to: sampleRate
    )
    var encoder = try OpusEncoder(sampleRate: sampleRate)
    packets = try encoder.encodeAll(samples)
    words = speech.words
    self.text = text
  }
}
