import Foundation

/// Decides by its phrases whether a transcript mentions an evidence point.
public enum EvidenceMatcher {
  /// Whether any phrase of a point occurs in a transcript as whole words.
  ///
  /// Case, accents, punctuation and apostrophes do not count: "l'équipe" holds "équipe".
  public static func heard(_ point: EvidencePoint, in transcript: String) -> Bool {
    heard(phrases: point.phrases.map(normalizedWords), in: normalizedWords(of: transcript))
  }

  /// Whether any phrase, as normalized words, occurs among normalized words.
  static func heard(phrases: [[String]], in words: [String]) -> Bool {
    phrases.contains { !$0.isEmpty && contains($0, in: words) }
  }

  /// The words of a text in the form in which they are compared.
  ///
  /// Letters are lower-cased, lose their accents and ligatures (`œ` is `oe`); everything but
  /// letters and digits parts words.
  public static func normalizedWords(of text: String) -> [String] {
    var words: [String] = []
    var current = ""
    for scalar in text.decomposedStringWithCanonicalMapping.unicodeScalars {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        let lower = scalar.properties.lowercaseMapping
        current += ligatures[lower] ?? lower
      } else if scalar.properties.canonicalCombiningClass == .notReordered, !current.isEmpty {
        words.append(current)
        current = ""
      }
    }
    if !current.isEmpty { words.append(current) }
    return words
  }

  private static let ligatures = ["œ": "oe", "æ": "ae", "ß": "ss"]

  private static func contains(_ wanted: [String], in words: [String]) -> Bool {
    guard words.count >= wanted.count else { return false }
    return (0...(words.count - wanted.count)).contains { start in
      words[start..<(start + wanted.count)].elementsEqual(wanted)
    }
  }
}

/// The evidence points of one question, to be looked for in each partial transcript: their phrases
/// are normalized once.
struct QuestionEvidence {
  /// The question's id.
  let questionID: String
  private let points: [[[String]]]

  init(_ question: PlannedQuestion) {
    questionID = question.id
    points = question.evidence.map { $0.phrases.map(EvidenceMatcher.normalizedWords) }
  }

  /// The share of the points that a transcript mentions; `nil` where there is none, or no word.
  func share(heardIn transcript: String) -> Double? {
    guard !points.isEmpty else { return nil }
    let words = EvidenceMatcher.normalizedWords(of: transcript)
    guard !words.isEmpty else { return nil }
    let heard = points.count { EvidenceMatcher.heard(phrases: $0, in: words) }
    return Double(heard) / Double(points.count)
  }
}
