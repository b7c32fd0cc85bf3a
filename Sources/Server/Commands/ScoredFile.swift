import Foundation
import Scoring
import Sessions

/// One measured file, as it is printed.
struct ScoredFile: Encodable {
  /// What to measure, and what to keep of it.
  struct Options: Sendable {
    var language = SpokenLanguage.english
    var withPitch = false
    var withVoiceQuality = false
    var transcript: TranscriptFile?
  }

  struct Pitch: Encodable {
    var hop_s = 0.01
    var f0_hz: [Float?]
  }

  var file: String
  var duration_s: Double
  var feature_set: String
  var speech: [[Double]]
  var pauses: [ScoredPause]
  var disfluencies: [ScoredDisfluency]?
  var syllables: [Double]
  var pitch: Pitch?
  var measures: CompleteMeasures
  var fluency: FluencyEstimate?
  var voice_quality: VoiceQuality?

  /// Reads and measures a file, a piece at a time.
  init(path: String, options: Options) throws(RecordingError) {
    let recording = try Self.read(path, options)
    let analysis = recording.analysis
    // A sound can be told from a written "um" only where the words have times.
    let isTimed = options.transcript.map { !$0.isPlainText } ?? false
    let words = options.transcript.map { transcript in
      SpokenWords.analyze(
        words: transcript.words,
        language: options.language,
        pauses: analysis.silentPauses,
        answerSeconds: analysis.measures.answerLengthSeconds,
        keepsFilledPauses: transcript.isPlainText,
        soundedFilledPauses: isTimed ? analysis.filledPauses : []
      )
    }
    file = path
    duration_s = analysis.durationSeconds
    feature_set = FeatureSet.name
    speech = analysis.speech.map { [$0.startSeconds, $0.endSeconds] }
    pauses = ScoredPause.list(
      analysis,
      words,
      filled: isTimed ? words?.disfluencies ?? [] : analysis.filledPauses
    )
    disfluencies = words?.disfluencies.map(ScoredDisfluency.init)
    syllables = analysis.syllableSeconds
    pitch = options.withPitch ? Pitch(f0_hz: analysis.pitchHertz) : nil
    measures = CompleteMeasures(delivery: analysis.measures, words: words?.measures)
    fluency =
      words.map { analysis.measures.fluency(syllables: $0.measures.syllableCount) }
      ?? analysis.measures.fluency
    voice_quality = recording.voiceQuality
  }

  private static func read(_ path: String, _ options: Options) throws(RecordingError)
    -> (analysis: DeliveryAnalysis, voiceQuality: VoiceQuality?)
  {
    let reader = try AudioFileReader(url: URL(fileURLWithPath: path))
    var analyzer = RecordingAnalyzer(
      language: options.language,
      keepsPitch: options.withPitch || options.withVoiceQuality
    )
    let kept = options.withVoiceQuality ? VoiceQuality.longestSampleCount : 0
    var beginning: [Float] = []
    while let piece = try reader.next() {
      analyzer.append(piece)
      beginning += piece.prefix(kept - beginning.count)
    }
    let analysis = analyzer.finish()
    guard analysis.durationSeconds > 0 else {
      throw RecordingError(.notAudio, "The file holds no sound.")
    }
    guard options.withVoiceQuality else { return (analysis, nil) }
    return (analysis, VoiceQuality(samples: beginning, pitchHertz: analysis.pitchHertz))
  }

  /// The line of `--json`.
  var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Only numbers that are not finite could fail, and the analyser gives none.
    guard let data = try? encoder.encode(self) else { return "{}" }
    return String(decoding: data, as: UTF8.self)
  }

  /// One line to read.
  var text: String {
    func number(_ value: Double?, _ digits: Int, _ unit: String) -> String {
      value.map { String(format: "%.\(digits)f%@", $0, unit) } ?? "not measured"
    }
    let delivery = measures.delivery
    var parts = [
      "\(file): \(number(duration_s, 1, " s"))",
      "articulation rate \(number(delivery.articulationRateSyllablesPerSecond, 2, " syll/s"))",
      "phonation time ratio \(number(delivery.phonationTimeRatio, 2, ""))",
      "\(delivery.silentPauseCount) silent pauses",
      "median F0 \(number(delivery.f0MedianHertz, 0, " Hz"))",
      "F0 range \(number(delivery.f0RangeSemitones, 1, " st"))",
    ]
    if let filled = measures.words?.filledPausesPerMinute {
      parts.append("filled pauses \(number(filled, 1, "/min"))")
    }
    if let voice = voice_quality {
      parts.append("HNR \(number(voice.harmonicsToNoiseDecibels, 1, " dB"))")
      parts.append("jitter \(number(voice.jitterPercent, 1, " %"))")
      parts.append("shimmer \(number(voice.shimmerPercent, 1, " %"))")
      parts.append("CPPS \(number(voice.cepstralPeakDecibels, 1, " dB"))")
    }
    if let band = fluency?.band { parts.append("fluency \(band.rawValue)") }
    if delivery.hasLowCertainty == true { parts.append("uncertain: noisy or short") }
    return parts.joined(separator: ", ")
  }
}
