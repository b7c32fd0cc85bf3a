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
  private(set) var text: [String] = []
  /// Packets that were released.
  public private(set) var sent = 0
  /// Whether no further sentence will come.
  public private(set) var isComplete = false
  /// The session time of the first packet, or `nil` before it was released.
  public private(set) var start: SampleTime?
  /// What the client said that it played, from the first packet.
  public private(set) var acknowledged = Duration.zero
  /// Where the first packet is reckoned to be played.
  private var base: SampleTime?
  /// End of the last released packet on the session's clock.
  public private(set) var lastPacketEnd: SampleTime

  /// A client that fell this far behind its packets ran dry; the recording gets the hole too.
  private static let dryAfter = Duration.milliseconds(500)

  /// Creates an utterance without words.
  ///
  /// - Parameter notBefore: where the interviewer's track ends so far.
  public init(utterance: UInt16, lead: Duration, notBefore: SampleTime = .zero) {
    self.utterance = utterance
    self.lead = lead
    lastPacketEnd = notBefore
  }

  /// Length of the sentences so far.
  public var duration: Duration { Duration(ticks: Int64(packets.count) * OpusEncoder.packetTicks) }

  /// All the words.
  public var fullText: String { text.joined(separator: " ") }

  /// Adds a sentence to the end.
  public mutating func append(_ speech: EncodedSpeech) {
    let offset = duration
    packets += speech.packets
    words += speech.words.map { word in
      WordTiming(
        text: word.text,
        start: word.start + offset,
        end: word.end + offset,
        confidence: word.confidence
      )
    }
    text.append(speech.text)
  }

  /// Says that the last sentence was appended.
  public mutating func complete() { isComplete = true }

  /// The packets that must be sent now, with their place on the session's clock.
  public mutating func release(
    at now: SampleTime
  ) -> [(start: SampleTime, isLast: Bool, bytes: [UInt8])] {
    guard sent < packets.count else { return [] }
    let packetLength = OpusEncoder.packetDuration
    // A client that ran dry plays the next packet when it comes: the rest moves with it.
    let dry = now - Duration(ticks: Int64(sent) * OpusEncoder.packetTicks)
    let playBase = max(base ?? now, dry)
    base = playBase
    var due: [(start: SampleTime, isLast: Bool, bytes: [UInt8])] = []
    while sent < packets.count {
      let playedAt = playBase + Duration(ticks: Int64(sent) * OpusEncoder.packetTicks)
      guard playedAt - lead <= now else { break }
      let isDry = start == nil || now - lastPacketEnd > UtterancePlayout.dryAfter
      let place = isDry ? max(lastPacketEnd, MediaClock.onGrid(now)) : lastPacketEnd
      if start == nil { start = place }
      lastPacketEnd = place + packetLength
      let isLast = isComplete && sent == packets.count - 1
      due.append((place, isLast, packets[sent]))
      sent += 1
    }
    return due
  }

  /// The client says how much it has played.
  public mutating func acknowledge(_ played: Duration, at now: SampleTime) {
    let sentDuration = Duration(ticks: Int64(sent) * OpusEncoder.packetTicks)
    acknowledged = max(acknowledged, min(played, sentDuration))
    base = max(base ?? now, now - acknowledged)
  }

  /// Whether all of it was played, as far as can be known.
  ///
  /// - Parameter grace: how long after the reckoned end a missing acknowledgement is waited for.
  public func isFinished(at now: SampleTime, grace: Duration) -> Bool {
    guard isComplete, sent == packets.count else { return false }
    // One packet less: clients round down.
    if acknowledged >= duration - OpusEncoder.packetDuration { return true }
    guard let base else { return packets.isEmpty }
    return now >= base + duration + grace
  }

  /// The words that were heard: all of them, or those that ended before the acknowledged position.
  public func heard(truncated: Bool) -> (text: String, words: [WordTiming]) {
    let place = start ?? .zero
    let heard = truncated ? words.filter { $0.end - .zero <= acknowledged } : words
    let placed = heard.map { word in
      WordTiming(
        text: word.text,
        start: place + (word.start - .zero),
        end: place + (word.end - .zero)
      )
    }
    let text = truncated ? heard.map(\.text).joined(separator: " ") : fullText
    return (text, placed)
  }
}
