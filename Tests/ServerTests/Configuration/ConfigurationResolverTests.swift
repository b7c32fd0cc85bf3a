import Testing

@testable import Server

@Suite struct ConfigurationResolverTests {
  private func resolve(
    _ arguments: [String] = [],
    _ environment: [String: String] = [:],
    files: [String: String] = [:]
  ) throws -> ResolvedOptions {
    try ConfigurationResolver.resolve(
      arguments: arguments,
      environment: environment,
      readFile: { files[$0] }
    )
  }

  private func error(
    _ arguments: [String] = [],
    _ environment: [String: String] = [:],
    files: [String: String] = [:]
  ) -> ConfigurationError? {
    do {
      _ = try resolve(arguments, environment, files: files)
      return nil
    } catch { return error as? ConfigurationError }
  }

  @Test func `without anything the defaults hold`() throws {
    let configuration = ServerConfiguration(try resolve())
    #expect(configuration.listen == HostPort(host: "127.0.0.1", port: 8_080))
    #expect(configuration.privateListen == HostPort(host: "127.0.0.1", port: 8_081))
    #expect(configuration.connectionLimit == 1_000)
    #expect(configuration.retentionDays == 30)
    #expect(configuration.noticeVersion == "2026-11")
    #expect(configuration.recognizerWorkers == 2)
    #expect(configuration.drainTimeout == .seconds(1_200))
    #expect(configuration.operatorToken == nil)
    #expect(configuration.espeakWorker == nil)
    #expect(configuration.allowedOrigins.isEmpty)
    #expect(configuration.logLevel == .info)
  }

  @Test func `every default of the table is in its own bounds`() {
    for option in ConfigurationTable.options {
      #expect(throws: Never.self, "\(option.key)") {
        try OptionReader.read([option.standard], as: option)
      }
    }
  }

  @Test func `flags win over environment, environment over file, file over defaults`() throws {
    let files = ["c": "lanes = 2\nsession_limit = 2\nconnection_limit = 2\nretention_days = 2"]
    let environment = ["VIVAVOCE_LANES": "3", "VIVAVOCE_SESSION_LIMIT": "3", "PATH": "/bin"]
    let options = try resolve(
      ["--lanes", "4", "--config", "c", "--connection-limit=4"],
      environment,
      files: files
    )
    #expect(options.integer("lanes") == 4)
    #expect(options.integer("connection_limit") == 4)
    #expect(options.integer("session_limit") == 3)
    #expect(options.integer("retention_days") == 2)
    #expect(options.integer("recognizer_workers") == 2)
    #expect(options.origin("lanes") == .flag)
    #expect(options.origin("session_limit") == .environment)
    #expect(options.origin("retention_days") == .file)
    #expect(options.origin("recognizer_workers") == .standard)
  }

  @Test func `the environment can name the file`() throws {
    let options = try resolve([], ["VIVAVOCE_CONFIG": "c"], files: ["c": "lanes = 7"])
    #expect(options.integer("lanes") == 7)
  }

  @Test func `lists come from brackets or commas`() throws {
    let expected = ["https://a", "https://b"]
    #expect(
      try resolve(["--allowed-origins", "https://a, https://b"]).list("allowed_origins")
        == expected
    )
    let files = ["c": "allowed_origins = [\"https://a\", \"https://b\"]"]
    #expect(try resolve(["--config", "c"], files: files).list("allowed_origins") == expected)
  }

  @Test func `a secret comes from its variable or from a file, and is never shown`() throws {
    let secret = "0123456789abcdef"
    let plain = try resolve([], ["VIVAVOCE_OPERATOR_TOKEN": secret])
    let fromFile = try resolve(
      [],
      ["VIVAVOCE_OPERATOR_TOKEN_FILE": "/run/t"],
      files: ["/run/t": secret + "\n"]
    )
    let nested = try resolve(
      ["--config", "c"],
      files: ["c": "operator_token_file = /run/t", "/run/t": secret]
    )
    for options in [plain, fromFile, nested] {
      let configuration = ServerConfiguration(options)
      #expect(configuration.operatorToken?.matches(secret) == true)
      #expect(configuration.operatorToken?.matches("other") == false)
      #expect(!options.listing.contains(secret))
      #expect(options.listing.contains("operator_token = ********"))
    }
    let short = error([], ["VIVAVOCE_OPERATOR_TOKEN": "short"])
    #expect(short?.description.contains("at least 16") == true)
    #expect(short?.description.contains("\"short\"") == false)
  }

  @Test func `a secret given twice is an error, and so is its missing file`() {
    let twice = [
      "VIVAVOCE_OPERATOR_TOKEN": "0123456789abcdef", "VIVAVOCE_OPERATOR_TOKEN_FILE": "t",
    ]
    #expect(
      error([], twice, files: ["t": "0123456789abcdef"])?.description.contains("not both") == true
    )
    #expect(error([], ["VIVAVOCE_OPERATOR_TOKEN_FILE": "none"]) != nil)
  }

  @Test func `a secret has no flag`() {
    #expect(error(["--operator-token", "0123456789abcdef"])?.exitStatus == 2)
  }

  @Test func `an unknown variable is an error with the nearest`() {
    let found = error([], ["VIVAVOCE_LISTE": "x"])
    #expect(
      found?.description
        == "VIVAVOCE_LISTE: error: unknown variable; did you mean VIVAVOCE_LISTEN?"
    )
    #expect(found?.exitStatus == 78)
  }

  @Test func `an unknown flag, a word and a flag without value are errors of usage`() {
    for arguments in [["--lister", "x"], ["word"], ["--lanes"], ["--lanes", "many"]] {
      #expect(error(arguments)?.exitStatus == 2)
    }
    #expect(error(["--lanez", "3"])?.description.contains("did you mean --lanes?") == true)
  }

  @Test func `a file that cannot be read is an error`() {
    #expect(error(["--config", "nowhere"])?.exitStatus == 78)
  }

  @Test(arguments: [
    ("listen", "8080"), ("lanes", "0"), ("lanes", "65"), ("lanes", "two"), ("lanes", ""),
    ("drain_timeout", "10"), ("drain_timeout", "-1s"), ("drain_timeout", "2d"),
    ("log_level", "loud"), ("retention_days", "0"), ("notice_version", ""),
  ])
  func `a value outside its bounds is told with the bounds`(key: String, value: String) throws {
    let option = try #require(ConfigurationTable.option(key))
    let found = error([], [option.variable: value])
    #expect(found?.description.hasPrefix("\(option.variable): error: \"\(key)\" must be ") == true)
    #expect(found?.description.contains(option.domain) == true)
  }

  @Test func `faults of file and environment are told together`() {
    let found = error(
      ["--config", "c"],
      ["VIVAVOCE_LANES": "x"],
      files: ["c": "lanes = y\nfoo = 1"]
    )
    #expect(found?.faults.map(\.place) == ["c:2:1", "c:1:9", "VIVAVOCE_LANES"])
  }

  @Test func `help names every flag with its default`() {
    for option in ConfigurationTable.options {
      #expect(ConfigurationTable.help.contains(option.flag ?? option.variable))
      #expect(ConfigurationTable.help.contains(option.summary))
    }
  }

  @Test func `keys, variables and flags are unique`() {
    #expect(Set(ConfigurationTable.options.map(\.key)).count == ConfigurationTable.options.count)
    var sections: [String] = []
    for section in ConfigurationTable.options.map(\.section) where section != sections.last {
      sections.append(section)
    }
    #expect(Set(sections).count == sections.count)
  }

  @Test(arguments: [
    ("700ms", Duration.milliseconds(700)), ("3s", .seconds(3)), ("20m", .seconds(1_200)),
    ("2h", .seconds(7_200)), ("30d", .seconds(2_592_000)), ("0s", .zero),
  ])
  func `durations are read and written`(text: String, duration: Duration) {
    #expect(DurationText.read(text) == duration)
    #expect(DurationText.write(duration) == text)
  }

  @Test(arguments: [
    "", "s", "3", "3 s", "3x", "-3s", "1.5s", "99999999999999999999s", "9999999999999999d",
  ])
  func `what is no duration is not read`(text: String) {
    #expect(DurationText.read(text) == nil)
  }

  @Test func `the edit distance is that of the table by hand`() {
    #expect(EditDistance.distance("kitten", "sitting") == 3)
    #expect(EditDistance.distance("", "abc") == 3)
    #expect(EditDistance.distance("same", "same") == 0)
    #expect(EditDistance.nearest(to: "xyz", among: ["listen", "lanes"]) == nil)
  }
}
