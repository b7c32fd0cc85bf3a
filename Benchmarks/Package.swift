// swift-tools-version: 6.2

import PackageDescription

// Speed of the analyser and of the way from providers to packets. A package of its own, so that a
// plain `swift build` of the product builds nothing that only measures: `script/bench` builds and
// runs it.
let package = Package(
  name: "vivavoce-benchmarks",
  dependencies: [.package(name: "vivavoce", path: "..")],
  targets: [
    .target(name: "CMalloc"),
    .executableTarget(
      name: "scoring-benchmark",
      dependencies: ["CMalloc", .product(name: "Scoring", package: "vivavoce")],
      // The seams between the stages are internal; tests enabled let this package see them.
      swiftSettings: [.enableUpcomingFeature("ExistentialAny")]
    ),
    .executableTarget(
      name: "providers-benchmark",
      dependencies: [.product(name: "VoiceEngine", package: "vivavoce")],
      swiftSettings: [.enableUpcomingFeature("ExistentialAny")]
    ),
  ],
  swiftLanguageModes: [.v6]
)
