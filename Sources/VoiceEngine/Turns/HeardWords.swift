/// What is known of the words of a voice: a short one without any may be a cough.
public enum HeardWords: Equatable, Sendable {
  /// Nobody can tell: there is no recognizer, or it failed.
  case unknowable
  /// None so far; some may come.
  case awaited
  /// None, and none will come.
  case nothing
  /// At least one.
  case words
}
