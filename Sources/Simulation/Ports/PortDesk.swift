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

  private typealias Waiting = CheckedContinuation<PortAnswer, Never>

  private struct Step {
    /// When it comes; `nil` for never.
    var due: Duration?
    var answer: PortAnswer

    init(_ step: PortScript.Step, now: Duration) {
      due = step.delay.map { now + $0 }
      answer = step.answer
    }
  }

  private struct Update {
    var due: Duration
    var utterance: Int
    var update: RecognitionUpdate
  }

  private struct State {
    /// Numbers a call among its equals.
    mutating func number(_ make: (Int) -> PortCall) -> PortCall {
      counts[make(0), default: 0] += 1
      return make(counts[make(0)] ?? 1)
    }

    var now = Duration.zero
    var counts: [PortCall: Int] = [:]
    /// Who waits, for a sentence or for the next part of a wording.
    var waiting: [PortCall: Waiting] = [:]
    /// What each call still gives.
    var steps: [PortCall: [Step]] = [:]
    /// Wordings that are not over, whether their next part is waited for or not.
    var wordings: Set<PortCall> = []
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
    state.withLock { $0.waiting.keys.count { !$0.isWording } }
  }

  /// Whether what an interview waits for, and every wording that is not over, has arrived here.
  func holds(_ request: PortRequest?, awaitsWording: Bool) -> Bool {
    state.withLock { state in
      guard state.wordings.allSatisfy({ state.waiting[$0] != nil }) else { return false }
      // A wording whose last part is on its way is not over for the interview.
      if awaitsWording, state.wordings.isEmpty { return false }
      switch request {
      case nil: return true
      case .words: return false
      case .wording: return !state.wordings.isEmpty
      case .sentence(let wanted):
        return state.waiting.keys.contains { $0.isSentence(wanted) }
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
      let due = state.waiting.keys.compactMap { call -> (due: Duration, call: PortCall)? in
        guard let due = state.steps[call]?.first?.due, due <= state.now else { return nil }
        return (due, call)
      }
      guard let call = due.min(by: <)?.call, let step = state.steps[call]?.removeFirst() else {
        return nil
      }
      return (call, step.answer)
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
      let waiting = state.withLock { state in
        if answer.isLast { state.wordings.remove(call) }
        return state.waiting.removeValue(forKey: call)
      }
      waiting?.resume(returning: answer)
    }
  }

  /// Lets everyone go who waits, and everyone who comes.
  func close() {
    let all = state.withLock { state in
      state.isClosed = true
      defer {
        state.waiting = [:]
        state.wordings = []
        state.utterances = [:]
        state.settled = [:]
        state.updates = []
      }
      return Array(state.waiting.values)
    }
    for waiting in all { waiting.resume(returning: .failure) }
  }

  // MARK: Calls

  /// Begins the wording of a move.
  func word(_ text: String) -> AsyncStream<WordingPart> {
    let call: PortCall? = state.withLock { state in
      guard !state.isClosed else { return nil }
      let call = state.number { .wording(text, number: $0) }
      let steps = script?.wording(call, of: text) ?? []
      state.steps[call] = steps.map { Step($0, now: state.now) }
      state.wordings.insert(call)
      return call
    }
    guard let call else { return AsyncStream { $0.finish() } }
    return AsyncStream { [self] in
      guard state.withLock({ $0.wordings.contains(call) }) else { return nil }
      guard case .wording(let part) = await wait(for: call) else { return nil }
      return part
    } onCancel: { [self] in
      forget(call)
    }
  }

  /// Has a sentence spoken.
  func speak(_ text: String) async -> PortAnswer {
    guard !Task.isCancelled else { return .failure }
    let call = state.withLock { state in
      let call = state.number { .sentence(text, number: $0) }
      let step = script?.sentence(call, of: text)
      state.steps[call] = step.map { [Step($0, now: state.now)] } ?? []
      return call
    }
    return await wait(for: call)
  }

  private func wait(for call: PortCall) async -> PortAnswer {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isGone = state.withLock { state in
          if state.isClosed || state.cancelled.remove(call) != nil { return true }
          state.waiting[call] = continuation
          return false
        }
        if isGone { continuation.resume(returning: .failure) }
      }
    } onCancel: {
      forget(call)
    }
  }

  /// Nobody wants the answer any more.
  private func forget(_ call: PortCall) {
    let waiting = state.withLock { state in
      state.wordings.remove(call)
      let found = state.waiting.removeValue(forKey: call)
      if found == nil { state.cancelled.insert(call) }
      return found
    }
    waiting?.resume(returning: .failure)
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

extension PortAnswer {
  /// Whether no further answer to the same call follows it.
  fileprivate var isLast: Bool { if case .wording(let part) = self { part.isLast } else { true } }
}

extension PortCall {
  fileprivate var isWording: Bool { if case .wording = self { true } else { false } }

  fileprivate func isSentence(_ wanted: String) -> Bool {
    if case .sentence(let text, _) = self { text == wanted } else { false }
  }
}
