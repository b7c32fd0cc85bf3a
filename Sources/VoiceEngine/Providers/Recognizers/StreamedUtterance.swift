import Speech

/// One utterance that is streamed: its audio as far as it may have to be sent again, and its words.
///
/// Places are samples at 16 kHz since the utterance began.
struct StreamedUtterance {
  /// Longest audio that is kept, in samples: a minute.
  static let keptLimit = 60 * PCMChunk.sampleRate

  /// The session's time of the first sample.
  private(set) var start: SampleTime?
  /// Settled words, on the session's clock.
  private(set) var words: [WordTiming] = []
  /// Everything before is settled.
  private var settled = 0
  /// Everything before was settled in so many words: a word alone does not say what follows it.
  private(set) var settledThrough = 0
  private var partial = ""
  private var kept: [Int16] = []
  private var keptFrom = 0
  /// Everything before was sent on the present stream.
  private var sent = 0
  /// Place of the present stream's first sample.
  private var origin = 0

  /// How long it is.
  var count: Int { keptFrom + kept.count }
  /// How much was not sent yet.
  var unsent: Int { count - sent }
  /// The words so far.
  var text: String {
    (words.map(\.text) + (partial.isEmpty ? [] : [partial])).joined(separator: " ")
  }

  /// Takes audio; what was sent long ago makes room, what was never sent does not.
  mutating func append(_ chunk: PCMChunk) {
    if start == nil { start = chunk.start }
    let surplus = kept.count + chunk.samples.count - StreamedUtterance.keptLimit
    if surplus > 0 { forget(before: min(sent, keptFrom + surplus)) }
    guard kept.count + chunk.samples.count <= StreamedUtterance.keptLimit else { return }
    kept += chunk.samples.map { Int16(max(-1, min(1, $0)) * 32_767) }
  }

  /// What is to be sent next, at most a second.
  mutating func takeUnsent() -> [Int16] {
    let piece = kept[(sent - keptFrom)...].prefix(PCMChunk.sampleRate)
    sent += piece.count
    return Array(piece)
  }

  /// Begins again on a stream: everything that is not settled is to be sent.
  ///
  /// - Parameter streamed: samples that the stream took before.
  mutating func restart(streamed: Int) {
    forget(before: settled)
    sent = keptFrom
    origin = keptFrom - streamed
    partial = ""
  }

  /// Takes a belief; says whether it changes the text.
  mutating func believe(_ text: String) -> Bool {
    let before = self.text
    partial = text
    return self.text != before
  }

  /// Takes settled words; those of what was there before the utterance are none of it.
  mutating func settle(_ words: [StreamedWord], through: Double?) {
    partial = ""
    for word in words {
      let text = word.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      let (from, to) = (place(word.start), place(word.end))
      guard !text.isEmpty, !isBeforeBeginning(word) else { continue }
      settled = max(settled, to)
      self.words.append(
        WordTiming(
          text: text,
          start: time(from),
          end: max(time(from), time(to)),
          confidence: word.confidence.flatMap { $0.isFinite ? min(1, max(0, $0)) : nil }
        )
      )
    }
    if let through {
      settledThrough = max(settledThrough, place(through))
      settled = max(settled, settledThrough)
    }
    forget(before: min(sent, settled))
  }

  /// Takes settled text without times: it is spread over what was sent since the last.
  mutating func settle(text: String) {
    partial = ""
    words += WordSpreading.words(of: text, from: time(settled), to: time(sent))
    settled = max(settled, sent)
    forget(before: settled)
  }

  private func isBeforeBeginning(_ word: StreamedWord) -> Bool {
    Double(origin) + word.end * Double(PCMChunk.sampleRate) < 0
  }

  private func place(_ seconds: Double) -> Int {
    guard seconds.isFinite else { return 0 }
    let place = Double(origin) + seconds * Double(PCMChunk.sampleRate)
    return Int(min(max(0, place), Double(count)).rounded())
  }

  private func time(_ place: Int) -> SampleTime {
    (start ?? .zero) + Duration(ticks: Int64(place) * PCMChunk.ticksPerSample)
  }

  private mutating func forget(before place: Int) {
    guard place > keptFrom else { return }
    kept.removeFirst(place - keptFrom)
    keptFrom = place
  }
}
