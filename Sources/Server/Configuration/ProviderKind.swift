import VoiceEngine

/// The table of providers: a row for each protocol that an adapter speaks.
struct ProviderKind: Sendable {
  /// Makes the adapter, and says by that what the provider is for.
  enum Adapter: Sendable {
    /// For recognizers that are sent whole utterances.
    case recognizer(@Sendable (ProviderEndpoint) -> any TranscriptionAPI)
    /// For recognizers that hear while somebody speaks; the set names their languages.
    case streamingRecognizer(
      @Sendable (ProviderEndpoint, WebSocketStreamClient, Set<String>, ProviderPolicy)
        -> any SpeechRecognizer
    )
    /// For language models.
    case languageModel(@Sendable (ProviderEndpoint) -> any ChatAPI)
    /// For synthesizers.
    case synthesizer(
      @Sendable (ProviderEndpoint, VoiceChoice, OpenAISpeech.Format) -> any SpeechAPI
    )
  }

  /// The first word of a line.
  var name: String
  /// Where it is when the line does not say; `nil` where it must.
  var standardAddress: String?
  /// Names that a line must give.
  var needs: [String] = []
  /// The adapter.
  var adapter: Adapter

  /// What it is for.
  var role: ProviderRole {
    switch adapter {
    case .recognizer, .streamingRecognizer: .recognizer
    case .languageModel: .languageModel
    case .synthesizer: .synthesizer
    }
  }

  /// How its addresses begin.
  var schemes: [String] {
    switch adapter {
    case .streamingRecognizer: ["ws://", "wss://"]
    case .recognizer, .languageModel, .synthesizer: ["http://", "https://"]
    }
  }

  /// The kinds of a role.
  static func kinds(of role: ProviderRole) -> [ProviderKind] { all.filter { $0.role == role } }

  private static let all: [ProviderKind] = [
    ProviderKind(
      name: "openai",
      needs: ["model"],
      adapter: .recognizer { OpenAITranscription($0) }
    ),
    ProviderKind(
      name: "deepgram",
      standardAddress: "wss://api.deepgram.com",
      needs: ["model"],
      adapter: .streamingRecognizer { endpoint, client, languages, policy in
        DeepgramRecognizer(endpoint, client: client, languages: languages, policy: policy)
      }
    ),
    ProviderKind(
      name: "vosk",
      adapter: .streamingRecognizer { endpoint, client, languages, policy in
        VoskRecognizer(endpoint, client: client, languages: languages, policy: policy)
      }
    ),
    ProviderKind(name: "openai", needs: ["model"], adapter: .languageModel { OpenAIChat($0) }),
    ProviderKind(
      name: "anthropic",
      standardAddress: "https://api.anthropic.com",
      needs: ["model"],
      adapter: .languageModel { AnthropicMessages($0) }
    ),
    ProviderKind(
      name: "gemini",
      standardAddress: "https://generativelanguage.googleapis.com",
      needs: ["model"],
      adapter: .languageModel { GeminiContent($0) }
    ),
    ProviderKind(
      name: "openai",
      needs: ["model", "voice"],
      adapter: .synthesizer { OpenAISpeech($0, voices: $1, format: $2) }
    ),
    ProviderKind(
      name: "piper",
      adapter: .synthesizer { endpoint, voices, _ in PiperSpeech(endpoint, voices: voices) }
    ),
    ProviderKind(
      name: "elevenlabs",
      standardAddress: "https://api.elevenlabs.io",
      needs: ["model", "voice"],
      adapter: .synthesizer { endpoint, voices, _ in ElevenLabsSpeech(endpoint, voices: voices) }
    ),
  ]
}
