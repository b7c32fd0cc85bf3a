/// What is measured and how: the name that is stored with every score, and the constants behind it.
///
/// Changing a definition or a constant changes the name.
public enum FeatureSet {
  /// Name and version of these definitions.
  public static let name = "delivery-v1"

  /// A silence inside an answer is a silent pause from this length on, in seconds.
  public static let silentPauseSeconds = 0.25
  /// A silent pause is long from this length on, in seconds.
  public static let longPauseSeconds = 1.0
  /// A silent pause is very long from this length on, in seconds.
  public static let veryLongPauseSeconds = 2.0
  /// Rates are not measured for answers shorter than this, in seconds.
  public static let shortestRatedSeconds = 1.0
  /// Length of the windows between which pace changes, in seconds.
  public static let paceWindowSeconds = 10.0
  /// The change of pace is not measured over fewer windows.
  public static let fewestPaceWindows = 3
  /// Rhythm is not measured over fewer pairs of intervals.
  public static let fewestRhythmPairs = 10
  /// The median of F0 is not measured under this much voice, in seconds.
  public static let shortestVoicedSeconds = 0.1
  /// Range and deviation of F0 are not measured under this much voice, in seconds.
  public static let shortestVoicedSecondsForSpread = 0.5
  /// Declination is not measured under this much voice, in seconds.
  public static let shortestVoicedSecondsForDeclination = 1.0
  /// How much voice at the end makes the final movement, in seconds.
  public static let finalMovementSeconds = 0.3
  /// The range of the level is not measured under this much speech, in seconds.
  public static let shortestSpeechSecondsForLevelRange = 0.5
  /// Speech under this level is too quiet, in decibels relative to full scale.
  public static let quietestLevelDecibels = -42.0
  /// The room's level is what this share of the windows stay under.
  public static let floorShare = 0.1
  /// From this share of clipped samples on a recording is clipped.
  public static let clippedShareOfConcern = 0.001
  /// Speech less than this over the room leaves every figure uncertain, in decibels.
  public static let leastLevelOverFloorDecibels = 15.0
  /// Less speech than this leaves every figure uncertain, in seconds.
  public static let shortestCertainSeconds = 10.0

  /// One measure of the set.
  public struct Measure: Equatable, Sendable {
    /// Its key in JSON, which ends in its unit.
    public var key: String
    /// Its unit, or an empty text for a pure number, a count or a verdict.
    public var unit: String
    /// How it is computed.
    public var definition: String
    /// Where the definition comes from.
    public var source: String
  }
}

extension FeatureSet {
  static let silentPauseTicks = ticks(silentPauseSeconds)
  static let longPauseTicks = ticks(longPauseSeconds)
  static let veryLongPauseTicks = ticks(veryLongPauseSeconds)
  static let paceWindowTicks = ticks(paceWindowSeconds)
  static let finalMovementWindows = windows(finalMovementSeconds)
  static let fewestDeclinationWindows = windows(shortestVoicedSecondsForDeclination)
  static let fewestLevelWindows = windows(shortestSpeechSecondsForLevelRange)

  private static func ticks(_ seconds: Double) -> Int {
    Int((seconds / AnalysisGrid.tickSeconds).rounded())
  }

  private static func windows(_ seconds: Double) -> Int {
    Int((seconds / AnalysisGrid.blockSeconds).rounded())
  }
}
