import Speech

/// Speaks with the first speaker of a list that can, at one level whoever speaks.
public final class FallbackSynthesizer: SpeechSynthesizer {
  private let speakers: FallbackList<any SentenceSpeaker>

  /// Creates a synthesizer.
  public init(_ speakers: FallbackList<any SentenceSpeaker>) { self.speakers = speakers }

  /// Speaks a sentence: whole, by one speaker, so that none is cut or said twice when one fails.
  public func synthesize(
    _ request: SynthesisRequest
  ) async throws(EngineError) -> SynthesizedSpeech {
    do throws(ProviderError) {
      var speech = try await speakers.first { speaker, deadlines async throws(ProviderError) in
        try await speaker.speech(for: request, deadlines: deadlines)
      }
      LoudnessLeveler.level(&speech.samples, sampleRate: speech.sampleRate)
      if speech.words.isEmpty {
        speech.words = SpokenExtent.words(of: request.text, in: speech)
        speech.wordTimesAreEstimated = true
      }
      return speech
    } catch {
      if case .timedOut = error { throw EngineError(.timedOut, "no voice answered in time") }
      throw EngineError(.synthesizerFailed, "no voice could speak (\(error.code))")
    }
  }
}
