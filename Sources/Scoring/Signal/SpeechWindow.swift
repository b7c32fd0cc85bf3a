/// Everything that is known about one block of 10 ms when it leaves the analyser: the seam between
/// signal and measures.
struct SpeechWindow: Equatable, Sendable {
  /// Whether the first 5 ms are speech.
  var isSpeechFirst = false
  /// Whether the second 5 ms are speech.
  var isSpeechSecond = false
  /// Whether some of the block's sound never came.
  var isGap = false
  /// Whether a syllable nucleus lies in the block.
  var isNucleus = false
  /// F0 at the block's beginning in hertz, 60…500, or `nil` where unvoiced.
  var f0Hertz: Float?
  /// Samples of the block at or beyond full scale.
  var clippedSamples: UInt8 = 0
  /// Mean square of the block's samples.
  var power: Float = 0
}
