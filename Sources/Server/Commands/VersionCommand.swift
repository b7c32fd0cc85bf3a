extension Command {
  /// Prints the version.
  static let version = Command(
    name: "version",
    synopsis: "",
    summary: "Print the version.",
    details: "",
    options: { [] },
    run: { _ in
      Console.say("vivavoce \(Release.version)")
      return ExitStatus.success
    }
  )
}

/// What this build is.
enum Release {
  /// Semantic version; covers the wire, the scenario schema, the configuration and the commands.
  static let version = "0.1.0"
}
