/// The fixed grid on which sound is analysed: blocks of 10 ms, each of two ticks of 5 ms.
///
/// Every sum is taken over whole blocks and ticks, so a result never depends on how the sound was
/// cut into chunks. Block `b` holds the samples 160 b ..< 160 (b + 1); the pitch window `b` is
/// centred on the first of them, b × 10 ms.
enum AnalysisGrid {
  /// Samples in a second.
  static let sampleRate = 16_000
  /// Samples in a block of 10 ms, the hop of every analysis window.
  static let blockSamples = 160
  /// Samples in a tick of 5 ms, the resolution of speech edges.
  static let tickSamples = 80
  /// Length of a block, in seconds.
  static let blockSeconds = 0.010
  /// Length of a tick, in seconds.
  static let tickSeconds = 0.005
  /// 48 kHz ticks of the session clock in a block.
  static let clockTicksPerBlock: Int64 = 480

  /// How many blocks a window's pitch is decided after the window's own.
  static let pitchLatencyBlocks = 36
  /// How many blocks a window leaves the analyser after it came in: 1.0 s.
  static let latencyBlocks = 100
  /// Blocks kept by the analyser, a power of two above the latency.
  static let ringBlocks = 128
}
