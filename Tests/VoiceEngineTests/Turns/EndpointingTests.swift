import Speech
import TestKit
import Testing
import VoiceEngine

@Suite struct EndpointingTests {
  private static let profiles = [EndpointingProfile.quick, .normal, .think]

  /// A sentence that falls, slows down and fades.
  private static let finalFall = PhraseEnding(
    pitchMovementSemitones: -4,
    finalLengthening: 0.8,
    levelMovementDecibels: -12,
    voicelessTailSeconds: 0.2,
    syllableCount: 12
  )
  /// A halt on a level, loud, drawn-out vowel after two syllables.
  private static let halt = PhraseEnding(
    pitchMovementSemitones: 0.5,
    finalLengthening: 3,
    levelMovementDecibels: -2,
    voicelessTailSeconds: 0,
    syllableCount: 2
  )

  /// Anything that can be known, or not.
  private func anyCues(_ dice: inout SeededGenerator) -> EndOfTurnCues {
    func maybe(_ range: ClosedRange<Double>) -> Double? {
      switch Int.random(in: 0..<8, using: &dice) {
      case 0: nil
      case 1: [.nan, .infinity, -.infinity, 1e300].randomElement(using: &dice)
      default: Double.random(in: range, using: &dice)
      }
    }
    var pauses = OwnPauses()
    for _ in 0..<Int.random(in: 0...80, using: &dice) {
      if Bool.random(using: &dice) { pauses.turnEnded() }
      pauses.wentOn(after: .milliseconds(Int.random(in: -100...12_000, using: &dice)))
    }
    let phrase = PhraseEnding(
      pitchMovementSemitones: maybe(-20...20),
      finalLengthening: maybe(0...9),
      levelMovementDecibels: maybe(-40...9),
      voicelessTailSeconds: maybe(0...3),
      syllableCount: Bool.random(using: &dice) ? Int.random(in: 0...30, using: &dice) : nil
    )
    return EndOfTurnCues(
      phrase: Bool.random(using: &dice) ? phrase : nil,
      words: Int.random(in: 0..<7, using: &dice) == 0
        ? nil : TranscriptEnding.allCases.randomElement(using: &dice),
      evidenceShare: maybe(0...1),
      pauses: pauses
    )
  }

  @Test(arguments: profiles)
  func `whatever is known, the delay lies within the profile`(profile: EndpointingProfile) {
    var dice = SeededGenerator(seed: 21)
    for _ in 0..<2_000 {
      let delay = Endpointing.delay(profile: profile, cues: anyCues(&dice))
      #expect(delay >= profile.minimumDelay && delay <= profile.maximumDelay)
    }
  }

  @Test(arguments: profiles)
  func `a longer silence never makes the end less likely`(profile: EndpointingProfile) {
    var dice = SeededGenerator(seed: 22)
    for _ in 0..<300 {
      let cues = anyCues(&dice)
      var last = 0.0
      for tenth in 0...90 {
        let silence = Duration.milliseconds(tenth * 100)
        let probability = Endpointing.probability(after: silence, cues: cues, profile: profile)
        #expect((0...1).contains(probability) && probability >= last)
        last = probability
      }
    }
  }

  @Test(arguments: profiles)
  func `the delay is the shortest silence within the profile that passes the threshold`(
    profile: EndpointingProfile
  ) {
    var dice = SeededGenerator(seed: 23)
    let threshold = EndOfTurnWeights.v1.threshold
    for _ in 0..<2_000 {
      let cues = anyCues(&dice)
      guard cues.words != .shortAnswer else { continue }
      let delay = Endpointing.delay(profile: profile, cues: cues)
      let reached = Endpointing.probability(after: delay, cues: cues, profile: profile)
      if delay < profile.maximumDelay { #expect(reached >= threshold - 1e-6) }
      if delay > profile.minimumDelay {
        let before = Endpointing.probability(after: delay * 0.99, cues: cues, profile: profile)
        #expect(before < threshold)
      }
    }
  }

  @Test(arguments: profiles)
  func `"Yes." gets the minimum at once, however it sounded`(profile: EndpointingProfile) {
    let cues = EndOfTurnCues(phrase: Self.halt, words: .shortAnswer)
    #expect(Endpointing.delay(profile: profile, cues: cues) == profile.minimumDelay)
  }

  @Test(arguments: profiles)
  func `sound alone tells a final fall from a halt`(profile: EndpointingProfile) {
    let final = Endpointing.delay(profile: profile, cues: EndOfTurnCues(phrase: Self.finalFall))
    let halt = Endpointing.delay(profile: profile, cues: EndOfTurnCues(phrase: Self.halt))
    #expect(final == profile.minimumDelay)
    #expect(halt >= final * 2)
  }

  @Test(arguments: profiles)
  func `words that go on wait longer than words that may end, a hesitation longest`(
    profile: EndpointingProfile
  ) {
    let delays = [TranscriptEnding.clause, .open, .hesitation].map { words in
      Endpointing.delay(profile: profile, cues: EndOfTurnCues(words: words))
    }
    #expect(delays[0] < delays[1] && delays[1] <= delays[2])
    #expect(delays[2] == profile.maximumDelay)
  }

  @Test func `who has mentioned all that was asked for waits less`() {
    func delay(_ share: Double?) -> Duration {
      Endpointing.delay(profile: .think, cues: EndOfTurnCues(words: .open, evidenceShare: share))
    }
    #expect(delay(1) < delay(nil) && delay(nil) < delay(0))
    #expect(delay(nil) == delay(0.5))
  }

  @Test func `who pauses long, or often, is given more time`() {
    let wide = EndpointingProfile(minimumDelay: .milliseconds(500), maximumDelay: .seconds(60))
    func delay(pause: Int, pausesPerTurn: Int) -> Duration {
      var pauses = OwnPauses()
      for _ in 0..<20 {
        for _ in 0..<pausesPerTurn { pauses.wentOn(after: .milliseconds(pause)) }
        pauses.turnEnded()
      }
      return Endpointing.delay(profile: wide, cues: EndOfTurnCues(words: .open, pauses: pauses))
    }
    #expect(delay(pause: 350, pausesPerTurn: 1) < delay(pause: 1_200, pausesPerTurn: 1))
    #expect(delay(pause: 600, pausesPerTurn: 0) < delay(pause: 600, pausesPerTurn: 1))
    #expect(delay(pause: 600, pausesPerTurn: 1) < delay(pause: 600, pausesPerTurn: 2))
    #expect(delay(pause: 600, pausesPerTurn: 3) == delay(pause: 600, pausesPerTurn: 9))
  }

  @Test func `an accommodation of more patience never shortens a delay`() {
    var dice = SeededGenerator(seed: 24)
    for _ in 0..<1_000 {
      let cues = anyCues(&dice)
      let delays = Self.profiles.map { Endpointing.delay(profile: $0, cues: cues) }
      #expect(delays[0] < delays[1] && delays[1] < delays[2])
    }
  }

  @Test func `a profile of one delay is a timer, and one without patience is survived`() {
    let timer = EndpointingProfile(minimumDelay: .seconds(1), maximumDelay: .seconds(1))
    let none = EndpointingProfile(minimumDelay: .zero, maximumDelay: .zero)
    for words in TranscriptEnding.allCases {
      let cues = EndOfTurnCues(words: words)
      #expect(Endpointing.delay(profile: timer, cues: cues) == .seconds(1))
      #expect(Endpointing.delay(profile: none, cues: cues) == .zero)
    }
  }
}
