/// Finds the name that was probably meant.
enum NearestName {
  /// The closest of some names, or `nil` when none is close.
  ///
  /// Close is at most two edits, or a third of the longer name's letters. Of equally close names
  /// the first is taken.
  static func of(_ name: some StringProtocol, among names: some Sequence<String>) -> String? {
    let letters = Array(name.lowercased().unicodeScalars.prefix(65))
    guard !letters.isEmpty, letters.count <= 64 else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in names {
      let other = Array(candidate.unicodeScalars)
      let distance = editDistance(letters, other)
      let reach = max(2, max(letters.count, other.count) / 3)
      // A word of three letters is two edits away from nearly any other.
      guard distance <= reach, distance < min(letters.count, other.count) else { continue }
      if distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
  }

  /// ` did you mean "…"?` with its separator, or nothing.
  static func hint(for name: some StringProtocol, among names: some Sequence<String>) -> String {
    of(name, among: names).map { "; did you mean \"\($0)\"?" } ?? ""
  }

  /// Insertions, deletions and replacements that turn one text into the other (Levenshtein 1965).
  static func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var row = Array(0...right.count)
    for (i, a) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, b) in right.enumerated() {
        let replaced = diagonal + (a == b ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, diagonal + 1, row[j] + 1)
      }
    }
    return row[right.count]
  }
}
