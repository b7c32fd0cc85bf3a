/// Splits a block of sound into what the later stages look at: tick levels of the whole band, the
/// levels of the syllable bands, and the low band for pitch.
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

  /// The last samples after the high-pass, the newest block at the end.
  private var history = [Float](repeating: 0, count: historySamples)
  private var highPass = HighPass()
  private(set) var lowBand = LowBand()
  private var syllableBands = SyllableBands()

  /// Blocks of digital silence up to now.
  private var silentBlocks = 0

  /// Two blocks and 16 samples.
  private static let historySamples = 336

  /// Takes the next 160 samples.
  mutating func process(_ block: [Float]) -> Block {
    let hop = AnalysisGrid.blockSamples
    let size = AnalysisGrid.tickSamples
    let kept = Self.historySamples - hop
    let (first, second) = history.withUnsafeMutableBufferPointer { history in
      shiftDown(history, by: hop)
      return block.withUnsafeBufferPointer { block in
        (
          highPass.process(block, from: 0, into: history, at: kept),
          highPass.process(block, from: size, into: history, at: kept + size)
        )
      }
    }
    let power = (first.squares + second.squares) / Float(hop)
    silentBlocks = power == 0 ? silentBlocks + 1 : 0
    // A muted microphone costs next to nothing.
    let isSilent = silentBlocks * hop >= Self.historySamples
    history.withUnsafeBytes { lowBand.process(isSilent ? nil : $0) }
    let bandPowers = history.withUnsafeBufferPointer {
      isSilent ? SIMD4() : syllableBands.process($0, from: kept)
    }
    return Block(
      power: power,
      tickPowers: (Self.powerWithoutMean(first), Self.powerWithoutMean(second)),
      bandPowers: bandPowers
    )
  }

  /// Mean square of a tick without its mean: the high-pass rings for some milliseconds after a
  /// loud vowel, almost as an offset, and that is not yet speech.
  private static func powerWithoutMean(_ tick: HighPass.Tick) -> Float {
    let count = Float(AnalysisGrid.tickSamples)
    let mean = tick.sum / count
    return max(0, tick.squares / count - mean * mean)
  }
}
