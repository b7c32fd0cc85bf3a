// swift-tools-version: 6.2

import PackageDescription

// The targets below are the rooms of ARCHITECTURE.md. What a target may import is its dependency
// list; `script/lint` builds with the import check so that an undeclared import fails.

let swiftSettings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

func library(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = [])
  -> Target
{
  .target(
    name: name,
    dependencies: dependencies,
    resources: resources,
    swiftSettings: swiftSettings
  )
}

func executable(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies, swiftSettings: swiftSettings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: name,
    dependencies: dependencies,
    exclude: [],
    swiftSettings: swiftSettings
  )
}

func system(_ name: String, _ pkgConfig: String, _ packages: String...) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt(packages)])
}

let package = Package(
  name: "vivavoce",
  products: [
    .executable(name: "vivavoce", targets: ["vivavoce"]),
    .executable(name: "espeak-worker", targets: ["espeak-worker"]),
    .library(name: "Scoring", targets: ["Speech", "Scoring"]),
    .library(name: "VoiceEngine", targets: ["Speech", "VoiceEngine"]),
    .library(name: "Sessions", targets: ["Sessions"]),
  ],
  targets: [
    library("Speech", []),
    library("Scoring", ["Speech"]),
    library("VoiceEngine", ["Speech", "COpus", "CCurl", "CLws", "CPocketSphinx", "CSpeexDSP"]),
    library(
      "Sessions",
      ["Speech", "VoiceEngine", "Scoring", "COgg", "COpusFile", "CSQLite", "CYaml"]
    ),
    library("Simulation", ["Speech", "VoiceEngine", "Scoring", "Sessions"]),
    library(
      "Server",
      ["Speech", "VoiceEngine", "Scoring", "Sessions", "Simulation", "CLws", "COpenSSL"],
      resources: [.copy("Pages")]
    ),
    executable("vivavoce", ["Server"]),
    executable("espeak-worker", ["CEspeak"]),

    system("COpus", "opus", "libopus-dev"),
    system("CCurl", "libcurl", "libcurl4-openssl-dev"),
    system("COgg", "ogg", "libogg-dev"),
    system("COpusFile", "opusfile", "libopusfile-dev"),
    system("CPocketSphinx", "pocketsphinx", "libpocketsphinx-dev", "libsphinxbase-dev"),
    system("CSpeexDSP", "speexdsp", "libspeexdsp-dev"),
    system("CSQLite", "sqlite3", "libsqlite3-dev"),
    system("CYaml", "yaml-0.1", "libyaml-dev"),
    system("CLws", "libwebsockets", "libwebsockets-dev"),
    system("COpenSSL", "openssl", "libssl-dev"),
    system("CEspeak", "espeak-ng", "libespeak-ng-dev"),

    .target(
      name: "TestKit",
      dependencies: ["Speech", "VoiceEngine", "Simulation"],
      path: "Tests/TestKit",
      swiftSettings: swiftSettings
    ),
    tests("SpeechTests", ["Speech"]),
    tests("ScoringTests", ["Speech", "Scoring", "TestKit"]),
    tests("VoiceEngineTests", ["Speech", "VoiceEngine", "TestKit"]),
    tests("SessionsTests", ["Speech", "VoiceEngine", "Scoring", "Sessions", "TestKit"]),
    tests(
      "SimulationTests",
      ["Speech", "VoiceEngine", "Scoring", "Sessions", "Simulation", "TestKit"]
    ),
    tests("ServerTests", ["Speech", "VoiceEngine", "Scoring", "Sessions", "Server", "TestKit"]),
    tests(
      "AcceptanceTests",
      ["Speech", "VoiceEngine", "Scoring", "Sessions", "Server", "TestKit"]
    ),
    tests("TidyTests", []),
  ],
  swiftLanguageModes: [.v6]
)
