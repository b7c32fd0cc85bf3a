import Speech
import VoiceEngine

/// The words that were spoken and recognized in a session, counted.
struct RecognizedWords: Equatable {
  /// How many there are.
  var count = 0
  /// Length of the turns that have them, in seconds.
  var seconds = 0.0
  /// Share of those of which the recognizer was unsure; zero where it says nothing of it.
  var unsureShare: Double { count == 0 ? 0 : Double(unsure) / Double(count) }

  private var unsure = 0

  /// Counts the spoken answers of a session.
  init(_ fold: SessionFold) {
    for answer in fold.answers where answer.turn.wasSpoken {
      guard let transcript = answer.transcript else { continue }
      count += transcript.text.split(whereSeparator: \.isWhitespace).count
      seconds += Double(answer.turn.endMilliseconds - answer.turn.startMilliseconds) / 1_000
      unsure += transcript.words.filter { ($0.confidence ?? 1) < SessionDelivery.unsureBelow }.count
    }
  }
}
