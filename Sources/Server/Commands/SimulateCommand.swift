import Foundation
import Simulation
import Speech
import VoiceEngine

extension Command {
  /// Holds whole interviews in virtual time and looks for broken rules.
  static let simulate = Command(
    name: "simulate",
    synopsis: "[--seed N] [--sessions M] [--jobs J] [--plant FAULT] | --long MINUTES",
    summary: "Hold interviews in virtual time with seeded candidates, networks and faults.",
    details: """
      Every interview is the real engine with a candidate, a network and providers drawn from its
      seed; after every event the rules of docs/decisions/0014-simulation.md are checked, and at its
      end what a store has kept of it whose disk was slow or full and whose process may have died.
      One that breaks a rule prints the command that repeats it and a drawing of its last seconds,
      and the status is 1. With --long, one interview without trouble is held and its log run again,
      to see how long that takes. FAULT is one of \(faultNames).
      """,
    options: {
      [
        Arguments.Option(flag: "--seed", value: "N", help: "first seed (default: a fresh one)"),
        Arguments.Option(flag: "--sessions", value: "M", help: "interviews (default 100)"),
        Arguments.Option(flag: "--jobs", value: "J", help: "at a time (default: one a core)"),
        Arguments.Option(flag: "--plant", value: "FAULT", help: "break the engine on purpose"),
        Arguments.Option(flag: "--long", value: "MINUTES", help: "run the log of so much again"),
      ]
    },
    run: { arguments in
      guard arguments.positionals.isEmpty else {
        throw Arguments.UsageError(message: "only options are understood")
      }
      if let minutes = try arguments.integer("--long", in: 1...600) {
        return try await runAgain(minutes: minutes)
      }
      // Fresh seeds stay short enough to be read aloud.
      let fresh = Int.random(in: 1...999_999_999)
      let seed = try arguments.integer("--seed", in: 0...Int.max / 2) ?? fresh
      return try await simulate(
        SimulationRun(
          seed: UInt64(seed),
          sessions: try arguments.integer("--sessions", in: 1...10_000_000) ?? 100,
          jobs: try arguments.integer("--jobs", in: 1...256)
            ?? ProcessInfo.processInfo.activeProcessorCount,
          fault: try arguments["--plant"].map(plantedFault)
        ),
        seed: seed
      )
    }
  )

  private static func simulate(_ run: SimulationRun, seed: Int) async throws -> Int32 {
    let clock = ContinuousClock()
    let start = clock.now
    let tally = try await run.hold { Console.say($0.description) }
    let seconds = (clock.now - start).inSeconds
    let endings = tally.endings.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { "\($0.key.rawValue) \($0.value)" }
    Console.say(
      """
      \(tally.sessions) interviews from seed \(seed), \(tally.turns) turns, \
      \(hours(tally.duration)) h in \(oneDecimal(seconds)) s
      ended: \(endings.joined(separator: ", "))
      process died: \(tally.killed)
      broken: \(tally.failures)
      """
    )
    return tally.failures == 0 ? ExitStatus.success : ExitStatus.failure
  }

  private static func runAgain(minutes: Int) async throws -> Int32 {
    let outcome = try await LongInterview(minutes: minutes).hold()
    Console.say(
      """
      \(hours(outcome.duration)) h, \(outcome.events.count) events: the log ran again in \
      \(String(format: "%.2f", outcome.rerunTime.inSeconds)) s, \
      \(outcome.difference ?? "with the same events")
      """
    )
    return outcome.difference == nil ? ExitStatus.success : ExitStatus.failure
  }

  private static func plantedFault(_ name: String) throws(Arguments.UsageError) -> PlantedFault {
    guard let fault = PlantedFault(rawValue: name) else {
      throw Arguments.UsageError(message: "--plant takes one of \(faultNames)")
    }
    return fault
  }

  private static var faultNames: String {
    PlantedFault.allCases.map(\.rawValue).joined(separator: ", ")
  }

  private static func hours(_ duration: Duration) -> String {
    oneDecimal(duration.inSeconds / 3_600)
  }

  private static func oneDecimal(_ value: Double) -> String { String(format: "%.1f", value) }
}
