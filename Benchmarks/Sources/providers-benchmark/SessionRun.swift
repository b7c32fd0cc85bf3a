import Dispatch
import Synchronization
import VoiceEngine

/// A lane: one serial queue.
final class QueueLane: SerialExecutor {
  let queue = DispatchQueue(label: "lane")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }

  func checkIsolated() { dispatchPrecondition(condition: .onQueue(queue)) }
}

/// Speaks every sentence at once: 0.4 s of silence.
struct InstantSynthesizer: SpeechSynthesizer {
  func synthesize(_ request: SynthesisRequest) async throws(EngineError) -> SynthesizedSpeech {
    SynthesizedSpeech(
      samples: [Float](repeating: 0, count: 6_400),
      sampleRate: 16_000,
      words: []
    )
  }
}

/// Hears nothing: these candidates type.
private struct NoVoice: VoiceDetector {
  mutating func process(_ samples: [Float]) -> VoiceVerdict {
    VoiceVerdict(isVoice: false, levelDecibels: -100)
  }

  func phraseEnding(silence: Duration) -> PhraseEnding? { nil }

  mutating func reset() {}
}

/// One interview whose candidate types an answer as soon as it may.
///
/// Its model replies "Thank you." and then the moment at which that sentence was known to be over.
final class SessionRun: Sendable {
  private let pipeline: VoicePipeline
  /// When it began, or 0.
  private let start = Atomic<UInt64>(0)

  /// Prepares an interview.
  init(
    _ plan: InterviewPlan,
    interviewer: @escaping (@escaping @Sendable (UInt64) -> Void) -> any Interviewer,
    speech: SpeechCache,
    lane: QueueLane,
    delays: Delays
  ) throws {
    let writtenAt = Box()
    pipeline = try VoicePipeline(
      plan: plan,
      ports: EnginePorts(
        recognizer: nil,
        interviewer: interviewer { writtenAt.value.store($0, ordering: .relaxed) },
        speech: speech,
        makeDetector: { _ in NoVoice() }
      ),
      lane: lane
    ) { output in
      guard case .interviewerPacket = output else { return }
      let written = writtenAt.value.exchange(0, ordering: .relaxed)
      if written > 0 { delays.add(nanoseconds() - written) }
    }
  }

  private final class Box: Sendable {
    let value = Atomic<UInt64>(0)
  }

  /// Begins, and then lets time pass; on the lane.
  func tick() {
    let now = nanoseconds()
    let began = start.load(ordering: .relaxed)
    guard began > 0 else {
      start.store(now, ordering: .relaxed)
      return pipeline.assumeIsolated { $0.start() }
    }
    let elapsed = Duration.nanoseconds(Int64(now - began))
    pipeline.assumeIsolated { pipeline in
      pipeline.advance(elapsed: elapsed)
      guard pipeline.state == .listening else { return }
      pipeline.receive(
        .answerText("The database was slow because of a lock."),
        elapsed: elapsed
      )
    }
  }

  /// Whether the interview is over; on the lane.
  var isOver: Bool { pipeline.assumeIsolated { $0.state == .closed } }
}
