import VoiceEngine

/// The keys of `turn_taking`: a named profile, or the two delays themselves.
enum TurnTakingKeys {
  struct Reading {
    var profile: EndpointingProfile?
    var minimumDelay: Duration?
    var maximumDelay: Duration?
    var hasProfile = false
    var hasMinimum = false
    var hasMaximum = false
  }

  static let profiles: [(name: String, value: EndpointingProfile)] = [
    ("quick", .quick), ("normal", .normal), ("think", .think),
  ]

  static let table = KeyTable<Reading>(
    "turn_taking",
    [
      .optional("profile") {
        $1.hasProfile = true
        $1.profile = $0.choice("profile", of: profiles, &$2)
      },
      .optional("min_delay") {
        $1.hasMinimum = true
        $1.minimumDelay = $0.duration(.milliseconds(200) ... .seconds(10), &$2)
      },
      .optional("max_delay") {
        $1.hasMaximum = true
        $1.maximumDelay = $0.duration(.milliseconds(500) ... .seconds(30), &$2)
      },
    ]
  )

  static func profile(of node: YAMLNode, _ log: inout DiagnosticLog) -> EndpointingProfile? {
    var reading = Reading()
    table.read(node, into: &reading, &log)
    guard case .mapping = node.content else { return nil }
    switch (reading.hasProfile, reading.hasMinimum, reading.hasMaximum) {
    case (true, false, false): return reading.profile
    case (false, true, true):
      guard let minimum = reading.minimumDelay, let maximum = reading.maximumDelay else {
        return nil
      }
      guard minimum <= maximum else {
        log.error(at: node.mark, "min_delay is longer than max_delay")
        return nil
      }
      return EndpointingProfile(minimumDelay: minimum, maximumDelay: maximum)
    default:
      log.error(
        at: node.mark,
        "turn_taking needs either \"profile\" or both \"min_delay\" and \"max_delay\""
      )
      return nil
    }
  }
}
