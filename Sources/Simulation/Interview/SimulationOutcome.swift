public import VoiceEngine

extension SimulatedInterview {
  /// What came of an interview.
  public struct Outcome: Sendable {
    /// The seed that gives the same again.
    public let seed: UInt64
    /// What was broken on purpose.
    public let fault: PlantedFault?
    /// What was broken, in words; empty if all is well.
    public let violations: [String]
    /// Why it ended, or `nil` where it did not.
    public let ending: Ended.Reason?
    /// How long it took in its own time.
    public let duration: Duration
    /// The candidate's turns.
    public let turns: Int
    /// When the process that kept it died, or `nil`.
    public let diedAt: Duration?
    /// What happened last.
    public let diagram: TurnDiagram
    /// Where the drawing begins.
    public let diagramStart: Duration
  }
}

extension SimulatedInterview.Outcome: CustomStringConvertible {
  /// How to see it again, what was broken, and a drawing of the last seconds.
  public var description: String {
    let plant = fault.map { " --plant \($0.rawValue)" } ?? ""
    let lines =
      ["vivavoce simulate --seed \(seed) --sessions 1\(plant)"]
      + violations.map { "  \($0)" }
      + ["  from \(diagramStart), 100 ms a character:\(diagram)"]
    return lines.joined(separator: "\n")
  }
}
