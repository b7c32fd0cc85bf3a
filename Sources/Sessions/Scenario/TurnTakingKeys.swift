import VoiceEngine

/// The keys of `turn_taking`: a named profile, or the two delays themselves.
enum TurnTakingKeys {
  struct Reading: Sendable {
    var profile: EndpointingProfile?
    var minimumDelay: Duration?
    var maximumDelay: Duration?
  }

  static let profiles: [(name: String, value: EndpointingProfile)] = [
    ("quick", .quick), ("normal", .normal), ("think", .think),
  ]

  static let table = KeyTable<Reading>(
    "turn_taking",
    [
      .optional("profile", .choice("profile", of: profiles), "one of three sorts of patience") {
        $0.profile = $1
      },
      .optional(
        "min_delay",
        .duration(.milliseconds(200) ... .seconds(10)),
        "silence after which an answer that sounds complete ends"
      ) { $0.minimumDelay = $1 },
      .optional(
        "max_delay",
        .duration(.milliseconds(500) ... .seconds(30)),
        "silence after which any answer ends"
      ) { $0.maximumDelay = $1 },
    ]
  )

  static let profile = FieldType<EndpointingProfile>(.mapping(table.description)) { node, log in
    let errors = log.errorCount
    var reading = Reading()
    table.read(node, into: &reading, &log)
    guard log.errorCount == errors else { return nil }
    switch (reading.profile, reading.minimumDelay, reading.maximumDelay) {
    case (let profile?, nil, nil): return profile
    case (nil, let minimum?, let maximum?):
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
