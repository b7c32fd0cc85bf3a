import Speech
import TestKit
import Testing

@testable import VoiceEngine

@Suite struct ProviderLedgerTests {
  private static let prices: ProviderPrices = {
    var prices = ProviderPrices()
    prices.request = 1
    prices.audioMinute = 60
    return prices
  }()

  private struct Hearer: Transcriber {
    func transcribes(language: String) -> Bool { true }

    func words(
      of speech: RecordedSpeech,
      deadlines: HTTPStreamRequest.Deadlines
    ) async throws(ProviderError) -> [WordTiming] {
      [WordTiming(text: "because", start: .zero, end: .zero + speech.duration)]
    }
  }

  private struct Speaker: SentenceSpeaker {
    func speech(
      for request: SynthesisRequest,
      deadlines: HTTPStreamRequest.Deadlines
    ) async throws(ProviderError) -> SynthesizedSpeech {
      SynthesizedSpeech(
        samples: SyntheticVoice.vowel(hertz: 120, seconds: 0.5),
        sampleRate: 16_000,
        words: []
      )
    }
  }

  /// An interview whose recognizer and voice have prices.
  private func interview(_ ledger: ProviderLedger) throws -> InterviewSimulation {
    let clock = VirtualClock().provider
    let hearer: any Transcriber = MeteredTranscriber(
      Hearer(),
      meter: ProviderMeter(name: "ears", prices: Self.prices)
    )
    let speaker: any SentenceSpeaker = MeteredSpeaker(
      Speaker(),
      meter: ProviderMeter(name: "voice", prices: Self.prices)
    )
    let hearers = FallbackList(
      [.init(name: "ears", provider: hearer)],
      policy: .recognizer,
      clock: clock
    )
    let speakers = FallbackList(
      [.init(name: "voice", provider: speaker)],
      policy: .synthesizer,
      clock: clock
    )
    return try InterviewSimulation(
      .forTests(),
      recognizer: UtteranceRecognizer(hearers),
      synthesizer: FallbackSynthesizer(speakers),
      ledger: ledger
    )
  }

  private func hold(_ interview: InterviewSimulation, _ ledger: ProviderLedger) async throws {
    await interview.start()
    for _ in 0..<12 where interview.ending == nil {
      if ledger.isSpent { await interview.wrapUp() }
      try await interview.waitForFloor()
      try await interview.play(String(repeating: "S", count: 30))
      try await interview.play(String(repeating: ".", count: 60))
    }
    #expect(interview.violations == [])
  }

  @Test func `an interview's use of its providers is on its ledger`() async throws {
    let ledger = ProviderLedger()
    let interview = try interview(ledger)
    try await hold(interview, ledger)
    #expect(interview.ending == .completed)
    #expect(ledger.entries.map(\.name) == ["ears", "voice"])
    let voice = try #require(ledger.entries.last?.usage)
    // Each line is half a second long, and spoken once.
    let lines = Set(interview.asked.map(\.text)).count
    #expect(voice.requests == lines && abs(voice.audioSeconds - 0.5 * Double(lines)) < 1e-9)
    #expect(abs((ledger.entries.last?.cost ?? 0) - 1.5 * Double(lines)) < 1e-9)
    let ears = try #require(ledger.entries.first?.usage)
    #expect(ears.requests >= 3 && ears.audioSeconds > 9)
  }

  @Test func `a session that has spent enough says its closing line and ends`() async throws {
    let whole = ProviderLedger()
    try await hold(try interview(whole), whole)
    // More than half, so that twice the limit is never reached.
    let ledger = ProviderLedger(limit: 0.6 * whole.cost)
    let interview = try interview(ledger)
    try await hold(interview, ledger)
    #expect(interview.ending == .limit)
    #expect(interview.warnings.contains("wrapping_up"))
    #expect(interview.asked.last?.text == "Thank you.")
    #expect(!interview.warnings.contains("speech_unavailable"))
  }

  @Test func `far beyond the limit nothing more is asked for`() throws {
    let ledger = ProviderLedger(limit: 1)
    let meter = ProviderMeter(name: "m", prices: Self.prices)
    try ProviderLedger.$current.withValue(ledger) {
      try meter.begin()
      #expect(ledger.isSpent)
      try meter.begin()
      #expect(throws: ProviderError.overBudget) { try meter.begin() }
    }
    #expect(ledger.cost == 2)
    // Who works for no session is not counted.
    try meter.begin()
    #expect(ledger.cost == 2)
  }

  @Test func `a recognizer that streams is counted by utterance and by second`() {
    let ledger = ProviderLedger(limit: 2.1)
    let meter = ProviderMeter(name: "ears", prices: Self.prices)
    let scripted = ScriptedRecognizer(["one", "two", "three"])
    let list = FallbackRecognizer([
      .init(name: "ears", provider: MeteredRecognizer(scripted, meter: meter)),
      .init(name: "spare", provider: ScriptedRecognizer(["spare"])),
    ])
    func say(words: Int) -> RecognitionUpdate? {
      let log = RecognitionLog()
      let stream = ProviderLedger.$current.withValue(ledger) {
        list.makeStream(language: "en") { log.take($0) }
      }
      for chunk in StreamingDialect.speech(words: words, from: .zero) { stream.append(chunk) }
      stream.finish()
      return log.untilSettled().last
    }
    #expect(say(words: 25)?.text == "one")
    #expect(ledger.entries.map(\.name) == ["ears"] && ledger.entries[0].usage.requests == 1)
    #expect(abs(ledger.entries[0].usage.audioSeconds - 2.5) < 1e-9)
    #expect(abs(ledger.cost - 3.5) < 1e-9)
    #expect(say(words: 3)?.text == "two")
    // Beyond twice the limit nobody is asked, and nobody is to blame.
    #expect(say(words: 3) == .failed(code: "over_budget"))
    #expect(list.health == ["ears: ok", "spare: ok"])
    #expect(ledger.entries[0].usage.requests == 2)
  }

  @Test func `an utterance that is given up was listened to all the same`() {
    let ledger = ProviderLedger()
    let meter = ProviderMeter(name: "ears", prices: Self.prices)
    let recognizer = MeteredRecognizer(ScriptedRecognizer(["one"]), meter: meter)
    let stream = ProviderLedger.$current.withValue(ledger) {
      recognizer.makeStream(language: "en") { _ in }
    }
    for chunk in StreamingDialect.speech(words: 4, from: .zero) { stream.append(chunk) }
    #expect(ledger.entries.first?.usage.audioSeconds == 0)
    stream.cancel()
    stream.finish()
    #expect(abs((ledger.entries.first?.usage.audioSeconds ?? 0) - 0.4) < 1e-9)
  }

  @Test func `a use costs what the prices say`() {
    var prices = ProviderPrices()
    prices.request = 0.5
    prices.millionInputTokens = 2
    prices.millionOutputTokens = 8
    prices.audioMinute = 0.006
    prices.millionCharacters = 30
    var usage = ProviderUsage()
    usage.requests = 2
    usage.inputTokens = 1_000
    usage.outputTokens = 500
    usage.audioSeconds = 90
    usage.characters = 100
    #expect(abs(prices.cost(of: usage) - (1 + 0.002 + 0.004 + 0.009 + 0.003)) < 1e-12)
  }
}
