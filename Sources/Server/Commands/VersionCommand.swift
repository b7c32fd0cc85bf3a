extension Command {
  /// Prints the version.
  static let version = Command(
    name: "version",
    synopsis: "",
    summary: "Print the version.",
    details: "",
    options: { [] },
    run: { _ in
      Console.say("vivavoce \(BuildVersion.current.version)")
      return ExitStatus.success
    }
  )
}
