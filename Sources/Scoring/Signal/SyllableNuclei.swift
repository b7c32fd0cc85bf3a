/// Finds syllable nuclei: voiced peaks of the syllable band's level with a dip of at least 2 dB
/// before and after.
///
/// Definition: N. de Jong and T. Wempe (2009), "Praat script to detect syllable nuclei and measure
/// speech rate automatically", on a running speech level in place of the file's maximum. A peak
/// that no dip has ended after 0.5 s counts at once, so the latency is fixed.
struct SyllableNuclei: Sendable {
  /// Depth of the dip between two nuclei, in decibels.
  static let dipDecibels: Float = 2
  /// Blocks after which a peak counts although no dip ended it.
  static let latencyBlocks = 50

  /// Blocks that may lie between a peak and the voicing that makes it a nucleus.
  private static let voicingReach = 2

  private let language: SpokenLanguage
  private var isRising = true
  private var isCounted = false
  private var isPeakVoiced = false
  private var peakBlock = 0
  private var lastVoiced = -1_000
  private var peakLevel = -Float.infinity
  private var dipLevel = Float.infinity

  init(language: SpokenLanguage = .english) {
    self.language = language
  }

  /// Takes the next block.
  ///
  /// - Parameters:
  ///   - block: its number.
  ///   - level: smoothed level of the syllable band in decibels; `nil` where sound is missing.
  ///   - isVoiced: whether the block's window has a pitch.
  ///   - threshold: level that a nucleus must reach, in decibels.
  /// - Returns: the block in which a nucleus lies, at most 50 blocks earlier.
  mutating func advance(block: Int, level: Float?, isVoiced: Bool, threshold: Float) -> Int? {
    guard let level else {
      let found = isRising ? takePeak(at: block, threshold: threshold) : nil
      self = SyllableNuclei(language: language)
      return found
    }
    if isVoiced { lastVoiced = block }
    if !isRising {
      dipLevel = min(dipLevel, level)
      guard level >= dipLevel + Self.dipDecibels else { return nil }
      isRising = true
      isCounted = false
      peakLevel = -.infinity
    }
    if level > peakLevel {
      peakLevel = level
      if !isCounted {
        peakBlock = block
        isPeakVoiced = block - lastVoiced <= Self.voicingReach
      }
    } else if isVoiced, block - peakBlock <= Self.voicingReach {
      isPeakVoiced = true
    }
    if level <= peakLevel - Self.dipDecibels {
      isRising = false
      dipLevel = level
      return takePeak(at: block, threshold: threshold)
    }
    return block - peakBlock >= Self.latencyBlocks ? takePeak(at: block, threshold: threshold) : nil
  }

  private mutating func takePeak(at block: Int, threshold: Float) -> Int? {
    guard !isCounted, isPeakVoiced, peakLevel >= threshold,
      block - peakBlock <= Self.latencyBlocks
    else { return nil }
    isCounted = true
    return peakBlock
  }
}
