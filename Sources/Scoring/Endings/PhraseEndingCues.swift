/// How the speech before a pause ended, for deciding whether the pause ends the turn.
///
/// Measured over the last three seconds against the same voice in the same seconds, so that
/// neither gain nor register matters. Each is `nil` where there is too little voice for it.
public struct PhraseEndingCues: Equatable, Sendable {
  /// Change along the line through the last 0.3 s of voice, in semitones; negative for a fall.
  public var pitchMovementSemitones: Double?
  /// Length of the last voiced stretch over the mean of those before it; over 0.15 s where it is
  /// the only one.
  public var finalLengthening: Double?
  /// Mean level of the last 0.5 s of speech against the level that a quarter of the speech exceeds,
  /// in decibels.
  public var levelMovementDecibels: Double
  /// From the last voiced window to the end of speech, in seconds.
  public var voicelessTailSeconds: Double?
  /// Syllable nuclei.
  public var syllableCount: Int

  /// Measures the windows of a piece of sound that ends with a pause.
  ///
  /// - Parameters:
  ///   - windows: all windows of the sound, 10 ms each.
  ///   - pauseWindows: how many of them lie after the end of speech, about; what the analyser
  ///     hears as speech up to `edgeWindows` later still counts.
  /// - Returns: `nil` where there is no speech.
  init?(windows: [SpeechWindow], pauseWindows: Int) {
    let end = min(windows.count, max(0, windows.count - pauseWindows) + Self.edgeWindows)
    let speech = (0..<end).filter { windows[$0].isSpeech }
    guard let last = speech.last else { return nil }
    let levels = speech.map { levelDecibels(meanSquare: windows[$0].power) }
    let loud = Self.quantile(0.75, of: levels.sorted())
    let final = zip(speech, levels).filter { $0.0 > last - Self.levelWindows }.map(\.1)
    levelMovementDecibels = final.reduce(0, +) / Double(final.count) - loud
    syllableCount = windows[...last].count { $0.isNucleus }
    let voice = VoicedEnding(windows[...last])
    pitchMovementSemitones = voice?.contour.finalMovementSemitones
    finalLengthening = voice?.lengthening
    voicelessTailSeconds = voice.map { Double(last - $0.last) * AnalysisGrid.blockSeconds }
  }

  private static let edgeWindows = 5
  private static let levelWindows = 50

  /// A quantile of sorted values, between neighbours in proportion.
  private static func quantile(_ share: Double, of sorted: [Double]) -> Double {
    let place = share * Double(sorted.count - 1)
    let below = Int(place)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
  }
}

extension SpeechWindow {
  /// Whether any of the block is speech.
  fileprivate var isSpeech: Bool { isSpeechFirst || isSpeechSecond }
}

/// The voice before a pause.
private struct VoicedEnding {
  var contour = ContourTally()
  var lengthening: Double
  /// The last voiced window.
  var last: Int

  private static let fewestWindows = 10
  /// A hole of this many windows does not part two voiced stretches.
  private static let longestHole = 2
  /// A voiced stretch is taken to be this long where there is no other, in windows.
  private static let usualStretch = 15.0
  private static let shortestStretch = 5.0

  init?(_ windows: ArraySlice<SpeechWindow>) {
    var count = 0
    var stretches: [Int] = []
    var last = windows.startIndex
    for index in windows.indices where windows[index].isSpeech {
      guard let hertz = windows[index].f0Hertz else { continue }
      let pitch = 12 * binaryLogarithm(Double(hertz))
      contour.add(semitones: pitch, atSeconds: Double(index) * AnalysisGrid.blockSeconds)
      if count > 0, index - last <= Self.longestHole + 1 {
        stretches[stretches.count - 1] += index - last
      } else {
        stretches.append(1)
      }
      count += 1
      last = index
    }
    guard count >= Self.fewestWindows, let final = stretches.popLast() else { return nil }
    self.last = last
    let usual =
      stretches.isEmpty
      ? Self.usualStretch : Double(stretches.reduce(0, +)) / Double(stretches.count)
    lengthening = Double(final) / max(usual, Self.shortestStretch)
  }
}
