/// What is running.
struct BuildVersion: Equatable, Sendable {
  /// The version of this source tree.
  static let current = BuildVersion(version: "0.1.0")

  /// Semantic version; covers the wire, the scenario schema, the configuration and the commands.
  var version: String
}
