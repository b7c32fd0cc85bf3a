/// Keeps the last seconds of a voice and says, at a pause, how its speech ended.
///
/// Listening only copies samples; the analysis runs when it is asked for, once a pause, and takes
/// about two milliseconds. Memory: 106 kB. A value: a copy goes on by itself.
public struct PhraseEndingAnalyzer: Sendable {
  /// Longest sound that is looked at, its pause included, in seconds.
  public static let reachSeconds = 3.3

  private static let capacity = Int(reachSeconds * Double(AnalysisGrid.sampleRate))
  private static let fullScale: Float = 32_767

  private let language: SpokenLanguage
  /// The last samples, with 16 bits as they are recorded; `next` is the oldest once it is full.
  private var ring: [Int16] = []
  private var next = 0

  /// Creates an analyser that has heard nothing.
  ///
  /// - Parameter language: what is spoken; syllables are found as its calibration says.
  public init(language: SpokenLanguage = .english) {
    self.language = language
    ring.reserveCapacity(Self.capacity)
  }

  /// Takes the next samples: `[n]` at 16 kHz, −1…1; what is not finite counts as 0, what lies
  /// outside is clipped.
  public mutating func append(_ samples: [Float]) {
    let room = Self.capacity - ring.count
    ring.append(contentsOf: samples.prefix(room).lazy.map(Self.sixteenBits))
    guard samples.count > room else { return }
    var place = next
    // Asked once for all samples, and not for each, whether the ring is this value's alone.
    ring.withUnsafeMutableBufferPointer { ring in
      for sample in samples[room...] {
        ring[place] = Self.sixteenBits(sample)
        place = place + 1 == Self.capacity ? 0 : place + 1
      }
    }
    next = place
  }

  private static func sixteenBits(_ sample: Float) -> Int16 {
    Int16((sample.isFinite ? min(max(sample, -1), 1) : 0) * fullScale)
  }

  /// Forgets what was heard: what comes next does not follow on it.
  public mutating func reset() {
    ring.removeAll(keepingCapacity: true)
    next = 0
  }

  /// How the speech ended that was followed by a silence up to the newest sample.
  ///
  /// - Parameter silenceSeconds: about how long that silence is.
  /// - Returns: `nil` where no speech was heard within reach.
  public func cues(silenceSeconds: Double) -> PhraseEndingCues? {
    let silence = silenceSeconds.isFinite ? min(max(silenceSeconds, 0), Self.reachSeconds) : 0
    let samples = (ring[next...] + ring[..<next]).map { Float($0) / Self.fullScale }
    var stream = WindowStream(language: language)
    var windows: [SpeechWindow] = []
    var position = 0
    while let window = stream.next(samples, &position) { windows.append(window) }
    while let window = stream.drain() { windows.append(window) }
    return PhraseEndingCues(
      windows: windows,
      pauseWindows: Int((silence / AnalysisGrid.blockSeconds).rounded())
    )
  }
}
