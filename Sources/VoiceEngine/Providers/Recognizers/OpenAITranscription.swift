public import Speech

/// `POST /audio/transcriptions` as OpenAI documents it and speaches, whisper.cpp's server and vLLM
/// speak it.
///
/// Asks for `verbose_json` with word times, and for what was really said: Whisper leaves
/// hesitations out unless its prompt has some.
public struct OpenAITranscription: TranscriptionAPI {
  /// Longest prompt, in characters: Whisper reads 224 tokens and keeps the last.
  static let promptLimit = 400

  private let endpoint: ProviderEndpoint

  /// Creates the adapter; the endpoint's address ends with the version, as in `…/v1`.
  public init(_ endpoint: ProviderEndpoint) { self.endpoint = endpoint }

  /// A multipart form with the utterance as a WAV file.
  public func request(for speech: RecordedSpeech) throws(ProviderError) -> HTTPStreamRequest {
    var form = MultipartForm(boundary: "vivavoce-\(UInt64.random(in: .min ... .max))")
    form.add("model", endpoint.model)
    form.add("language", LanguageTag.primary(of: speech.language))
    form.add("temperature", "0")
    form.add("prompt", OpenAITranscription.prompt(speech))
    // OpenAI's newer models know only plain JSON.
    if endpoint.model.hasPrefix("gpt-") {
      form.add("response_format", "json")
    } else {
      form.add("response_format", "verbose_json")
      form.add("timestamp_granularities[]", "word")
      form.add("timestamp_granularities[]", "segment")
    }
    form.add(
      "file",
      file: "utterance.wav",
      type: "audio/wav",
      WAVFile.bytes(speech.samples, sampleRate: PCMChunk.sampleRate)
    )
    return HTTPStreamRequest(
      address: endpoint.address + "/audio/transcriptions",
      headers: endpoint.bearer + [("Content-Type", form.contentType)],
      body: form.body
    )
  }

  /// The words: those with times where there are any, else the text spread over its segments.
  public func words(
    in answer: [UInt8],
    of speech: RecordedSpeech
  ) throws(ProviderError) -> [WordTiming] {
    let transcript = try JSONBody.read(Transcript.self, from: answer)
    let segments = transcript.segments ?? []
    let empty = segments.filter(\.isSilence)
    let timed = transcript.words ?? segments.flatMap { Word.joined($0.words ?? []) }
    if !timed.isEmpty {
      let heard = timed.filter { word in
        !empty.contains { $0.start <= word.start && word.start < $0.end }
      }
      return heard.compactMap { $0.timing(within: speech.duration) }
    }
    if segments.isEmpty {
      let end = SampleTime.zero + speech.duration
      return WordSpreading.words(of: transcript.text ?? "", from: .zero, to: end)
    }
    return segments.filter { !$0.isSilence }.flatMap { segment in
      WordSpreading.words(
        of: segment.text ?? "",
        from: TranscriptTime.place(segment.start, within: speech.duration),
        to: TranscriptTime.place(segment.end, within: speech.duration)
      )
    }
  }

  /// Hesitations first, terms last: what does not fit is cut at the front.
  private static func prompt(_ speech: RecordedSpeech) -> String {
    let hesitations =
      LanguageTag.primary(of: speech.language) == "fr"
      ? "Euh, ben, alors, euh, hum, je… je pense que"
      : "Um, uh, so, er, hmm, I… I think that"
    var prompt = hesitations
    for term in speech.terms {
      guard prompt.count + term.count + 2 <= promptLimit else { break }
      prompt += ", " + term
    }
    return prompt + "."
  }

  private struct Transcript: Decodable {
    var text: String?
    var words: [Word]?
    var segments: [Segment]?
  }

  private struct Segment: Decodable {
    var start: Double
    var end: Double
    var text: String?
    var words: [Word]?
    var no_speech_prob: Double?
    var avg_logprob: Double?

    /// Whisper's own rule for words that it made up in silence.
    var isSilence: Bool { (no_speech_prob ?? 0) > 0.6 && (avg_logprob ?? 0) < -1 }
  }

  private struct Word: Decodable {
    var word: String
    var start: Double
    var end: Double
    var probability: Double?

    /// Whole words: whisper.cpp gives pieces, and those that begin one carry its space.
    static func joined(_ pieces: [Word]) -> [Word] {
      guard pieces.contains(where: { $0.word.hasPrefix(" ") }) else { return pieces }
      var words: [Word] = []
      for piece in pieces {
        if let last = words.last, !piece.word.hasPrefix(" ") {
          words[words.count - 1].word += piece.word
          words[words.count - 1].end = max(last.end, piece.end)
        } else {
          words.append(piece)
        }
      }
      return words
    }

    func timing(within limit: Duration) -> WordTiming? {
      let text = word.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      guard !text.isEmpty else { return nil }
      let from = TranscriptTime.place(start, within: limit)
      return WordTiming(
        text: text,
        start: from,
        end: max(from, TranscriptTime.place(end, within: limit)),
        confidence: probability.flatMap { $0.isFinite ? min(1, max(0, $0)) : nil }
      )
    }
  }
}

/// Times that a provider gives in seconds of the utterance.
enum TranscriptTime {
  /// The place, never outside of the utterance.
  static func place(_ seconds: Double, within limit: Duration) -> SampleTime {
    let length = limit.inSeconds
    return SampleTime(seconds: seconds.isFinite ? min(max(0, seconds), length) : 0)
  }
}
