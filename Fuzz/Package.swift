// swift-tools-version: 6.2

import PackageDescription

// Fuzzers of what reads files from outside. A package of its own, since they need a sanitizer to
// link: `script/fuzz` builds and runs them.

func fuzzer(_ name: String, _ dependencies: Target.Dependency...) -> Target {
  .executableTarget(name: name, dependencies: dependencies + ["CFuzzer", "FuzzInput"])
}

let package = Package(
  name: "vivavoce-fuzz",
  dependencies: [.package(name: "vivavoce", path: "..")],
  targets: [
    .target(name: "CFuzzer"),
    .target(name: "FuzzInput", dependencies: ["CFuzzer"]),
    fuzzer("fuzz-wav", .product(name: "Sessions", package: "vivavoce")),
    fuzzer("fuzz-ogg", .product(name: "Sessions", package: "vivavoce")),
  ],
  swiftLanguageModes: [.v6]
)
