import VoiceEngine

/// Substitutions, insertions and deletions between what was said and what was recognized.
enum WordErrorRate {
  /// The least number of edits that turn one list of words into the other (Levenshtein).
  static func edits(_ said: [String], _ recognized: [String]) -> Int {
    var row = Array(0...recognized.count)
    for (index, word) in said.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for (column, other) in recognized.enumerated() {
        let substituted = diagonal + (word == other ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(row[column + 1] + 1, row[column] + 1, substituted)
      }
    }
    return row[recognized.count]
  }

  /// Words without case, punctuation and accents.
  static func words(_ text: String) -> [String] { EvidenceMatcher.normalizedWords(of: text) }
}
