import VoiceEngine

/// Everything that can be given to an interview.
enum InterviewInput: Equatable, Sendable {
  /// The interview begins.
  case started
  /// A packet of the candidate arrived.
  case audio(IncomingAudio)
  /// A command of the candidate's client arrived.
  case command(CandidateCommand)
  /// 20 ms went by.
  case timePassed
  /// The candidate's connection was lost.
  case connectionLost
  /// The candidate came back.
  case connectionRestored
  /// The interview was ended from outside.
  case finished(Ended.Reason)
  /// A port answered.
  case answered(PortCall, PortAnswer)
}

/// The inputs of one interview in their order: all that is needed to hold it again.
struct InputLog: Equatable, Sendable {
  /// An input and when it came, in real time since the beginning.
  struct Entry: Equatable, Sendable {
    /// When it came.
    var elapsed: Duration
    /// What came.
    var input: InterviewInput
  }

  /// The inputs in the order in which they were given.
  var entries: [Entry] = []

  /// Creates an empty log.
  init() {}
}
