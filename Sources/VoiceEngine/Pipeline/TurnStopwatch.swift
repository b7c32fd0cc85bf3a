import Speech

/// Notes when each step from a candidate's turn to the answer to it came to pass first.
struct TurnStopwatch {
  private let speechEnd: SampleTime
  private(set) var latency: TurnLatency
  private var last: Int64

  /// Starts when a turn is taken for complete.
  ///
  /// - Parameter now: the session's clock, which runs on where the media clock is late.
  init(turn: Int, speechEnd: SampleTime, now: SampleTime) {
    self.speechEnd = speechEnd
    last = max(0, (now - speechEnd).inMilliseconds)
    latency = TurnLatency(turn: turn, decidedMilliseconds: last)
  }

  /// Notes a step, unless it was noted before.
  mutating func note(_ step: WritableKeyPath<TurnLatency, Int64?>, at now: SampleTime) {
    guard latency[keyPath: step] == nil else { return }
    // A client may claim to have played what was hardly sent.
    last = max(last, (now - speechEnd).inMilliseconds)
    latency[keyPath: step] = last
  }
}

extension VoicePipeline {
  /// Tells what was measured of the turn that is being answered, whether or not the answer was
  /// heard.
  func stopWatch(interrupted: Bool) {
    guard var latency = stopwatch?.latency else { return }
    stopwatch = nil
    latency.interrupted = interrupted
    emit(.turnLatencyMeasured(latency))
  }
}
