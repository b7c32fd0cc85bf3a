import Scoring
import Speech
import VoiceEngine

/// One recorded utterance as the engine heard it: what a turn needs to be played again and again
/// without its sound.
struct BenchUtterance: Sendable {
  /// Samples in a chunk of 20 ms, which is what a packet holds.
  static let chunkSamples = 320
  /// Room that is appended, longer than the longest delay of any profile.
  static let room = Duration.seconds(9)
  /// A word is recognized this long after it was said.
  static let recognizerLag = Duration.milliseconds(300)

  /// A transcript that grew.
  struct Partial: Sendable {
    var time: SampleTime
    var words: TranscriptEnding?
  }

  /// The detector's verdict on each chunk.
  private(set) var voice: [Bool] = []
  /// How the speech before it sounded, by the chunk with which a stop was known.
  private(set) var phrases: [Int: PhraseEnding] = [:]
  /// Where the last speech ends, by the analyser that knows the whole recording.
  let end: SampleTime
  /// What a recognizer would have reported.
  private(set) var partials: [Partial] = []

  /// Hears an utterance.
  ///
  /// - Parameters:
  ///   - samples: the recording, 16 kHz.
  ///   - text: what is said in it, or `nil`.
  ///   - language: in which it is said.
  ///   - detector: the engine's.
  /// - Returns: `nil` where no speech is in it.
  init?(
    samples: [Float],
    text: String?,
    language: SpokenLanguage,
    detector: any VoiceDetector
  ) {
    var analyzer = RecordingAnalyzer(language: language, keepsPitch: false)
    analyzer.append(samples)
    let speech = analyzer.finish().speech
    guard let last = speech.last else { return nil }
    end = SampleTime(seconds: last.endSeconds)
    if let text { partials = Self.partials(of: text, speech: speech, language: language) }
    hear(samples + Self.roomSound(after: samples), detector)
  }

  private mutating func hear(_ samples: [Float], _ detector: any VoiceDetector) {
    var detector = detector
    var segmenter = SpeechSegmenter()
    for index in 0..<samples.count / Self.chunkSamples {
      let first = index * Self.chunkSamples
      let isVoice = detector.process(Array(samples[first..<first + Self.chunkSamples])).isVoice
      voice.append(isVoice)
      let (start, end) = (Self.time(ofChunk: index), Self.time(ofChunk: index + 1))
      if case .stopped(let offset)? = segmenter.process(isVoice: isVoice, from: start, to: end) {
        phrases[index] = detector.phraseEnding(silence: end - offset)
      }
    }
  }

  /// Where a chunk begins.
  static func time(ofChunk index: Int) -> SampleTime {
    SampleTime(milliseconds: Int64(index) * 20)
  }

  /// The quietest fifth of a second of a recording, played forwards and backwards again and again.
  static func roomSound(after samples: [Float]) -> [Float] {
    let (length, step) = (3_200, 160)
    let count = Int(room.inSeconds) * PCMChunk.sampleRate
    guard samples.count >= length else { return [Float](repeating: 0, count: count) }
    let powers = stride(from: 0, through: samples.count - step, by: step).map { start in
      samples[start..<start + step].reduce(0) { $0 + $1 * $1 }
    }
    let blocks = length / step
    // The quietest stretch is the one whose loudest 10 ms are quietest.
    let starts = 0...(powers.count - blocks)
    let quietest = starts.min { left, right in
      (powers[left..<left + blocks].max() ?? 0) < (powers[right..<right + blocks].max() ?? 0)
    }
    let begin = (quietest ?? 0) * step
    let piece = samples[begin..<begin + length]
    return (0..<count).map { index in
      let place = index % (2 * length)
      return piece[begin + (place < length ? place : 2 * length - 1 - place)]
    }
  }

  /// Words spread over the speech in proportion to their syllables; a word that a pause would part
  /// lies on the side of its middle.
  private static func partials(
    of text: String,
    speech: [DeliveryAnalysis.Span],
    language: SpokenLanguage
  ) -> [Partial] {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    let syllables = words.map { Double(max(1, SyllableCounter.count($0, in: language))) }
    let total = syllables.reduce(0, +)
    let length = speech.reduce(0) { $0 + $1.endSeconds - $1.startSeconds }
    var said = 0.0
    return words.indices.map { index in
      let middle = (said + syllables[index] / 2) / total * length
      said += syllables[index]
      let seconds = min(
        time(ofSpeech: said / total * length, in: speech).seconds,
        time(ofSpeech: middle, in: speech).segmentEnd
      )
      let heard = words[...index].joined(separator: " ")
      return Partial(
        time: SampleTime(seconds: seconds) + recognizerLag,
        words: TranscriptEnding(heard, language: language.rawValue)
      )
    }
  }

  /// The time at which so many seconds of speech have been said, and where that stretch ends.
  private static func time(
    ofSpeech seconds: Double,
    in speech: [DeliveryAnalysis.Span]
  ) -> (seconds: Double, segmentEnd: Double) {
    var rest = seconds
    for segment in speech {
      let length = segment.endSeconds - segment.startSeconds
      if rest <= length { return (segment.startSeconds + rest, segment.endSeconds) }
      rest -= length
    }
    let end = speech.last?.endSeconds ?? 0
    return (end, end)
  }
}
