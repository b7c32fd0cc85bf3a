import Foundation
import Scoring
import Speech
import VoiceEngine

/// The analyser's activity detector in the engine's role: what is measured as speech and what is
/// answered as speech are one thing.
struct ScoringVoiceDetector: VoiceDetector {
  private var monitor = SpeechActivityMonitor()
  private var endings: PhraseEndingAnalyzer

  /// - Parameter language: what is spoken; a phrase's syllables are counted as it has them.
  init(language: SpokenLanguage = .english) {
    endings = PhraseEndingAnalyzer(language: language)
  }

  mutating func process(_ samples: [Float]) -> VoiceVerdict {
    endings.append(samples)
    return VoiceVerdict(isVoice: monitor.append(samples), levelDecibels: Self.level(of: samples))
  }

  func phraseEnding(silence: Duration) -> PhraseEnding? {
    endings.cues(silenceSeconds: silence.inSeconds).map(PhraseEnding.init)
  }

  mutating func reset() {
    monitor.reset()
    endings.reset()
  }

  /// Root mean square level of samples as they came, in dBFS, −100…0.
  private static func level(of samples: [Float]) -> Float {
    var sum: Float = 0
    for sample in samples where sample.isFinite {
      let held = min(max(sample, -1), 1)
      sum += held * held
    }
    let power = sum / Float(max(samples.count, 1))
    return power > 1e-10 ? min(10 * log10(power), 0) : -100
  }
}

extension SpokenLanguage {
  /// The language of a BCP-47 tag; English for one that the analyser does not know.
  init(tag: String) {
    self = SpokenLanguage(rawValue: LanguageTag.primary(of: tag)) ?? .english
  }
}

extension PhraseEnding {
  /// The analyser's cues in the engine's words.
  fileprivate init(_ cues: PhraseEndingCues) {
    self.init(
      pitchMovementSemitones: cues.pitchMovementSemitones,
      finalLengthening: cues.finalLengthening,
      levelMovementDecibels: cues.levelMovementDecibels,
      voicelessTailSeconds: cues.voicelessTailSeconds,
      syllableCount: cues.syllableCount
    )
  }
}
