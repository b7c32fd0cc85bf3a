/// Splits a block of sound into what the later stages look at: tick levels of the whole band, the
/// levels of the syllable bands, and the low band at 4 kHz for pitch.
///
/// A first-order high-pass at about 50 Hz takes out offset and hum first.
struct FrontEnd: Sendable {
  /// What a block holds.
  struct Block {
    /// Mean square of the block.
    var power: Float
    /// Mean squares of the two ticks without their means.
    var tickPowers: (Float, Float)
    /// Mean squares of the syllable bands, lanes 0…2.
    var bandPowers: SIMD4<Float>
  }

  /// The last 384 samples after the high-pass, the newest block at the end.
  private var history: [Float]
  private var lastSample: Float = 0
  private var lastOutput: Float = 0
  private var bands = SyllableBands()
  private(set) var decimator = GaussianDecimator()

  /// Blocks of digital silence up to now.
  private var silentBlocks = 0

  private static let historySamples = 384

  init() {
    history = [Float](repeating: 0, count: Self.historySamples)
  }

  /// Takes the next 160 samples.
  mutating func process(_ block: [Float]) -> Block {
    let hop = AnalysisGrid.blockSamples
    let kept = Self.historySamples - hop
    var bandPowers = SIMD4<Float>()
    var isSilent = true
    history.withUnsafeMutableBufferPointer { history in
      shiftDown(history, by: hop)
      for index in 0..<hop {
        let sample = block[index]
        var output = sample - lastSample + 0.98 * lastOutput
        if output.magnitude < 1e-15 { output = 0 }  // no denormals in long silence
        if output != 0 { isSilent = false }
        history[kept + index] = output
        lastSample = sample
        lastOutput = output
      }
      bandPowers = bands.process(UnsafeBufferPointer(history), from: kept)
    }
    silentBlocks = isSilent ? silentBlocks + 1 : 0
    if silentBlocks * hop >= Self.historySamples {
      decimator.processSilence()  // a muted microphone costs next to nothing
    } else {
      decimator.process(history)
    }
    return Block(
      power: meanSquare(at: kept, count: hop),
      tickPowers: (tickPower(at: kept), tickPower(at: kept + AnalysisGrid.tickSamples)),
      bandPowers: bandPowers
    )
  }

  /// Mean square of a tick without its mean: the high-pass rings for some milliseconds after a
  /// loud vowel, almost as an offset, and that is not yet speech.
  private func tickPower(at start: Int) -> Float {
    let count = AnalysisGrid.tickSamples
    var sum: Float = 0
    for index in start..<(start + count) { sum += history[index] }
    let mean = sum / Float(count)
    return max(0, meanSquare(at: start, count: count) - mean * mean)
  }

  private func meanSquare(at start: Int, count: Int) -> Float {
    history.withUnsafeBytes {
      dotProduct($0, at: start, $0, at: start, count: count) / Float(count)
    }
  }
}
