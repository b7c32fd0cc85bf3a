import Speech
import Synchronization
import VoiceEngine

/// All ports of one interview in virtual time: takes calls, and answers when it is told to.
///
/// With a script it also knows when each call is to be answered, and with what; without one, as
/// when a log is run again, it only waits to be told.
final class PortDesk: Sendable {
  /// How much is under way.
  struct Load: Equatable, Sendable {
    /// Wordings and sentences that wait.
    var calls = 0
    /// Utterances that are being heard.
    var openUtterances = 0
    /// Utterances that are over and whose words are waited for.
    var awaitedUtterances = 0
    /// Longest of the utterances that are being heard.
    var longestUtterance = Duration.zero
  }

  private struct Waiting {
    var due: Duration?
    var answer: PortAnswer
    var resume: CheckedContinuation<PortAnswer, Never>
  }

  private struct Update {
    var due: Duration
    var utterance: Int
    var update: RecognitionUpdate
  }

  private struct State {
    var now = Duration.zero
    var counts: [PortCall: Int] = [:]
    var waiting: [PortCall: Waiting] = [:]
    var cancelled: Set<PortCall> = []
    var utterances: [Int: DeskUtterance] = [:]
    /// Utterances that have their words: a recognizer may tell them twice.
    var settled: [Int: DeskUtterance] = [:]
    var utteranceCount = 0
    var updates: [Update] = []
    var isClosed = false
  }

  private let script: PortScript?
  private let state = Mutex(State())

  init(script: PortScript?) { self.script = script }

  /// How much is under way.
  var load: Load {
    state.withLock { state in
      var load = Load(calls: state.waiting.count)
      for utterance in state.utterances.values {
        if utterance.isFinished {
          load.awaitedUtterances += 1
        } else {
          load.openUtterances += 1
          load.longestUtterance = max(load.longestUtterance, utterance.length)
        }
      }
      return load
    }
  }

  /// Sentences that wait.
  var waitingSentences: Int {
    state.withLock { state in
      state.waiting.keys.count { if case .sentence = $0 { true } else { false } }
    }
  }

  /// Whether what an interview waits for has arrived here.
  func holds(_ request: PortRequest) -> Bool {
    state.withLock { state in
      state.waiting.keys.contains { call in
        switch (request, call) {
        case (.wording, .wording): true
        case (.sentence(let wanted), .sentence(let text, _)): wanted == text
        default: false
        }
      }
    }
  }

  /// Says what time it is.
  func setTime(_ now: Duration) { state.withLock { $0.now = now } }

  /// The next answer whose time has come, or `nil`.
  func nextDue() -> (call: PortCall, answer: PortAnswer)? {
    state.withLock { state in
      let update = state.updates.indices.first { state.updates[$0].due <= state.now }
      if let update {
        let due = state.updates.remove(at: update)
        return (.utterance(due.utterance), .update(due.update))
      }
      let due = state.waiting.filter { $0.value.due.map { $0 <= state.now } ?? false }
      return due.min { ($0.value.due ?? .zero, $0.key) < ($1.value.due ?? .zero, $1.key) }
        .map { ($0.key, $0.value.answer) }
    }
  }

  /// Answers a call; one that is not there, or not any more, is passed over.
  func answer(_ call: PortCall, with answer: PortAnswer) {
    if case .utterance(let number) = call, case .update(let update) = answer {
      let utterance = state.withLock { state in
        let found = state.utterances[number] ?? state.settled[number]
        if update.isLast {
          state.settled[number] = found
          state.utterances[number] = nil
        }
        return found
      }
      utterance?.report(update)
    } else {
      state.withLock { $0.waiting.removeValue(forKey: call) }?.resume.resume(returning: answer)
    }
  }

  /// Lets everyone go who waits, and everyone who comes.
  func close() {
    let all = state.withLock { state in
      state.isClosed = true
      defer {
        state.waiting = [:]
        state.utterances = [:]
        state.settled = [:]
        state.updates = []
      }
      return state.waiting.values.map(\.resume)
    }
    for waiting in all { waiting.resume(returning: .failure) }
  }

  // MARK: Calls

  /// Waits for the answer to a call, which is numbered among its equals.
  func ask(_ make: (Int) -> PortCall) async -> PortAnswer {
    guard !Task.isCancelled else { return .failure }
    let call = state.withLock { state in
      let number = (state.counts[make(0)] ?? 0) + 1
      state.counts[make(0)] = number
      return make(number)
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        if !wait(call, continuation) { continuation.resume(returning: .failure) }
      }
    } onCancel: {
      let waiting = state.withLock { state in
        let found = state.waiting.removeValue(forKey: call)
        if found == nil { state.cancelled.insert(call) }
        return found
      }
      waiting?.resume.resume(returning: .failure)
    }
  }

  private func wait(
    _ call: PortCall,
    _ continuation: CheckedContinuation<PortAnswer, Never>
  ) -> Bool {
    let course = script?.course(of: call)
    return state.withLock { state in
      guard !state.isClosed, state.cancelled.remove(call) == nil else { return false }
      state.waiting[call] = Waiting(
        due: course?.delay.map { state.now + $0 },
        answer: course?.answer ?? .failure,
        resume: continuation
      )
      return true
    }
  }

  // MARK: Utterances

  /// Opens an utterance of the candidate.
  func open(
    _ report: @escaping @Sendable (RecognitionUpdate) -> Void
  ) -> any RecognitionStream {
    state.withLock { state in
      state.utteranceCount += 1
      let number = state.utteranceCount
      let utterance = DeskUtterance(number: number, desk: self, report: report)
      guard !state.isClosed else { return utterance }
      state.utterances[number] = utterance
      let course = script?.recognition(of: number)
      if let course, let delay = course.partialDelay, !course.words.isEmpty {
        let text = course.words.joined(separator: " ")
        state.updates.append(
          Update(due: state.now + delay, utterance: number, update: .partial(text))
        )
      }
      return utterance
    }
  }

  /// The candidate's words from a position to another are waited for.
  func finish(_ number: Int, from start: SampleTime, to end: SampleTime) {
    state.withLock { state in
      guard let course = script?.recognition(of: number), let delay = course.delay else { return }
      let result: RecognitionUpdate =
        course.fails
        ? .failed(code: "simulated") : .final(PortDesk.spread(course.words, from: start, to: end))
      let update = Update(due: state.now + delay, utterance: number, update: result)
      if course.isDoubled { state.updates.append(update) }
      state.updates.append(update)
    }
  }

  /// Nobody wants the words any more.
  func cancel(_ number: Int) {
    state.withLock { state in
      state.utterances[number] = nil
      state.updates.removeAll { $0.utterance == number }
    }
  }

  /// Lays words over what was heard but the silence that ended it.
  private static func spread(
    _ words: [String],
    from start: SampleTime,
    to end: SampleTime
  ) -> [WordTiming] {
    let length = max(.zero, end - start - EngineConfiguration().utteranceSilence)
    let step = Duration(ticks: length.ticks / Int64(max(1, words.count)))
    return words.enumerated().map { index, word in
      let at = start + step * index
      return WordTiming(text: word, start: at, end: at + step)
    }
  }
}

extension RecognitionUpdate {
  /// Whether nothing follows it.
  fileprivate var isLast: Bool { if case .partial = self { false } else { true } }
}
