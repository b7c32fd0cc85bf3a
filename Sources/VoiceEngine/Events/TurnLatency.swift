/// How long each step took from the end of a candidate's speech until the answer to it was heard.
///
/// All are milliseconds since the end of the speech, whatever lies between; `nil` is a step that
/// did not come to pass, as in a turn that was interrupted.
public struct TurnLatency: Codable, Equatable, Sendable {
  /// The turn.
  public var turn: Int
  /// The turn was taken for complete.
  public var decidedMilliseconds: Int64
  /// Its words were settled, or given up.
  public var transcriptMilliseconds: Int64?
  /// A language model's first words of the answer came; `nil` where the plan's are spoken.
  public var tokenMilliseconds: Int64?
  /// The first sentence of the interviewer was worded.
  public var sentenceMilliseconds: Int64?
  /// The first audio of it was there.
  public var audioMilliseconds: Int64?
  /// The first packet was sent.
  public var packetMilliseconds: Int64?
  /// The client began to play, as its first acknowledgement tells.
  public var playedMilliseconds: Int64?
  /// Whether it was interrupted before it was heard.
  public var interrupted: Bool

  private enum CodingKeys: String, CodingKey {
    case turn
    case decidedMilliseconds = "decided_ms"
    case transcriptMilliseconds = "transcript_ms"
    case tokenMilliseconds = "first_token_ms"
    case sentenceMilliseconds = "first_sentence_ms"
    case audioMilliseconds = "first_audio_ms"
    case packetMilliseconds = "first_packet_ms"
    case playedMilliseconds = "first_played_ms"
    case interrupted
  }

  /// Creates the measure of a turn that was just taken for complete.
  public init(turn: Int, decidedMilliseconds: Int64) {
    self.turn = turn
    self.decidedMilliseconds = decidedMilliseconds
    interrupted = false
  }
}
