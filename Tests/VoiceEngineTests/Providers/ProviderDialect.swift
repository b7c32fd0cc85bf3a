import Foundation
import Speech
import TestKit
import VoiceEngine

/// One adapter with what its provider's public reference says an answer looks like.
///
/// Fields that no reference knows stand in each body, and keep-alives in each stream: providers add
/// such things without notice.
enum ProviderDialect: String, CaseIterable, Sendable {
  /// OpenAI API reference, "Create transcription", `verbose_json` with words.
  case openAITranscription
  /// The `verbose_json` of whisper.cpp's server: pieces of words in the segments.
  case whisperCPP
  /// OpenAI API reference, "Create speech", `pcm`.
  case openAISpeechPCM
  /// The same with `wav`, whose header gives no length, as servers that stream write it.
  case openAISpeechWAV
  /// Piper's `docs/API_HTTP.md`.
  case piper
  /// ElevenLabs API reference, "Stream speech with timing".
  case elevenLabs
  /// OpenAI API reference, "Streaming chat completions".
  case openAIChat
  /// Anthropic's "Streaming Messages".
  case anthropic
  /// Gemini API reference, `models.streamGenerateContent` with `alt=sse`.
  case gemini

  static let key = "key-canary-81"
  static let said = "Euh, secret-canary-82 words"

  private static let sound: [Int16] = (0..<120).map { Int16(8_000 * sin(Double($0) / 3)) }
  static let pcm = sound.flatMap { withUnsafeBytes(of: $0.littleEndian, Array.init) }

  /// The body of a normal answer.
  var body: [UInt8] {
    switch self {
    case .openAITranscription:
      Array(
        """
        {"task":"transcribe","language":"english","duration":2.5,"text":"So um hello.","new":{},
        "usage":{"type":"duration","seconds":3},"words":[{"word":"So","start":0.0,"end":0.3},
        {"word":"um","start":0.4,"end":0.6,"x":1},{"word":"hello.","start":0.9,"end":99.0}]}
        """.utf8
      )
    case .whisperCPP:
      Array(
        """
        {"text":" That's it.\\n","segments":[{"id":0,"text":" That's it.","start":0,"end":1,
        "tokens":[1],"temperature":0,"avg_logprob":-0.3,"no_speech_prob":0.01,"words":[
        {"word":" That","start":0.1,"end":0.2,"t_dtw":-1,"probability":0.5},
        {"word":"'s","start":0.2,"end":0.3,"probability":0.9},
        {"word":" it","start":0.4,"end":0.6,"probability":0.9},
        {"word":".","start":0.6,"end":0.7,"probability":0.9}]},
        {"id":1,"text":" Thank you.","start":0.8,"end":1,"avg_logprob":-1.5,"no_speech_prob":0.9,
        "words":[{"word":" Thank","start":0.8,"end":0.9},{"word":" you.","start":0.9,"end":1}]}]}
        """.utf8
      )
    case .openAISpeechPCM: ProviderDialect.pcm
    case .openAISpeechWAV: ProviderDialect.wav(size: .max)
    case .piper: ProviderDialect.wav(size: UInt32(ProviderDialect.pcm.count))
    case .elevenLabs: Array(ProviderDialect.timedSpeech.utf8)
    case .openAIChat: Array(ProviderDialect.completion.utf8)
    case .anthropic: Array(ProviderDialect.messages.utf8)
    case .gemini: Array(ProviderDialect.contents.utf8)
    }
  }

  /// What comes of a normal answer.
  var expected: String {
    switch self {
    case .openAITranscription: "So 0-300, um 400-600, hello. 900-1000"
    case .whisperCPP: "That's 100-300, it. 400-700"
    case .openAISpeechPCM, .openAISpeechWAV, .piper: "120 samples"
    case .elevenLabs: "120 samples, Hé 0-200, you 250-500"
    case .openAIChat, .anthropic, .gemini: "I see. Thank you."
    }
  }

  /// An answer in which something essential is broken.
  var malformed: String {
    switch self {
    case .openAITranscription, .whisperCPP, .elevenLabs: "{\"words\": [{\"word\": 7"
    // Nearly any bytes are PCM, but not text.
    case .openAISpeechPCM: "{\"error\":\"no such voice\"}"
    case .openAISpeechWAV, .piper: "RIFFsomething that is no sound at all"
    case .openAIChat, .gemini: "data: {\"choices\": [{\n\n"
    case .anthropic: "event: content_block_delta\ndata: {\"delta\": [\n\n"
    }
  }

  /// The header in which the key must travel.
  var keyHeader: (name: String, value: String) {
    switch self {
    case .elevenLabs: ("xi-api-key", ProviderDialect.key)
    case .anthropic: ("x-api-key", ProviderDialect.key)
    case .gemini: ("x-goog-api-key", ProviderDialect.key)
    default: ("authorization", "Bearer \(ProviderDialect.key)")
    }
  }

  /// Asks a provider at an address and writes down what came of it.
  func ask(
    _ address: String,
    _ client: HTTPStreamClient,
    _ deadlines: HTTPStreamRequest.Deadlines = .patient
  ) async throws(ProviderError) -> String {
    let key = ProviderKey(ProviderDialect.key)
    let endpoint = ProviderEndpoint(address: address + "/", key: key, model: "model-1")
    let voices = VoiceChoice(standard: "v1", voices: ["fr": "v2"])
    switch self {
    case .openAITranscription, .whisperCPP:
      let speech = RecordedSpeech(
        samples: Array(repeating: 0, count: 16_000),
        language: "en-GB",
        terms: ["Kubernetes", ProviderDialect.said]
      )
      return ProviderDialect.text(
        try await HTTPTranscriber(OpenAITranscription(endpoint), client: client)
          .words(of: speech, deadlines: deadlines)
      )
    case .openAISpeechPCM:
      return try await speak(OpenAISpeech(endpoint, voices: voices), client, deadlines)
    case .openAISpeechWAV:
      let api = OpenAISpeech(endpoint, voices: voices, format: .wav)
      return try await speak(api, client, deadlines)
    case .piper: return try await speak(PiperSpeech(endpoint, voices: voices), client, deadlines)
    case .elevenLabs:
      return try await speak(ElevenLabsSpeech(endpoint, voices: voices), client, deadlines)
    case .openAIChat: return try await chat(OpenAIChat(endpoint), client, deadlines)
    case .anthropic: return try await chat(AnthropicMessages(endpoint), client, deadlines)
    case .gemini: return try await chat(GeminiContent(endpoint), client, deadlines)
    }
  }

  private func speak(
    _ api: any SpeechAPI,
    _ client: HTTPStreamClient,
    _ deadlines: HTTPStreamRequest.Deadlines
  ) async throws(ProviderError) -> String {
    let request = SynthesisRequest(text: ProviderDialect.said, language: "fr-FR", voice: nil)
    let speech = try await HTTPSpeaker(api, client: client)
      .speech(for: request, deadlines: deadlines)
    let words = ProviderDialect.text(speech.words)
    return "\(speech.samples.count) samples" + (words.isEmpty ? "" : ", " + words)
  }

  private func chat(
    _ api: any ChatAPI,
    _ client: HTTPStreamClient,
    _ deadlines: HTTPStreamRequest.Deadlines
  ) async throws(ProviderError) -> String {
    let prompt = ModelPrompt(instructions: "Be \"brief\".", message: ProviderDialect.said)
    return try await HTTPLanguageModel(api, client: client)
      .reply(to: prompt, deadlines: deadlines) { _ in true }
  }

  private static func text(_ words: [WordTiming]) -> String {
    words.map { "\($0.text) \($0.start.milliseconds)-\($0.end.milliseconds)" }
      .joined(separator: ", ")
  }

  /// A WAV file, whose header tells some size of its sound.
  static func wav(size: UInt32, _ pcm: [UInt8] = pcm) -> [UInt8] {
    func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
      withUnsafeBytes(of: number.littleEndian, Array.init)
    }
    var file = Array("RIFF".utf8) + bytes(UInt32.max) + Array("WAVELIST".utf8) + bytes(UInt32(3))
    file += [1, 2, 3, 0] + Array("fmt ".utf8) + bytes(UInt32(16)) + bytes(UInt16(1))
    file += bytes(UInt16(1)) + bytes(UInt32(22_050)) + bytes(UInt32(44_100)) + bytes(UInt16(2))
    return file + bytes(UInt16(16)) + Array("data".utf8) + bytes(size) + pcm
  }

  private static var timedSpeech: String {
    let half = pcm.count / 2
    let first = Data(pcm[..<half]).base64EncodedString()
    let second = Data(pcm[half...]).base64EncodedString()
    return """
      {"audio_base64":"\(first)","alignment":{"characters":["H","é"," ","y"],\
      "character_start_times_seconds":[0,0.1,0.2,0.25],\
      "character_end_times_seconds":[0.1,0.2,0.25,0.3],"x":0},"normalized_alignment":null}

      {"audio_base64":"\(second)","alignment":{"characters":["o","u"],\
      "character_start_times_seconds":[0.3,0.4],"character_end_times_seconds":[0.4,0.5]}}
      {"audio_base64":"","alignment":null}

      """
  }

  private static let completion = """
    : keep-alive

    data: {"id":"1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"role":\
    "assistant","content":""},"logprobs":null,"finish_reason":null}],"x":1}

    data: {"choices":[{"index":0,"delta":{"content":"I see."}}]}

    data: {"choices":[{"index":0,"delta":{"content":" Thank you."},"finish_reason":null}]}

    data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

    data: {"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":4}}

    data: [DONE]


    """

  private static let messages = """
    event: message_start
    data: {"type":"message_start","message":{"id":"m","usage":{"input_tokens":9}}}

    event: content_block_start
    data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

    event: ping
    data: {"type": "ping"}

    event: content_block_delta
    data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"I see."}}

    event: of_the_future
    data: not even JSON

    event: content_block_delta
    data: {"type":"content_block_delta","delta":{"type":"text_delta","text":" Thank you."}}

    event: content_block_stop
    data: {"type":"content_block_stop","index":0}

    event: message_delta
    data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":4}}

    event: message_stop
    data: {"type":"message_stop"}


    """

  private static let contents = """
    data: {"candidates":[{"content":{"parts":[{"text":"Let me think","thought":true},\
    {"text":"I see."}],"role":"model"},"index":0}],"x":[]}\r
    \r
    data: {"candidates":[{"content":{"parts":[{"text":" Thank you."}]},"finishReason":"STOP"}],\
    "usageMetadata":{"promptTokenCount":9,"candidatesTokenCount":4}}\r
    \r

    """
}
