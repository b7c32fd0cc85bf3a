import Speech
import VoiceEngine

/// The interviewer of a simulation speaks every word in 100 ms, encoded once for all.
enum InterviewerVoice {
  /// A spoken sentence.
  ///
  /// - Parameter isEmpty: whether the synthesizer gives no audio for its words.
  static func speech(_ text: String, isEmpty: Bool = false) -> EncodedSpeech {
    let texts = isEmpty ? [] : text.split(separator: " ").map(String.init)
    let words = texts.enumerated().map { index, text in
      WordTiming(
        text: text,
        start: SampleTime(milliseconds: Int64(index) * 100),
        end: SampleTime(milliseconds: Int64(index + 1) * 100)
      )
    }
    let packets = Array(repeatElement(word, count: texts.count).joined())
    return EncodedSpeech(packets: packets, words: words, text: text)
  }

  private static let word = Array(CandidateVoice.speech.prefix(5))
}
