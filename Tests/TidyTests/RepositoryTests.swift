import Testing

/// The rules, held against the repository itself.
@Suite struct RepositoryTests {
  private let sources = Repository.swift.filter { $0.path.hasPrefix("Sources/") }

  private func findings(
    in files: [SourceFile],
    of rule: (SourceFile) -> [Finding]
  ) -> [String] {
    files.flatMap(rule).map(\.description)
  }

  @Test func `the repository is really read`() {
    let paths = Set(Repository.files.map(\.path))
    for path in [
      "Package.swift", "README.md", "script/test", "Sources/Speech/SampleTime.swift",
      "scenarios/backend-engineer-en.scenario.yaml", "docs/scenarios.md",
    ] {
      #expect(paths.contains(path))
    }
    #expect(!paths.contains { $0.contains(".build/") })
  }

  @Test func `no file is longer than 500 lines`() {
    #expect(findings(in: Repository.files, of: LengthRules.longFile) == [])
  }

  @Test func `no line of Swift is wider than 100 columns`() {
    #expect(findings(in: Repository.swift, of: LengthRules.longLines) == [])
  }

  @Test func `no function is longer than 70 lines`() {
    #expect(findings(in: Repository.swift, of: LengthRules.longFunctions) == [])
  }

  @Test func `each room imports only what the plan allows`() {
    #expect(findings(in: sources, of: ImportRules.forbiddenImports) == [])
  }

  @Test func `the package declares the picture of the plan`() throws {
    let manifest = try #require(Repository.files.first { $0.path == "Package.swift" })
    #expect(ImportRules.declaredDependencies(in: manifest) == ImportRules.allowedDependencies)
  }

  @Test func `nothing banned is called`() {
    #expect(findings(in: Repository.swift, of: BannedRules.bannedCalls) == [])
  }

  @Test func `nothing was left behind`() {
    #expect(findings(in: Repository.files, of: BannedRules.leftoverMarkers) == [])
  }

  @Test func `every escape from the compiler's checks says why it is safe`() {
    #expect(findings(in: sources, of: BannedRules.unexplainedUnsafety) == [])
  }

  @Test func `nothing names an emotion or a trait`() {
    let spoken = Repository.files.filter { file in
      // The words that scenarios are refused for must stand somewhere.
      file.path != "Sources/Sessions/Scenario/ForbiddenWords.swift"
        && (file.path.hasPrefix("Sources/") || file.path.hasPrefix("scenarios/"))
    }
    #expect(findings(in: spoken, of: WordRules.forbiddenWords) == [])
  }

  @Test func `every link of the documents leads somewhere`() {
    let documents = Repository.files.filter { $0.path.hasSuffix(".md") }
    let dead = documents.flatMap { LinkRules.deadLinks($0, exists: Repository.exists) }
    #expect(dead.map(\.description) == [])
  }

  @Test func `every script can be run and stops at its first error`() throws {
    let scripts = Repository.files.filter { $0.path.hasPrefix("script/") || $0.path == ".ci/run" }
    #expect(scripts.count >= 5)
    for script in scripts {
      #expect(Repository.isExecutable(script.path), "\(script.path)")
      #expect(script.lines.first == "#!/usr/bin/env bash", "\(script.path)")
      #expect(script.lines.contains("set -euo pipefail"), "\(script.path)")
    }
  }
}
