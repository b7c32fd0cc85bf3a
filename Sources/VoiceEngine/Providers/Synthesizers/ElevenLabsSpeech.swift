import Foundation
import Speech

/// ElevenLabs: `POST /v1/text-to-speech/VOICE/stream/with-timestamps`, a line of JSON a piece.
public struct ElevenLabsSpeech: SpeechAPI {
  private static let sampleRate = 24_000

  private let endpoint: ProviderEndpoint
  private let voices: VoiceChoice

  /// Creates the adapter; voices are ids, the address is usually `https://api.elevenlabs.io`.
  public init(_ endpoint: ProviderEndpoint, voices: VoiceChoice) {
    self.endpoint = endpoint
    self.voices = voices
  }

  /// JSON with the text; the key travels in `xi-api-key`.
  public func request(for sentence: SynthesisRequest) throws(ProviderError) -> HTTPStreamRequest {
    struct Body: Encodable {
      var text: String
      var model_id: String
    }
    let voice = voices.voice(for: sentence)
    guard voice.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else {
      throw .invalidRequest
    }
    let path = "/v1/text-to-speech/\(voice)/stream/with-timestamps"
    return HTTPStreamRequest(
      address: endpoint.address + path + "?output_format=pcm_\(ElevenLabsSpeech.sampleRate)",
      headers: (endpoint.key.map { [("xi-api-key", $0.header())] } ?? [])
        + [("Content-Type", "application/json")],
      body: try JSONBody.write(Body(text: sentence.text, model_id: endpoint.model))
    )
  }

  /// The pieces' sound, and words put together from the characters' times.
  public func speech(
    in answer: [UInt8],
    of sentence: SynthesisRequest
  ) throws(ProviderError) -> SynthesizedSpeech {
    var sound: [UInt8] = []
    var words = WordBuilder()
    for line in answer.split(whereSeparator: { $0 == 0x0a || $0 == 0x0d }) {
      let piece = try JSONBody.read(Piece.self, from: line)
      if let text = piece.audio_base64 {
        guard let bytes = Data(base64Encoded: text) else { throw .malformed }
        sound += bytes
      }
      if let alignment = piece.alignment { try words.take(alignment) }
    }
    var speech = try SoundReader.speech(pcm: sound, sampleRate: ElevenLabsSpeech.sampleRate)
    speech.words = words.finish()
    return speech
  }

  private struct Piece: Decodable {
    var audio_base64: String?
    var alignment: Alignment?
  }

  private struct Alignment: Decodable {
    var characters: [String]
    var character_start_times_seconds: [Double]
    var character_end_times_seconds: [Double]
  }

  private struct WordBuilder {
    private var words: [WordTiming] = []
    private var current: WordTiming?

    mutating func take(_ alignment: Alignment) throws(ProviderError) {
      let starts = alignment.character_start_times_seconds
      let ends = alignment.character_end_times_seconds
      guard starts.count == alignment.characters.count, ends.count == starts.count else {
        throw .malformed
      }
      let limit = Duration.seconds(SoundReader.secondsLimit)
      for (index, character) in alignment.characters.enumerated() {
        guard !character.allSatisfy(\.isWhitespace) else {
          end()
          continue
        }
        let start = TranscriptTime.place(starts[index], within: limit)
        let end = max(start, TranscriptTime.place(ends[index], within: limit))
        if current == nil { current = WordTiming(text: "", start: start, end: end) }
        current?.text += character
        current?.end = end
      }
    }

    mutating func finish() -> [WordTiming] {
      end()
      return words
    }

    private mutating func end() {
      if let word = current { words.append(word) }
      current = nil
    }
  }
}
