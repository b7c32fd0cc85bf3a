/// A run of mono samples at 16 kHz, the one rate at which speech is analysed.
public struct PCMChunk: Equatable, Sendable {
  /// Samples in a second.
  public static let sampleRate = 16_000
  /// 48 kHz ticks between two samples.
  public static let ticksPerSample: Int64 = 3

  /// Where the first sample lies on the session's clock.
  public var start: SampleTime
  /// `[n]` samples, full scale −1…1.
  public var samples: [Float]

  /// Creates a chunk that begins at a position of the session's clock.
  public init(start: SampleTime, samples: [Float]) {
    self.start = start
    self.samples = samples
  }

  /// The position just after the last sample.
  public var end: SampleTime {
    SampleTime(ticks: start.ticks + Int64(samples.count) * PCMChunk.ticksPerSample)
  }
}
