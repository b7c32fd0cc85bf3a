import Speech

/// From the candidate's packet to samples, voice and speech segments.
///
/// The way of one packet, as far as no other party has a say in it.
struct CandidateHearing: ~Copyable {
  /// What came of one packet.
  struct Heard {
    var packet: CandidatePacket
    var chunk: PCMChunk
    var isVoice: Bool
    var edges: [SpeechSegmenter.Edge]
    var jumped: Bool
    /// A level to show, when it is time for one.
    var level: Double?
  }

  /// Why a packet was dropped.
  enum Refusal: Error {
    case undecodable
    case tooFast
    case duplicate
  }

  private(set) var clock = MediaClock()
  private var decoder: OpusDecoder
  /// Only for clients that send PCM16: the recording holds Opus all the same.
  private var encoder: OpusEncoder?
  private var detector: any VoiceDetector
  private var segmenter: SpeechSegmenter
  private var preRoll: [PCMChunk] = []
  private let preRollLimit: Duration
  private let levelInterval: Duration
  private var loudest: Float = -100
  private var lastLevel = SampleTime.zero

  init(
    configuration: EngineConfiguration,
    detector: any VoiceDetector
  ) throws(EngineError) {
    self.detector = detector
    decoder = try OpusDecoder(sampleRate: PCMChunk.sampleRate)
    segmenter = SpeechSegmenter(
      onset: configuration.voiceOnset,
      hangover: configuration.voiceHangover
    )
    // The onset is known only when its voice has lasted: that much more must be kept.
    preRollLimit = configuration.preRoll + configuration.voiceOnset + .milliseconds(400)
    levelInterval = configuration.levelInterval
  }

  /// End of the last placed packet.
  var mediaEnd: SampleTime? { clock.end }

  /// How far the client's clock has drifted behind real time.
  var drift: Duration { clock.drift }

  /// Whether a speech segment is open.
  var isSpeech: Bool { segmenter.isOpen }

  /// Where the open speech segment began, or `nil` while none is open.
  var speechStart: SampleTime? { segmenter.openSince }

  /// Whether the newest audio may become a speech segment.
  var mayBecomeSpeech: Bool { segmenter.isUndecided }

  /// How the speech ended that is followed by silence up to the newest sample.
  func phraseEnding(since offset: SampleTime) -> PhraseEnding? {
    clock.end.flatMap { detector.phraseEnding(silence: $0 - offset) }
  }

  /// The kept chunks that end after a position, oldest first.
  func recent(since start: SampleTime) -> [PCMChunk] {
    preRoll.filter { $0.end > start }
  }

  /// The connection or a break parts what comes from what came: no segment and no word spans it.
  ///
  /// - Returns: the stop of the segment that was open.
  mutating func interrupt() -> SpeechSegmenter.Edge? {
    clock.resynchronize()
    decoder.reset()
    detector.reset()
    preRoll = []
    return segmenter.close()
  }

  /// Ends the segment that is open, if one is, where its voice was last heard.
  mutating func closeSegment() -> SpeechSegmenter.Edge? { segmenter.close() }

  /// Takes one packet through placement, decoding and detection.
  mutating func hear(
    _ audio: IncomingAudio,
    elapsed: Duration
  ) throws(Refusal) -> Heard {
    let (bytes, samples) = try decode(audio.payload)
    guard let ticks = OpusDecoder.durationTicks(of: bytes) else { throw .undecodable }
    let previousEnd = clock.end
    let placement = clock.place(
      timestamp: audio.timestamp,
      sequence: audio.sequence,
      ticks: ticks,
      gapBefore: audio.gapBefore,
      elapsed: elapsed
    )
    switch placement {
    case .duplicate: throw .duplicate
    case .tooFast: throw .tooFast
    case .placed(let start, _):
      return listen(bytes, samples, from: start, ticks: ticks, after: previousEnd, jumped: false)
    case .jumped(let start, _):
      return listen(bytes, samples, from: start, ticks: ticks, after: previousEnd, jumped: true)
    }
  }

  private mutating func listen(
    _ bytes: [UInt8],
    _ samples: [Float],
    from start: SampleTime,
    ticks: Int64,
    after previousEnd: SampleTime?,
    jumped: Bool
  ) -> Heard {
    var edges: [SpeechSegmenter.Edge] = []
    // A hole is silence to the segmenter: it ends a segment as a pause would.
    if let previousEnd, start > previousEnd,
      let edge = segmenter.process(isVoice: false, from: previousEnd, to: start)
    {
      edges.append(edge)
    }
    let chunk = PCMChunk(start: start, samples: samples)
    let verdict = detector.process(samples)
    if let edge = segmenter.process(
      isVoice: verdict.isVoice,
      from: start,
      to: SampleTime(ticks: start.ticks + ticks)
    ) {
      edges.append(edge)
    }
    preRoll.append(chunk)
    // Only the count: a slice that is kept would have all of it copied.
    let staleCount = preRoll.prefix { chunk.end - $0.end > preRollLimit }.count
    preRoll.removeFirst(staleCount)
    let packet = CandidatePacket(start: start, durationTicks: ticks, bytes: bytes)
    return Heard(
      packet: packet,
      chunk: chunk,
      isVoice: verdict.isVoice,
      edges: edges,
      jumped: jumped,
      level: meter(verdict.levelDecibels, at: chunk.end)
    )
  }

  private mutating func meter(_ level: Float, at end: SampleTime) -> Double? {
    loudest = max(loudest, level)
    guard end - lastLevel >= levelInterval else { return nil }
    defer { loudest = -100 }
    lastLevel = end
    return Double((loudest * 10).rounded() / 10)
  }

  private mutating func decode(
    _ payload: IncomingAudio.Payload
  ) throws(Refusal) -> (bytes: [UInt8], samples: [Float]) {
    do {
      switch payload {
      case .opus(let bytes): return (bytes, try decoder.decode(bytes))
      case .pcm16(let bytes): return try encode(bytes)
      }
    } catch {
      throw .undecodable
    }
  }

  private mutating func encode(
    _ bytes: [UInt8]
  ) throws(EngineError) -> (bytes: [UInt8], samples: [Float]) {
    guard bytes.count == PCMChunk.sampleRate / 50 * 2 else {
      throw EngineError(.undecodablePacket, "a PCM packet takes 640 bytes")
    }
    let samples = stride(from: 0, to: bytes.count, by: 2).map { index in
      Float(Int16(bitPattern: UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8)) / 32_768
    }
    if encoder == nil { encoder = try OpusEncoder(sampleRate: PCMChunk.sampleRate) }
    return (try encoder?.encode(samples) ?? [], samples)
  }
}
