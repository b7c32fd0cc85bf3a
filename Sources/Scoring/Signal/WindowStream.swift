/// Cuts sound of any lengths into blocks and gives the windows that become final, one at a time.
///
/// Each call gives the next final window or, when it has used up what it was given, `nil`.
struct WindowStream: Sendable {
  /// Blocks of a hole that are run through the pipeline; the rest is only counted.
  ///
  /// After these, everything that is still on its way is hole.
  static let blocksPerHole = AnalysisGrid.latencyBlocks + RecentWindows.capacity + 8

  /// Number of the next window to be given, counted in blocks since the first sample.
  private(set) var nextWindow = 0

  private var pipeline: WindowPipeline
  private var block = [Float](repeating: 0, count: AnalysisGrid.blockSamples)
  private var filled = 0
  private var hasGap = false
  private var blocksBegun = 0
  private var blocksGiven = 0
  private var blocksSeen = 0
  /// Samples at full scale in each block that is still on its way.
  private var clipped = [UInt8](repeating: 0, count: AnalysisGrid.ringBlocks)

  init(language: SpokenLanguage = .english) {
    pipeline = WindowPipeline(language: language)
  }

  /// Takes samples from a position on; the position is moved past what was taken.
  mutating func next(_ samples: [Float], _ position: inout Int) -> SpeechWindow? {
    while position < samples.count {
      let count = min(AnalysisGrid.blockSamples - filled, samples.count - position)
      for index in 0..<count {
        block[filled + index] = Self.sane(samples[position + index])
      }
      position += count
      if let window = fill(count) { return window }
    }
    return nil
  }

  /// Takes missing samples; the number is lowered by what was taken.
  mutating func nextMissing(_ missing: inout Int) -> SpeechWindow? {
    let longest = Self.blocksPerHole * AnalysisGrid.blockSamples
    if missing >= longest + AnalysisGrid.blockSamples {
      let uncounted = (missing - longest) / AnalysisGrid.blockSamples
      // Everything of these blocks would be hole before and after it.
      pendingJump += uncounted
      missing -= uncounted * AnalysisGrid.blockSamples
    }
    while missing > 0 {
      let count = min(AnalysisGrid.blockSamples - filled, missing)
      for index in 0..<count { block[filled + index] = 0 }
      hasGap = true
      missing -= count
      if let window = fill(count) { return window }
    }
    nextWindow += pendingJump
    pendingJump = 0
    return nil
  }

  /// Blocks to be counted once the hole has run through.
  private var pendingJump = 0

  /// Gives the windows that are still on their way, as if nothing were to follow.
  ///
  /// After the last one the stream takes no more sound.
  mutating func drain() -> SpeechWindow? {
    if filled > 0 {
      for index in filled..<AnalysisGrid.blockSamples { block[index] = 0 }
      if let window = fill(AnalysisGrid.blockSamples - filled) { return window }
    }
    if !isDraining {
      isDraining = true
      for index in block.indices { block[index] = 0 }
    }
    while blocksGiven < blocksBegun {
      if let window = process(isGap: true) { return window }
    }
    return nil
  }

  private var isDraining = false

  /// Counts new samples of the current block and, when it is full, processes it.
  private mutating func fill(_ count: Int) -> SpeechWindow? {
    filled += count
    guard filled == AnalysisGrid.blockSamples else { return nil }
    blocksBegun += 1
    filled = 0
    let isGap = hasGap
    hasGap = false
    return process(isGap: isGap)
  }

  private mutating func process(isGap: Bool) -> SpeechWindow? {
    let mask = AnalysisGrid.ringBlocks - 1
    clipped[blocksSeen & mask] = FullScale.count(in: block)
    blocksSeen += 1
    guard var window = pipeline.process(block, isGap: isGap) else { return nil }
    window.clippedSamples = clipped[(blocksSeen - 1 - AnalysisGrid.latencyBlocks) & mask]
    blocksGiven += 1
    nextWindow += 1
    return window
  }

  private static func sane(_ sample: Float) -> Float {
    sample.isFinite ? min(max(sample, -4), 4) : 0
  }
}
