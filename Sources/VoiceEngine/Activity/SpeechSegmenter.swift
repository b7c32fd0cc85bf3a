public import Speech

/// Turns voice decisions into speech segments, from onset to stop.
public struct SpeechSegmenter: Equatable, Sendable {
  /// An edge of a speech segment.
  public enum Edge: Equatable, Sendable {
    /// Voice began here; known `onset` later.
    case started(SampleTime)
    /// Voice ended here; known `hangover` later.
    case stopped(SampleTime)
  }

  /// Longest hole in the voice that begins a segment.
  public static let longestHole = Duration.milliseconds(120)

  /// Voice that makes a segment.
  public let onset: Duration
  /// Silence that ends one.
  public let hangover: Duration

  /// Where the open segment began, or `nil` while none is open.
  public private(set) var openSince: SampleTime?
  private var candidateStart: SampleTime?
  private var voiced = Duration.zero
  private var lastVoiceEnd = SampleTime.zero

  /// Creates a segmenter.
  public init(onset: Duration = .milliseconds(200), hangover: Duration = .milliseconds(300)) {
    self.onset = onset
    self.hangover = hangover
  }

  /// Whether a segment is open.
  public var isOpen: Bool { openSince != nil }

  /// Whether voice was heard that may yet turn out to be a click.
  public var isUndecided: Bool { candidateStart != nil }

  /// Ends what is open because the audio ends here.
  public mutating func close() -> Edge? {
    candidateStart = nil
    voiced = .zero
    guard isOpen else { return nil }
    openSince = nil
    return .stopped(lastVoiceEnd)
  }

  /// Takes the verdict on the audio between two positions.
  public mutating func process(isVoice: Bool, from start: SampleTime, to end: SampleTime) -> Edge? {
    isOpen
      ? awaitStop(isVoice: isVoice, to: end) : awaitStart(isVoice: isVoice, from: start, to: end)
  }

  private mutating func awaitStart(
    isVoice: Bool,
    from start: SampleTime,
    to end: SampleTime
  ) -> Edge? {
    if isVoice {
      if candidateStart == nil { candidateStart = start }
      voiced += end - start
      lastVoiceEnd = end
      guard voiced >= onset, let began = candidateStart else { return nil }
      openSince = began
      candidateStart = nil
      voiced = .zero
      return .started(began)
    }
    guard candidateStart != nil else { return nil }
    // Plosives and soft syllables leave short holes. A longer one makes it a click, and voice that
    // is more hole than voice is the rattle of a keyboard.
    voiced -= end - start
    if voiced <= .zero || end - lastVoiceEnd > SpeechSegmenter.longestHole {
      candidateStart = nil
      voiced = .zero
    }
    return nil
  }

  private mutating func awaitStop(isVoice: Bool, to end: SampleTime) -> Edge? {
    if isVoice {
      lastVoiceEnd = end
      return nil
    }
    guard end - lastVoiceEnd >= hangover else { return nil }
    openSince = nil
    return .stopped(lastVoiceEnd)
  }
}
