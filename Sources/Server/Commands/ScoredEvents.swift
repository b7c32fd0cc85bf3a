import Scoring

/// A pause, as it is printed.
struct ScoredPause: Encodable {
  var start_s: Double
  var end_s: Double
  var kind: String
  /// Of a silent pause: `boundary` or `mid_clause`, where words tell.
  var position: String?
  /// Of a filled pause: `word` or `acoustic`.
  var evidence: String?
  /// Of a filled pause, 0…1.
  var certainty: Double?

  /// The silent pauses, and the filled ones that have times, in order.
  ///
  /// - Parameter disfluencies: where the filled ones are looked for.
  static func list(
    _ analysis: DeliveryAnalysis,
    _ words: SpokenWords?,
    filled disfluencies: [Disfluency]
  ) -> [ScoredPause] {
    let silent = analysis.silentPauses.enumerated().map { index, pause in
      ScoredPause(
        start_s: pause.startSeconds,
        end_s: pause.endSeconds,
        kind: "silent",
        position: words?.pausePlaces[index]?.rawValue
      )
    }
    let filled = disfluencies.filter { $0.kind == .filledPause }
      .compactMap { pause -> ScoredPause? in
        // A transcript may be longer than the recording.
        guard let span = pause.span else { return nil }
        let (start, end) = (
          max(0, span.startSeconds), min(span.endSeconds, analysis.durationSeconds)
        )
        guard start < end else { return nil }
        return ScoredPause(
          start_s: start,
          end_s: end,
          kind: "filled",
          evidence: pause.evidence.rawValue,
          certainty: pause.certainty
        )
      }
    return (silent + filled).sorted { $0.start_s < $1.start_s }
  }
}

/// A disfluency, as it is printed.
struct ScoredDisfluency: Encodable {
  var kind: String
  var start_s: Double?
  var end_s: Double?
  /// First word and the one after the last, as positions in the transcript.
  var words: [Int]
  var evidence: String
  var certainty: Double

  init(_ disfluency: Disfluency) {
    kind = disfluency.kind.rawValue
    start_s = disfluency.span?.startSeconds
    end_s = disfluency.span?.endSeconds
    words = [disfluency.words.lowerBound, disfluency.words.upperBound]
    evidence = disfluency.evidence.rawValue
    certainty = disfluency.certainty
  }
}

/// Measures with every key of the feature set: `null` where one was not measured.
struct CompleteMeasures: Encodable {
  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  var delivery: DeliveryMeasures
  var words: WordMeasures?

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    for measure in FeatureSet.measures + FeatureSet.wordMeasures {
      try container.encodeNil(forKey: Key(stringValue: measure.key))
    }
    try delivery.encode(to: encoder)
    try words?.encode(to: encoder)
  }
}
