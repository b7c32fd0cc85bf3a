/// Finds filled pauses in sound alone: vowels of at least 0.2 s that hold their pitch, level and
/// timbre, flat and low, next to a silence.
///
/// Fluent speech has such vowels, too, at the ends of phrases, and the cut is set so that they
/// seldom count: 0.3 times a minute of read English and French by speakers it was not fitted to.
/// It then finds half of the filled pauses that were planted between their sentences: each is
/// evidence, their number is no rate. Fed window by window without allocating but for the vowels
/// that it keeps; pitch and level of a vowel are judged against all that was heard.
///
/// Cues: Audhkhasi et al. 2009 (steady timbre), Goto et al. 1999 (flat, low pitch), De Jong,
/// Pacilly and Heeren 2021.
struct FilledPauseDetector: Sendable {
  /// What is less sure than this is not reported.
  static let leastCertainty = 0.8
  /// Steady vowels are at least so long, in windows.
  static let shortestWindows = 20
  /// So many windows without speech are a silence.
  static let silenceWindows = 8
  /// Vowels kept at most where memory is fixed; later ones are not looked at.
  static let capacity = 128

  /// Changes over 60 ms that a steady vowel stays under, in decibels, and over 10 ms, in semitones.
  private static let largestTimbreChange = 3.0
  private static let largestLevelChange = 6.0
  private static let largestStep = 1.0

  /// A window as the search sees it.
  private struct Slot {
    var isSpeech = false
    /// F0 in semitones over 60 Hz.
    var semitones: Double?
    var power = 0.0
    var bandPower = 0.0
    /// Level and timbre over three windows, in decibels.
    var level = 0.0
    var timbre = 0.0
  }

  private static let mask = 15
  private static let reach = 3

  private var slots = [Slot](repeating: Slot(), count: mask + 1)
  private var count = 0
  private var run: Run?
  private var vowels: [SteadyVowel] = []
  private var quietWindows = 0
  private var lastQuiet: Int?
  private var pitch = F0Histogram()
  private var speechPower = 0.0
  private var speechWindows = 0

  private let capacity: Int

  /// - Parameter capacity: vowels that are kept at most.
  init(capacity: Int = Self.capacity) {
    self.capacity = capacity
    vowels.reserveCapacity(min(capacity, Self.capacity))
  }

  /// The filled pauses found so far, in order, with times from the first window.
  var filledPauses: [Disfluency] {
    guard let median = pitch.quantile(0.5), speechWindows > 0 else { return [] }
    let level = decibels(meanSquare: speechPower / Double(speechWindows))
    return vowels.compactMap { vowel in
      let certainty = vowel.certainty(medianSemitones: median, speechDecibels: level)
      guard certainty >= Self.leastCertainty else { return nil }
      return Disfluency(
        kind: .filledPause,
        span: .init(
          startSeconds: Double(vowel.start) * AnalysisGrid.blockSeconds,
          endSeconds: Double(vowel.start + vowel.count) * AnalysisGrid.blockSeconds
        ),
        words: 0..<0,
        evidence: .acoustic,
        certainty: certainty
      )
    }
  }

  /// Takes the next window.
  mutating func add(_ window: SpeechWindow) {
    let newest = count
    count += 1
    let isSpeech = window.isSpeechFirst || window.isSpeechSecond
    var slot = Slot()
    slot.isSpeech = isSpeech && !window.isGap
    if let hertz = window.f0Hertz {
      slot.semitones = 12 * binaryLogarithm(Double(hertz) / 60)
      pitch.add(hertz: hertz)
    }
    slot.power = Double(window.power)
    slot.bandPower = Double(window.bandPower)
    slots[newest & Self.mask] = slot
    if window.isSpeechFirst, window.isSpeechSecond {
      speechPower += slot.power
      speechWindows += 1
    }
    smooth(newest - 1)
    judge(newest - 1 - Self.reach)
    noteSilence(isQuiet: !isSpeech && !window.isGap, at: newest)
  }

  /// Level and timbre of a window with its neighbours.
  private mutating func smooth(_ window: Int) {
    guard window >= 1 else { return }
    var power = 0.0
    var band = 0.0
    for near in window - 1...window + 1 {
      power += slots[near & Self.mask].power
      band += slots[near & Self.mask].bandPower
    }
    let level = decibels(meanSquare: power / 3)
    slots[window & Self.mask].level = level
    slots[window & Self.mask].timbre = decibels(meanSquare: band / 3) - level
  }

  /// Whether a window belongs to a steady stretch.
  private func isSteady(_ window: Int) -> Bool {
    let here = slots[window & Self.mask]
    guard window > Self.reach, here.isSpeech, let semitones = here.semitones else { return false }
    let before = slots[(window - Self.reach) & Self.mask]
    let after = slots[(window + Self.reach) & Self.mask]
    let step = slots[(window - 1) & Self.mask].semitones.map { abs(semitones - $0) } ?? 0
    return step < Self.largestStep
      && abs(after.timbre - before.timbre) < Self.largestTimbreChange
      && abs(after.level - before.level) < Self.largestLevelChange
  }

  /// Grows the stretch by a window, or ends it; one unsteady voiced window may be inside.
  private mutating func judge(_ window: Int) {
    guard window >= 0 else { return }
    let slot = slots[window & Self.mask]
    if isSteady(window) {
      if run == nil {
        run = Run(start: window, windowsAfterSilence: window - 1 - (lastQuiet ?? -1_000))
      }
      run?.add(slot.semitones ?? 0, slot.level, slot.timbre)
    } else if let semitones = slot.semitones, run?.held == nil, run != nil {
      run?.held = (semitones, slot.level, slot.timbre)
    } else {
      endRun()
    }
  }

  private mutating func endRun() {
    defer { run = nil }
    guard let vowel = run?.vowel, vowel.count >= Self.shortestWindows,
      vowels.count < capacity
    else { return }
    vowels.append(vowel)
  }

  /// Tells the last vowels how far behind them a silence begins.
  private mutating func noteSilence(isQuiet: Bool, at newest: Int) {
    quietWindows = isQuiet ? quietWindows + 1 : 0
    guard quietWindows >= Self.silenceWindows else { return }
    lastQuiet = newest
    guard quietWindows == Self.silenceWindows else { return }
    let start = newest - Self.silenceWindows + 1
    for index in vowels.indices.suffix(2) {
      let distance = start - vowels[index].start - vowels[index].count
      guard distance >= 0, distance < vowels[index].windowsBeforeSilence else { continue }
      vowels[index].windowsBeforeSilence = distance
    }
  }
}

extension FilledPauseDetector {
  /// A steady stretch that is not over.
  private struct Run {
    let start: Int
    let windowsAfterSilence: Int
    /// The unsteady window at its end, which belongs to it if a steady one follows.
    var held: (semitones: Double, level: Double, timbre: Double)?
    private var count = 0
    private var semitones = RunningMoments()
    private var level = RunningMoments()
    private var timbre = RunningMoments()

    init(start: Int, windowsAfterSilence: Int) {
      self.start = start
      self.windowsAfterSilence = windowsAfterSilence
    }

    /// Takes the next steady window.
    mutating func add(_ semitones: Double, _ level: Double, _ timbre: Double) {
      if let held {
        self.held = nil
        add(held.semitones, held.level, held.timbre)
      }
      count += 1
      self.semitones.add(semitones)
      self.level.add(level)
      self.timbre.add(timbre)
    }

    /// What it is if it ends here.
    var vowel: SteadyVowel {
      SteadyVowel(
        start: start,
        count: count,
        meanSemitones: semitones.mean,
        deviationSemitones: semitones.deviation,
        meanDecibels: level.mean,
        deviationDecibels: level.deviation,
        deviationOfTimbreDecibels: timbre.deviation,
        windowsAfterSilence: min(windowsAfterSilence, SteadyVowel.farthest),
        windowsBeforeSilence: SteadyVowel.farthest
      )
    }
  }
}
