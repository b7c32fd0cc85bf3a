extension Command {
  static let serve = Command(
    name: "serve",
    synopsis: "",
    summary: "",
    details: "",
    options: { [] },
    run: { _ in 0 }
  )
}
