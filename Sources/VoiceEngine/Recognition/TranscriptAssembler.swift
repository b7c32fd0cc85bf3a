public import Speech

/// Joins the utterances of one turn to one transcript.
///
/// A turn has one utterance a stretch of speech; each is settled by its own stream, and results may
/// come late and out of order.
public struct TranscriptAssembler: Equatable, Sendable {
  private enum Result: Equatable {
    case pending(partial: String)
    case settled([WordTiming])
    /// There will be no words with times; what was understood so far stands.
    case givenUp(partial: String)
  }

  private var results: [Int: Result] = [:]
  private var order: [Int] = []

  /// Creates an empty turn.
  public init() {}

  /// Whether every utterance is settled.
  public var isSettled: Bool { order.allSatisfy(isSettled) }

  /// Whether nothing more will come of an utterance.
  public func isSettled(_ utterance: Int) -> Bool {
    if case .pending = results[utterance] { false } else { true }
  }

  /// Whether the turn has any utterance.
  public var isEmpty: Bool { order.isEmpty }

  /// What is known of the turn's words.
  public var heardWords: HeardWords {
    if order.contains(where: { !text(of: [$0]).isEmpty }) { return .words }
    if !isSettled { return .awaited }
    let isWholeHeard = order.allSatisfy { results[$0] == .settled([]) }
    return isWholeHeard && !order.isEmpty ? .nothing : .unknowable
  }

  /// Whether an utterance belongs to the turn.
  public func holds(_ utterance: Int) -> Bool { results[utterance] != nil }

  /// Opens an utterance.
  public mutating func open(_ utterance: Int) {
    guard results[utterance] == nil else { return }
    results[utterance] = .pending(partial: "")
    order.append(utterance)
  }

  /// Takes what the recognizer says of an utterance; what is unknown or settled is left alone.
  ///
  /// - Returns: whether the text may have changed.
  public mutating func take(_ update: RecognitionUpdate, of utterance: Int) -> Bool {
    guard case .pending(let before) = results[utterance] else { return false }
    switch update {
    case .partial(let text):
      results[utterance] = .pending(partial: text)
      return text != before
    case .final(let words):
      results[utterance] = .settled(words)
    case .failed:
      results[utterance] = .givenUp(partial: before)
    }
    return true
  }

  /// Waits no longer for what is not settled: its last partial result is kept as text.
  public mutating func settleAll() {
    for id in order {
      if case .pending(let partial) = results[id] { results[id] = .givenUp(partial: partial) }
    }
  }

  /// Forgets an utterance that turned out not to belong to the turn.
  public mutating func discard(_ utterance: Int) {
    results[utterance] = nil
    order.removeAll { $0 == utterance }
  }

  /// The text so far, partial results included.
  public var text: String { text(of: order) }

  /// The text so far of some of the utterances.
  public func text(of utterances: [Int]) -> String {
    utterances.compactMap { id in
      switch results[id] {
      case .pending(let partial), .givenUp(let partial): partial.isEmpty ? nil : partial
      case .settled(let words):
        words.isEmpty ? nil : words.map(\.text).joined(separator: " ")
      case nil: nil
      }
    }.joined(separator: " ")
  }

  /// The settled words in the order in which they were said; none begins before the one before it.
  ///
  /// A recognizer may place the end of an utterance in the silence after it, where the next one
  /// begins already.
  public var words: [WordTiming] {
    var earliest = SampleTime(ticks: .min)
    return order.flatMap { id -> [WordTiming] in
      if case .settled(let words) = results[id] { words } else { [] }
    }.map { word in
      var word = word
      word.start = max(word.start, earliest)
      word.end = max(word.end, word.start)
      earliest = word.start
      return word
    }
  }
}
