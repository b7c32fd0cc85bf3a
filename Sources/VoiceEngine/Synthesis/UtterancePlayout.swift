public import Speech

/// One interviewer utterance on its way to the candidate's ear.
///
/// Sentences are appended as they become ready; packets are released so that they arrive `lead`
/// before they are played. What the client acknowledges corrects the reckoning of its playout and
/// decides which words were heard.
public struct UtterancePlayout: Equatable, Sendable {
  /// Number of the utterance on the wire.
  public let utterance: UInt16
  /// How far packets are released ahead of the playout.
  public let lead: Duration

  private(set) var packets: [[UInt8]] = []
  private(set) var words: [WordTiming] = []
  private(set) var sentences: [Sentence] = []
  /// Packets that were released.
  public private(set) var sent = 0
  /// Whether no further sentence will come.
  public private(set) var isComplete = false
  /// The session time of the first packet, or `nil` before it was released.
  public private(set) var start: SampleTime?
  /// What the client said that it played, from the first packet.
  public private(set) var acknowledged = Duration.zero
  /// Whether it was stopped: nothing more of it is released.
  public private(set) var isStopped = false
  /// When the newest packets were released, on the session's clock.
  public var lastRelease: SampleTime? { releases.last }
  /// End of the last released packet on the session's clock.
  public private(set) var lastPacketEnd: SampleTime
  private var reckoning = PlayoutReckoning()
  private var hasAcknowledgement = false
  private var runs: [Run] = []
  private var isLastSent = false
  /// When each of the last packets was released.
  private var releases: [SampleTime] = []

  /// Packets without a hole between them on the session's clock.
  private struct Run: Equatable {
    var first: Int
    var place: SampleTime
  }

  /// A sentence and where it begins.
  struct Sentence: Equatable, Sendable {
    var text: String
    var firstPacket: Int
    var firstWord: Int
  }

  /// A client that fell this far behind its packets ran dry; the recording gets the hole too.
  private static let dryAfter = Duration.milliseconds(500)
  /// Releases that are kept, two seconds of them: no voice is noticed later.
  private static let releaseMemory = 100
  /// Ends an utterance whose last sentence turned out to be missing after the others were sent.
  private static let silence: [UInt8]? = {
    guard var encoder = try? OpusEncoder(sampleRate: 16_000) else { return nil }
    return try? encoder.encode([Float](repeating: 0, count: encoder.packetSamples))
  }()

  /// Creates an utterance without words.
  ///
  /// - Parameter notBefore: where the interviewer's track ends so far.
  public init(utterance: UInt16, lead: Duration, notBefore: SampleTime = .zero) {
    self.utterance = utterance
    self.lead = lead
    lastPacketEnd = notBefore
  }

  /// Length of the sentences so far.
  public var duration: Duration { UtterancePlayout.length(of: packets.count) }

  /// All the words.
  public var fullText: String { sentences.map(\.text).joined(separator: " ") }

  /// Adds a sentence to the end.
  public mutating func append(_ speech: EncodedSpeech) {
    let offset = duration
    sentences.append(
      Sentence(text: speech.text, firstPacket: packets.count, firstWord: words.count)
    )
    packets += speech.packets
    words += speech.words.map { word in
      WordTiming(
        text: word.text,
        start: word.start + offset,
        end: word.end + offset,
        confidence: word.confidence
      )
    }
  }

  /// Says that the last sentence was appended.
  ///
  /// A client waits for the packet that is marked as the last: where all were sent without the
  /// mark, 20 ms of silence carry it.
  public mutating func complete() {
    isComplete = true
    if sent > 0, sent == packets.count, !isLastSent, let silence = UtterancePlayout.silence {
      packets.append(silence)
    }
  }

  /// The packets that must be sent now, with their place on the session's clock.
  public mutating func release(
    at now: SampleTime
  ) -> [(start: SampleTime, isLast: Bool, bytes: [UInt8])] {
    guard sent < packets.count, !isStopped else { return [] }
    // What was sent ahead of an utterance that was cut still holds its place.
    guard sent > 0 || now >= lastPacketEnd else { return [] }
    // A client that ran dry plays the next packet when it comes: the rest moves with it.
    let base = reckoning.base(at: now, afterSending: UtterancePlayout.length(of: sent))
    var due: [(start: SampleTime, isLast: Bool, bytes: [UInt8])] = []
    while sent < packets.count {
      guard base + UtterancePlayout.length(of: sent) - lead <= now else { break }
      let place = nextPlace(at: now)
      lastPacketEnd = place + OpusEncoder.packetDuration
      isLastSent = isComplete && sent == packets.count - 1
      due.append((place, isLastSent, packets[sent]))
      sent += 1
    }
    releases += repeatElement(now, count: due.count)
    releases.removeFirst(max(0, releases.count - UtterancePlayout.releaseMemory))
    return due
  }

  /// Length of what was released after a moment.
  func sent(after moment: SampleTime) -> Duration {
    UtterancePlayout.length(of: releases.count { $0 > moment })
  }

  /// The client says how much it has played.
  ///
  /// More than was sent is not believed, and neither is a playout that hardly moves.
  public mutating func acknowledge(_ played: Duration, at now: SampleTime) {
    guard sent > 0 else { return }
    hasAcknowledgement = true
    let believed = max(.zero, min(played, UtterancePlayout.length(of: sent)))
    acknowledged = max(acknowledged, believed)
    reckoning.acknowledge(believed, at: now)
  }

  /// Releases nothing more.
  public mutating func stop() { isStopped = true }

  /// Whether all of it that there is was sent.
  var isDry: Bool { sent == packets.count }

  /// Whether its first packet can be sent, and was not.
  var isReadyToBegin: Bool { start == nil && !packets.isEmpty }

  /// Words of it that were not heard to their end.
  public var unheardWordCount: Int {
    let heard = heardLength
    return sentences.indices.reduce(0) { count, index in
      let part = unheardPart(of: index, heard)
      return count + (part?.text.split(separator: " ").count ?? 0)
    }
  }

  /// The words that were sent last.
  func recentWords(within span: Duration) -> [String] {
    let end = UtterancePlayout.length(of: sent)
    let sent = words.prefix { $0.start - .zero < end }
    return sent.filter { $0.end - .zero >= end - lead - span }.map(\.text)
  }

  /// What was not heard of an utterance that was stopped, as one of its own: it begins with the
  /// first word that was not heard to its end, or with its sentence where no times of words are
  /// known.
  ///
  /// - Returns: `nil` when all that will ever be in it was heard.
  public func rest(as utterance: UInt16) -> UtterancePlayout? {
    let heard = heardLength
    if isComplete, heard >= duration - OpusEncoder.packetDuration { return nil }
    var rest = UtterancePlayout(utterance: utterance, lead: lead, notBefore: lastPacketEnd)
    for index in sentences.indices {
      if let part = unheardPart(of: index, heard) { rest.append(part) }
    }
    rest.isComplete = isComplete
    return rest
  }

  private func unheardPart(of index: Int, _ heard: Duration) -> EncodedSpeech? {
    let isLast = index == sentences.count - 1
    let endPacket = isLast ? packets.count : sentences[index + 1].firstPacket
    let endWord = isLast ? words.count : sentences[index + 1].firstWord
    let own = sentences[index].firstWord..<endWord
    if own.isEmpty, UtterancePlayout.length(of: endPacket) <= heard { return nil }
    let first = own.first { words[$0].end - .zero > heard }
    guard own.isEmpty || first != nil else { return nil }
    let word = first ?? own.lowerBound
    let packet =
      word == own.lowerBound
      ? sentences[index].firstPacket : Int(words[word].start.ticks / OpusEncoder.packetTicks)
    let offset = UtterancePlayout.length(of: packet)
    let parts = sentences[index].text.split(separator: " ")
    return EncodedSpeech(
      packets: Array(packets[packet..<endPacket]),
      words: words[word..<endWord].map { word in
        WordTiming(
          text: word.text,
          start: word.start - offset,
          end: word.end - offset,
          confidence: word.confidence
        )
      },
      // As written, with its punctuation, where the voice has the same words.
      text: parts.count == own.count
        ? parts.dropFirst(word - own.lowerBound).joined(separator: " ")
        : own.isEmpty
          ? sentences[index].text : words[word..<endWord].map(\.text).joined(separator: " ")
    )
  }

  /// How much was played: as acknowledged, or as reckoned for a client that says nothing.
  private var heardLength: Duration {
    guard !hasAcknowledgement, let base = reckoning.base, let lastRelease else {
      return acknowledged
    }
    return max(.zero, min(lastRelease - base, UtterancePlayout.length(of: sent)))
  }

  /// Whether all of it was played, as far as can be known.
  ///
  /// - Parameter grace: how long after the reckoned end a missing acknowledgement is waited for.
  public func isFinished(at now: SampleTime, grace: Duration) -> Bool {
    guard isComplete, sent == packets.count, !isStopped else { return false }
    // One packet less: clients round down.
    if acknowledged >= duration - OpusEncoder.packetDuration { return true }
    guard let base = reckoning.base else { return packets.isEmpty }
    return now >= base + duration + grace
  }

  /// The words that were heard: all of them, or those that ended before the acknowledged position.
  public func heard(truncated: Bool) -> (text: String, words: [WordTiming]) {
    let heard = truncated ? words.filter { $0.end - .zero <= acknowledged } : words
    let placed = heard.map { word in
      WordTiming(text: word.text, start: place(ofStart: word.start), end: place(ofEnd: word.end))
    }
    let text = truncated ? heard.map(\.text).joined(separator: " ") : fullText
    return (text, placed)
  }

  /// Where on the session's clock the utterance ends, or what was heard of it.
  public func end(truncated: Bool) -> SampleTime {
    place(ofEnd: .zero + (truncated ? acknowledged : duration))
  }

  private mutating func nextPlace(at now: SampleTime) -> SampleTime {
    let isDry = start == nil || now - lastPacketEnd > UtterancePlayout.dryAfter
    guard isDry else { return lastPacketEnd }
    let place = max(lastPacketEnd, MediaClock.onGrid(now))
    runs.append(Run(first: sent, place: place))
    if start == nil { start = place }
    return place
  }

  private func place(ofStart position: SampleTime) -> SampleTime {
    place(position, inPacket: position.ticks / OpusEncoder.packetTicks)
  }

  /// Where a run of packets ends is not where the next one begins.
  private func place(ofEnd position: SampleTime) -> SampleTime {
    place(position, inPacket: (position.ticks - 1) / OpusEncoder.packetTicks)
  }

  private func place(_ position: SampleTime, inPacket packet: Int64) -> SampleTime {
    guard let run = runs.last(where: { $0.first <= max(0, packet) }) else {
      return (start ?? lastPacketEnd) + (position - .zero)
    }
    return run.place + (position - .zero - UtterancePlayout.length(of: run.first))
  }

  private static func length(of packets: Int) -> Duration {
    Duration(ticks: Int64(packets) * OpusEncoder.packetTicks)
  }
}
