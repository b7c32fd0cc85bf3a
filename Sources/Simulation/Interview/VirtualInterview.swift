import Speech
import VoiceEngine

/// One real pipeline in virtual time, whose ports all stand at one desk.
///
/// `give` returns when nothing moves any more: every task that an input set off has run or waits at
/// the desk. So the same inputs give the same outputs, whatever the machine does beside.
final class VirtualInterview {
  /// Takes the calls to the ports.
  let desk: PortDesk
  private let pipeline: VoicePipeline
  private let lane = ManualLane()
  private let speech: SpeechCache

  /// Prepares an interview.
  ///
  /// - Parameter isForgetful: whether the recognizer is never told that an utterance is over.
  init(
    _ plan: InterviewPlan,
    configuration: EngineConfiguration,
    desk: PortDesk,
    isForgetful: Bool = false,
    output: @escaping @Sendable (EngineOutput) -> Void
  ) throws(EngineError) {
    self.desk = desk
    speech = desk.makeCache()
    let recognizer = DeskRecognizer(desk: desk)
    pipeline = try VoicePipeline(
      plan: plan,
      ports: EnginePorts(
        recognizer: isForgetful ? ForgetfulRecognizer(recognizer: recognizer) : recognizer,
        interviewer: DeskInterviewer(desk: desk),
        speech: speech,
        makeDetector: { _ in LevelVoiceDetector() }
      ),
      configuration: configuration,
      lane: lane,
      output: output
    )
  }

  /// Gives an input and waits until all that follows from it has happened.
  func give(_ input: InterviewInput, at elapsed: Duration) async {
    desk.setTime(elapsed)
    var isAnswer = false
    switch input {
    case .started: onLane { $0.start() }
    case .audio(let audio): onLane { $0.receive(audio, elapsed: elapsed) }
    case .command(let command): onLane { $0.receive(command, elapsed: elapsed) }
    case .timePassed: onLane { $0.advance(elapsed: elapsed) }
    case .connectionLost: onLane { $0.connectionLost(elapsed: elapsed) }
    case .connectionRestored: onLane { $0.connectionRestored(elapsed: elapsed) }
    case .finished(let reason): onLane { $0.finish(reason, elapsed: elapsed) }
    case .answered(let call, let answer):
      isAnswer = true
      desk.answer(call, with: answer)
    }
    // Most packets set off nothing.
    if lane.drain() || isAnswer || !isQuiet { await settle() }
  }

  /// Lets every task go that still waits.
  func close() async {
    desk.close()
    await settle()
  }

  private func settle() async {
    while true {
      lane.drain()
      if isQuiet {
        // Asked after the lane has run: what it told the cache, the cache has heard.
        let underway = await speech.underway
        if underway == desk.waitingSentences, !lane.drain(), isQuiet { return }
      }
      await Task.yield()
    }
  }

  private var isQuiet: Bool {
    let (request, awaitsWording) = onLane { ($0.awaitedRequest, $0.awaitsWording) }
    return desk.holds(request, awaitsWording: awaitsWording)
  }

  /// Runs on the lane, which is whoever calls; apart, because an async function may change threads.
  private func onLane<Value: Sendable>(_ body: @Sendable (isolated VoicePipeline) -> Value) -> Value
  {
    pipeline.assumeIsolated { body($0) }
  }
}
