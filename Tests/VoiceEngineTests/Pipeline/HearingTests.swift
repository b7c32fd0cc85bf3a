import Speech
import Synchronization
import TestKit
import Testing
import VoiceEngine

/// A recognizer that writes down what it is given.
private final class NotingRecognizer: SpeechRecognizer {
  final class Stream: RecognitionStream {
    private let chunks = Mutex<[PCMChunk]>([])
    private let finished = Mutex<(isFinished: Bool, isCancelled: Bool)>((false, false))

    var heard: [PCMChunk] { chunks.withLock { $0 } }
    var isFinished: Bool { finished.withLock { $0.isFinished } }
    var isCancelled: Bool { finished.withLock { $0.isCancelled } }

    func append(_ chunk: PCMChunk) { chunks.withLock { $0.append(chunk) } }
    func finish() { finished.withLock { $0.isFinished = true } }
    func cancel() { finished.withLock { $0.isCancelled = true } }
  }

  private let opened = Mutex<[Stream]>([])

  var streams: [Stream] { opened.withLock { $0 } }

  func recognizes(language: String) -> Bool { true }

  func makeStream(
    language: String,
    terms: [String],
    report: @escaping @Sendable (RecognitionUpdate) -> Void
  ) -> any RecognitionStream {
    let stream = Stream()
    opened.withLock { $0.append(stream) }
    return stream
  }
}

@Suite struct HearingTests {
  private func interview(
    configuration: EngineConfiguration = EngineConfiguration()
  ) async throws -> (InterviewSimulation, NotingRecognizer) {
    let recognizer = NotingRecognizer()
    let interview = try InterviewSimulation(
      .forTests(endpointing: .think),
      recognizer: recognizer,
      configuration: configuration
    )
    await interview.start()
    try await interview.waitForFloor()
    return (interview, recognizer)
  }

  private func areContiguous(_ chunks: [PCMChunk]) -> Bool {
    zip(chunks, chunks.dropFirst()).allSatisfy { $0.end == $1.start }
  }

  @Test func `the recognizer hears 400 ms from before the onset`() async throws {
    let (interview, recognizer) = try await interview()
    try await interview.play("..........SSSSSSSSSS")
    let onset = interview.events.compactMap {
      if case .speechStarted(let edge) = $0 { edge.atMilliseconds } else { nil }
    }
    let chunks = try #require(recognizer.streams.first?.heard)
    #expect(areContiguous(chunks))
    let first = try #require(chunks.first).start.milliseconds
    #expect((380...420).contains(onset[0] - first))
    #expect(chunks.last?.end.milliseconds == interview.now.milliseconds)
  }

  @Test func `an utterance is settled by 600 ms of silence and the next one begins anew`()
    async throws
  {
    let (interview, recognizer) = try await interview()
    try await interview.play("SSSSSSSSSS.....")
    #expect(recognizer.streams.map(\.isFinished) == [false])
    try await interview.play("..")
    #expect(recognizer.streams.map(\.isFinished) == [true])
    try await interview.play(".....SSSSSSS")
    #expect(recognizer.streams.map(\.isFinished) == [true, false])
    #expect(recognizer.streams.allSatisfy { areContiguous($0.heard) })
  }

  @Test func `a word that begins as an utterance is settled is not cut in two`() async throws {
    for silence in 3...9 {
      let (interview, recognizer) = try await interview()
      try await interview.play("SSSSSSSSSS" + String(repeating: ".", count: silence) + "SSSSSS")
      let streams = recognizer.streams
      let began = interview.events.compactMap {
        if case .speechStarted(let edge) = $0 {
          SampleTime(milliseconds: edge.atMilliseconds)
        } else {
          nil
        }
      }
      if streams.count == 2 {
        let end = try #require(streams[0].heard.last).end
        #expect(end <= began[1], "\(silence)")
        #expect(try #require(streams[1].heard.first).start <= began[1])
      } else {
        #expect(!streams[0].isFinished, "\(silence)")
      }
    }
  }

  @Test func `an utterance without a pause is settled at its limit and nothing is heard twice`()
    async throws
  {
    var configuration = EngineConfiguration()
    configuration.utteranceLimit = .seconds(2)
    let (interview, recognizer) = try await interview(configuration: configuration)
    try await interview.play(String(repeating: "S", count: 70))
    let streams = recognizer.streams
    #expect(streams.count == 4)
    #expect(areContiguous(streams.flatMap(\.heard)))
  }

  @Test func `a voice that talks over a repeated question is not heard twice`() async throws {
    let (interview, recognizer) = try await interview()
    try await interview.play("SSSSSSSSSS")
    await interview.send(.questionRepeat)
    try await interview.play("SSSSSSSSSSSSSSSS")
    let streams = recognizer.streams
    #expect(streams.count == 2)
    let end = try #require(streams[0].heard.last).end
    #expect(try #require(streams[1].heard.first).start >= end)
  }

  @Test func `audio that is missing in a word is silence to the recognizer`() async throws {
    let (interview, recognizer) = try await interview()
    try await interview.play("SSSSSSSSSS")
    interview.skipTimestamp(960 * 10)
    try await interview.play("__SSSSSSSSSS")
    #expect(recognizer.streams.count == 1)
    let chunks = recognizer.streams[0].heard
    #expect(areContiguous(chunks))
    #expect(chunks.contains { $0.samples.count == 3_200 && $0.samples.allSatisfy { $0 == 0 } })
  }

  @Test func `a long hole ends the utterance, and what follows is another`() async throws {
    let (interview, recognizer) = try await interview()
    try await interview.play("SSSSSSSSSS")
    interview.skipTimestamp(960 * 50)
    try await interview.play("__________SSSSSSSSSS")
    let streams = recognizer.streams
    #expect(streams.map(\.isFinished) == [true, false])
    #expect(streams.allSatisfy { areContiguous($0.heard) })
    let end = try #require(streams[0].heard.last).end
    let next = try #require(streams[1].heard.first).start
    #expect(next - end >= .milliseconds(980))
    #expect(interview.turns.isEmpty, "\(interview.diagram())")
  }

  @Test func `what the interviewer talked over is not part of the answer`() async throws {
    let recognizer = NotingRecognizer()
    let interview = try InterviewSimulation(.forTests(), recognizer: recognizer)
    await interview.start()
    try await interview.play("SS...")
    try await interview.waitForFloor()
    #expect(recognizer.streams.isEmpty)
    try await interview.play("SSSSSS")
    #expect(recognizer.streams.count == 1)
  }

  @Test func `an answer that is given up is not decoded any further`() async throws {
    let (interview, recognizer) = try await interview()
    try await interview.play("SSSSSSSSSS")
    await interview.send(.answerText("typed"))
    #expect(recognizer.streams.map(\.isCancelled) == [true])
  }

  @Test func `faults of the client are told once in ten seconds each`() async throws {
    let (interview, _) = try await interview()
    for number in 0..<20 {
      await interview.send(
        IncomingAudio(
          sequence: UInt32(number),
          timestamp: 0,
          gapBefore: false,
          payload: .opus([0xff, 0xff])
        )
      )
      await interview.send(
        IncomingAudio(sequence: 1, timestamp: 0, gapBefore: false, payload: .pcm16([1, 2, 3]))
      )
    }
    #expect(interview.warnings == ["undecodable_audio"])
    #expect(interview.violations.isEmpty)
  }

  @Test func `PCM is heard, and recorded as Opus`() async throws {
    let (interview, recognizer) = try await interview()
    let voice = SyntheticVoice.syllables(seconds: 1, amplitude: 0.5)
    for index in 0..<50 {
      let bytes = voice[(index * 320)..<(index * 320 + 320)].flatMap { sample in
        let value = UInt16(bitPattern: Int16(sample * 32_767))
        return [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
      }
      await interview.send(
        IncomingAudio(
          sequence: UInt32(1_000 + index),
          timestamp: UInt32(1_000_000 + index * 960),
          gapBefore: false,
          payload: .pcm16(bytes)
        )
      )
    }
    #expect(recognizer.streams.count == 1)
    let packets = interview.outputs.compactMap {
      if case .candidatePacket(let packet) = $0 { packet } else { nil }
    }
    #expect(packets.suffix(50).allSatisfy { OpusDecoder.durationTicks(of: $0.bytes) == 960 })
    #expect(interview.violations.isEmpty)
  }
}
