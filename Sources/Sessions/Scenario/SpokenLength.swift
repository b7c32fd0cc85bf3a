/// How long words take, where nobody has said them yet.
public enum SpokenLength {
  /// A usual pace of conversation, in English and French alike.
  static let wordsPerMinute = 150

  /// The time that a text takes, at least half a second.
  public static func duration(of text: String) -> Duration {
    let words = text.split(whereSeparator: \.isWhitespace).count
    return max(.milliseconds(500), .milliseconds(words * 60_000 / wordsPerMinute))
  }
}
