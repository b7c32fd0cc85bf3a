import Speech
import VoiceEngine

/// The words that were spoken and recognized in some answers, counted.
struct RecognizedWords: Equatable {
  /// How many there are.
  var count = 0
  /// Length of the turns that have them, in seconds.
  var seconds = 0.0
  /// Share of those of which the recognizer was unsure; zero where it says nothing of it.
  var unsureShare: Double { count == 0 ? 0 : Double(unsure) / Double(count) }
  /// Whether the recognizer was unsure of so many that nothing should be said of them.
  var isUnsure: Bool { unsureShare > RecognizedWords.mostUnsureShare }

  /// A word below this probability is unsure.
  static let unsureBelow = 0.5
  private static let mostUnsureShare = 0.3

  private var unsure = 0

  /// Counts the spoken ones of some answers.
  init(_ answers: [JournalAnswer]) {
    for answer in answers where answer.turn.wasSpoken {
      guard let transcript = answer.transcript else { continue }
      count += transcript.text.split(whereSeparator: \.isWhitespace).count
      seconds += Double(answer.turn.endMilliseconds - answer.turn.startMilliseconds) / 1_000
      unsure += transcript.words.count { ($0.confidence ?? 1) < RecognizedWords.unsureBelow }
    }
  }
}
