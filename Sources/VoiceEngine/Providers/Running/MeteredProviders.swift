public import Speech

/// A transcriber whose use is counted.
public struct MeteredTranscriber: Transcriber {
  private let transcriber: any Transcriber
  private let meter: ProviderMeter

  /// Puts a meter before a transcriber.
  public init(_ transcriber: any Transcriber, meter: ProviderMeter) {
    self.transcriber = transcriber
    self.meter = meter
  }

  /// Whether the transcriber knows the language.
  public func transcribes(language: String) -> Bool { transcriber.transcribes(language: language) }

  /// Counts the request and the length of what is heard.
  public func words(
    of speech: RecordedSpeech,
    deadlines: HTTPStreamRequest.Deadlines
  ) async throws(ProviderError) -> [WordTiming] {
    try meter.begin()
    meter.note { $0.audioSeconds = speech.duration / .seconds(1) }
    return try await transcriber.words(of: speech, deadlines: deadlines)
  }
}

/// A speaker whose use is counted.
public struct MeteredSpeaker: SentenceSpeaker {
  private let speaker: any SentenceSpeaker
  private let meter: ProviderMeter

  /// Puts a meter before a speaker.
  public init(_ speaker: any SentenceSpeaker, meter: ProviderMeter) {
    self.speaker = speaker
    self.meter = meter
  }

  /// Counts the request, the characters, and the length of what came of them.
  public func speech(
    for request: SynthesisRequest,
    deadlines: HTTPStreamRequest.Deadlines
  ) async throws(ProviderError) -> SynthesizedSpeech {
    try meter.begin()
    meter.note { $0.characters = request.text.count }
    let speech = try await speaker.speech(for: request, deadlines: deadlines)
    meter.note { $0.audioSeconds = Double(speech.samples.count) / Double(speech.sampleRate) }
    return speech
  }
}
