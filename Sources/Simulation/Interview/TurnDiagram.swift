import Speech
public import VoiceEngine

/// What happened in an interview, drawn as two lines of one character each 100 ms.
///
/// The candidate's line shows what was played (`S` speech, `.` silence, `_` nothing) and over it
/// what the engine made of it: `<` speech started, `>` speech stopped, `C` turn committed, `E`
/// interview ended. The interviewer's line shows `I` where it spoke, `x` where it was cut.
public struct TurnDiagram: Equatable, Sendable, CustomStringConvertible {
  /// The candidate's line.
  public let candidate: String
  /// The interviewer's line.
  public let interviewer: String

  /// Creates a diagram as it is expected.
  public init(_ candidate: String, _ interviewer: String) {
    self.candidate = candidate.filter { $0 != " " }
    self.interviewer = interviewer.filter { $0 != " " }
  }

  /// Draws what happened.
  ///
  /// - Parameters:
  ///   - played: what the candidate did, one character each 100 ms.
  ///   - first: the first character that is drawn.
  public init(played: String, outputs: [EngineOutput], from first: Int = 0) {
    var candidate = Array(played)
    var interviewer = [Character](repeating: ".", count: candidate.count)
    for output in outputs {
      switch output {
      case .interviewerPacket(let packet):
        TurnDiagram.mark("I", packet.start.milliseconds, on: &interviewer)
      case .event(let event, let time):
        switch event {
        case .speechStarted(let edge): TurnDiagram.mark("<", edge.atMilliseconds, on: &candidate)
        case .speechStopped(let edge): TurnDiagram.mark(">", edge.atMilliseconds, on: &candidate)
        case .turnCommitted: TurnDiagram.mark("C", time.milliseconds, on: &candidate)
        case .ended: TurnDiagram.mark("E", time.milliseconds, on: &candidate)
        case .playbackCleared:
          TurnDiagram.mark("x", time.milliseconds, on: &interviewer)
          // What the client held is not played.
          for cell in interviewer.indices.dropFirst(Int(time.milliseconds / 100) + 1) {
            interviewer[cell] = "."
          }
        default: break
        }
      default: break
      }
    }
    self.candidate = String(candidate.dropFirst(first))
    self.interviewer = String(interviewer.dropFirst(first))
  }

  /// The two lines, one below the other.
  public var description: String { "\n\(candidate)\n\(interviewer)\n" }

  private static func mark(
    _ character: Character,
    _ milliseconds: Int64,
    on line: inout [Character]
  ) {
    let cell = Int(milliseconds / 100)
    guard line.indices.contains(cell) else { return }
    line[cell] = character
  }
}
