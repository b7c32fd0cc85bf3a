import Foundation

/// Decides by its phrases whether a transcript mentions an evidence point.
public enum EvidenceMatcher {
  /// Whether any phrase of a point occurs in a transcript as whole words.
  ///
  /// Case, accents, punctuation and apostrophes do not count: "l'équipe" holds "équipe".
  public static func heard(_ point: EvidencePoint, in transcript: String) -> Bool {
    heard(point, in: normalizedWords(of: transcript))
  }

  /// Whether any phrase of a point occurs among normalized words.
  static func heard(_ point: EvidencePoint, in words: [String]) -> Bool {
    point.phrases.contains { phrase in
      let wanted = normalizedWords(of: phrase)
      return !wanted.isEmpty && contains(wanted, in: words)
    }
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

extension PlannedQuestion {
  /// The share of the evidence points that a transcript mentions; `nil` where there is none, or no
  /// word.
  func evidenceShare(heardIn transcript: String) -> Double? {
    let words = EvidenceMatcher.normalizedWords(of: transcript)
    guard !evidence.isEmpty, !words.isEmpty else { return nil }
    let heard = evidence.count { EvidenceMatcher.heard($0, in: words) }
    return Double(heard) / Double(evidence.count)
  }
}
