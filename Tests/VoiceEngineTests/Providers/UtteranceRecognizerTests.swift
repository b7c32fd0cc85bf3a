import Speech
import Synchronization
import TestKit
import Testing
import VoiceEngine

@Suite struct UtteranceRecognizerTests {
  /// Writes down what it was sent and answers with the length in milliseconds, or an error.
  private final class CountingTranscriber: Transcriber {
    let sent = Mutex<[RecordedSpeech]>([])
    private let failures: Mutex<Int>
    private let knows: String?

    init(failures: Int = 0, knows: String? = nil) {
      self.failures = Mutex(failures)
      self.knows = knows
    }

    var lengths: [Int] { sent.withLock { $0.map { $0.samples.count / 16 } } }

    func transcribes(language: String) -> Bool { knows.map { $0 == language } ?? true }

    func words(
      of speech: RecordedSpeech,
      deadlines: HTTPStreamRequest.Deadlines
    ) async throws(ProviderError) -> [WordTiming] {
      sent.withLock { $0.append(speech) }
      let fails = failures.withLock { failures in
        failures -= 1
        return failures >= 0
      }
      if fails { throw .malformed }
      let end = SampleTime.zero + speech.duration
      return [WordTiming(text: "\(speech.samples.count / 16)", start: .zero, end: end)]
    }
  }

  private final class Reports: Sendable {
    let updates = Mutex<[RecognitionUpdate]>([])

    func take(_ update: RecognitionUpdate) { updates.withLock { $0.append(update) } }

    func untilLast() async -> [RecognitionUpdate] {
      while true {
        let all = updates.withLock { $0 }
        if let last = all.last, !last.isPartial { return all }
        await Task.yield()
      }
    }

    func untilPartials(_ count: Int) async {
      while updates.withLock({ $0.filter(\.isPartial).count }) < count { await Task.yield() }
    }
  }

  private let reports = Reports()
  private let start = SampleTime(milliseconds: 7_000)

  private func stream(
    _ transcribers: [any Transcriber],
    terms: [String] = []
  ) -> any RecognitionStream {
    let list = FallbackList(
      transcribers.enumerated().map { .init(name: "t\($0.offset)", provider: $0.element) },
      policy: .recognizer,
      clock: VirtualClock().provider
    )
    return UtteranceRecognizer(list).makeStream(language: "en", terms: terms) { [reports] in
      reports.take($0)
    }
  }

  /// 100 ms a character: `S` speech, `.` silence.
  private func speak(_ diagram: String, from first: Int = 0, to stream: any RecognitionStream) {
    for (index, character) in diagram.enumerated() {
      for packet in 0..<5 {
        let level: Float = character == "S" ? 0.2 : 0.001
        let samples = (0..<320).map { $0 % 2 == 0 ? level : -level }
        let ticks = Int64((first + index) * 5 + packet) * 960
        stream.append(PCMChunk(start: start + Duration(ticks: ticks), samples: samples))
      }
    }
  }

  private func final(_ lengths: Int...) -> RecognitionUpdate {
    .final(
      lengths.map { length in
        let end = start + Duration.milliseconds(length)
        return WordTiming(text: "\(length)", start: start, end: end)
      }
    )
  }

  @Test func `speech without a pause is sent once, at its end, on the session's clock`() async {
    let transcriber = CountingTranscriber()
    let stream = stream([transcriber], terms: ["Kubernetes"])
    speak("SSSSSSS", to: stream)
    stream.finish()
    #expect(await reports.untilLast() == [final(700)])
    #expect(transcriber.sent.withLock { $0.map(\.terms) } == [["Kubernetes"]])
  }

  @Test func `the words are asked for in the pause and used when nothing follows it`() async {
    let transcriber = CountingTranscriber()
    let stream = stream([transcriber])
    speak("SSSS...", to: stream)
    await reports.untilPartials(1)
    speak("...", from: 7, to: stream)
    stream.finish()
    #expect(await reports.untilLast() == [.partial("700"), final(700)])
    #expect(transcriber.lengths == [700])
  }

  @Test func `words of a pause in which the speaker went on are not the final ones`() async {
    let transcriber = CountingTranscriber()
    let stream = stream([transcriber])
    speak("SSSS...", to: stream)
    await reports.untilPartials(1)
    speak("SS", from: 7, to: stream)
    stream.finish()
    #expect(await reports.untilLast().last == final(900))
    #expect(transcriber.lengths == [700, 900])
  }

  @Test func `no more than three early requests are made`() async {
    let transcriber = CountingTranscriber()
    let stream = stream([transcriber])
    for part in 0..<6 { speak("SS....", from: part * 6, to: stream) }
    stream.finish()
    _ = await reports.untilLast()
    #expect(transcriber.lengths.count <= 4 && transcriber.lengths.last == 3_600)
  }

  @Test func `an early request that fails is made up for at the end`() async {
    let transcriber = CountingTranscriber(failures: 1)
    let stream = stream([transcriber])
    speak("SSSS...", to: stream)
    stream.finish()
    #expect(await reports.untilLast() == [final(700)])
  }

  @Test func `the next transcriber takes over`() async {
    let (broken, spare) = (CountingTranscriber(failures: 9), CountingTranscriber())
    let stream = stream([broken, spare])
    speak("SSSS", to: stream)
    stream.finish()
    #expect(await reports.untilLast() == [final(400)])
    #expect(broken.lengths == [400] && spare.lengths == [400])
  }

  @Test func `a transcriber that does not know the language is passed over`() async {
    let (other, spare) = (CountingTranscriber(knows: "fr"), CountingTranscriber())
    let stream = stream([other, spare])
    speak("SSSS", to: stream)
    stream.finish()
    #expect(await reports.untilLast() == [final(400)])
    #expect(other.lengths.isEmpty)
  }

  @Test func `where all fail the code is told and no word`() async {
    let stream = stream([CountingTranscriber(failures: 9)])
    speak("SSSS", to: stream)
    stream.finish()
    #expect(await reports.untilLast() == [.failed(code: "malformed")])
  }

  @Test func `an utterance without samples is empty`() async {
    let transcriber = CountingTranscriber()
    stream([transcriber]).finish()
    #expect(await reports.untilLast() == [.final([])])
    #expect(transcriber.lengths.isEmpty)
  }

  @Test func `after a minute no more is kept`() async {
    let transcriber = CountingTranscriber()
    let stream = stream([transcriber])
    speak(String(repeating: "S", count: 620), to: stream)
    stream.finish()
    _ = await reports.untilLast()
    #expect(transcriber.lengths == [60_000])
  }

  @Test func `a dropped utterance reports nothing`() async {
    let transcriber = CountingTranscriber()
    let stream = stream([transcriber])
    speak("SSSS", to: stream)
    stream.cancel()
    stream.finish()
    speak("SSSS", to: stream)
    for _ in 0..<50 { await Task.yield() }
    #expect(reports.updates.withLock { $0.isEmpty } && transcriber.lengths.isEmpty)
  }

  @Test func `a recognizer that streams can stand in for one that does not`() async {
    let stream = stream([
      CountingTranscriber(failures: 9), StreamingTranscriber(ScriptedRecognizer(["so it was"])),
    ])
    speak("SSSS", to: stream)
    stream.finish()
    guard case .final(let words)? = await reports.untilLast().last else { return }
    #expect(words.map(\.text) == ["so", "it", "was"])
    #expect(words.first?.start == start)
  }
}
