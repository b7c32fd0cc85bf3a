/// What is running.
struct BuildVersion: Equatable, Sendable {
  /// The version of this source tree.
  static let current = BuildVersion(version: "0.1.0", commit: "unknown")

  /// Semantic version.
  var version: String
  /// The commit, where the build knows it.
  var commit: String
}
