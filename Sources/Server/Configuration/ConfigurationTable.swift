/// Every option of the server.
enum ConfigurationTable {
  /// The options in the order of help and of the commented file.
  static let options: [ConfigurationOption] = [
    .init(
      section: "server",
      key: "listen",
      kind: .address,
      standard: "127.0.0.1:8080",
      summary: "Where candidates' pages, the API and the WebSocket are served."
    ),
    .init(
      section: "server",
      key: "private_listen",
      kind: .address,
      standard: "127.0.0.1:8081",
      summary: "Where health, version and metrics are served; keep it unreachable from outside."
    ),
    .init(
      section: "server",
      key: "lanes",
      kind: .integer(1...64),
      standard: "1",
      summary: "Threads that carry connections, each with the sessions pinned to it."
    ),
    .init(
      section: "server",
      key: "connection_limit",
      kind: .integer(1...100_000),
      standard: "1000",
      summary: "WebSocket connections at a time; one more is refused with 503."
    ),
    .init(
      section: "server",
      key: "allowed_origins",
      kind: .list,
      standard: "",
      summary: "Origins of further pages that may connect, such as https://interviews.example.org."
    ),
    .init(
      section: "server",
      key: "drain_timeout",
      kind: .duration(.zero ... .seconds(86_400)),
      standard: "20m",
      summary: "How long running interviews may go on after the first SIGTERM."
    ),
    .init(
      section: "storage",
      key: "data",
      kind: .path,
      standard: "./data",
      summary: "The folder of the database and the recordings."
    ),
    .init(
      section: "storage",
      key: "scenarios",
      kind: .path,
      standard: "./scenarios",
      summary: "The folder of the scenario files."
    ),
    .init(
      section: "sessions",
      key: "session_limit",
      kind: .integer(1...10_000),
      standard: "200",
      summary: "Interviews at a time; one more is refused with close code 1013."
    ),
    .init(
      section: "sessions",
      key: "retention_days",
      kind: .integer(1...3_650),
      standard: "30",
      summary: "Days after which a session is erased; part of the notice to candidates."
    ),
    .init(
      section: "sessions",
      key: "notice_version",
      kind: .text(limit: 64),
      standard: "2026-11",
      summary: "Version of the notice to which candidates consent."
    ),
    .init(
      section: "access",
      key: "operator_token",
      kind: .secret(minimum: 16),
      standard: "",
      summary: "Opens the list of all sessions; without it nobody can list them."
    ),
    .init(
      section: "engine",
      key: "recognizer_workers",
      kind: .integer(1...64),
      standard: "2",
      summary: "Recognizers that work at the same time; each takes about 92 MB."
    ),
    .init(
      section: "engine",
      key: "espeak_worker",
      kind: .path,
      standard: "",
      summary: "The synthesizer's worker program; empty means espeak-worker beside vivavoce."
    ),
    .init(
      section: "providers",
      key: "recognizers",
      kind: .providers(.recognizer),
      standard: "embedded",
      summary: "Who turns speech into words, best first; the next takes over when one fails."
    ),
    .init(
      section: "providers",
      key: "language_models",
      kind: .providers(.languageModel),
      standard: "",
      summary: "Who words the interviewer's lines, best first; without any the plan is read out."
    ),
    .init(
      section: "providers",
      key: "synthesizers",
      kind: .providers(.synthesizer),
      standard: "embedded",
      summary: "Who turns words into speech, best first."
    ),
    .init(
      section: "providers",
      key: "judge_models",
      kind: .providers(.languageModel),
      standard: "",
      summary: "Who rates answers by the rubric, best first; without any, words are only found."
    ),
    .init(
      section: "providers",
      key: "recognizer_deadline",
      kind: .duration(.seconds(1) ... .seconds(60)),
      standard: "9500ms",
      summary: "Longest wait for the words of an answer, all recognizers together."
    ),
    .init(
      section: "providers",
      key: "language_model_deadline",
      kind: .duration(.milliseconds(500) ... .seconds(30)),
      standard: "4500ms",
      summary: "Longest wait for a line of the interviewer, all language models together."
    ),
    .init(
      section: "providers",
      key: "synthesizer_deadline",
      kind: .duration(.milliseconds(500) ... .seconds(30)),
      standard: "4500ms",
      summary: "Longest wait for a spoken sentence, all synthesizers together."
    ),
    .init(
      section: "providers",
      key: "session_cost_limit",
      kind: .amount,
      standard: "0",
      summary: "Cost at which an interview comes to its closing line; 0 is no limit."
    ),
    .init(
      section: "providers",
      key: "master_key",
      kind: .secret(minimum: 64),
      standard: "",
      summary: "Opens the keys that vivavoce keys stores; 64 hexadecimal digits."
    ),
    .init(
      section: "providers",
      key: "provider_certificates",
      kind: .path,
      standard: "",
      summary: "A file of certificates to trust instead of the system's, for providers of your own."
    ),
    .init(
      section: "log",
      key: "log_level",
      kind: .choice(["debug", "info", "warning", "error"]),
      standard: "info",
      summary: "The least important log lines to write."
    ),
  ]

  /// The option of a key.
  static func option(_ key: String) -> ConfigurationOption? { options.first { $0.key == key } }

  /// The options' part of `--help`.
  static var help: String {
    var lines: [String] = []
    for option in options {
      let standard = option.standard.isEmpty ? "" : " (default \(option.standard))"
      if let flag = option.flag {
        lines.append("  \(flag) \(option.domain)\(standard)")
      } else {
        lines.append("  \(option.variable) or \(option.variable)_FILE: \(option.domain)")
      }
      lines.append("      \(option.summary)")
    }
    return lines.joined(separator: "\n")
  }

  /// A whole configuration file with every option at its default, commented.
  static var commentedFile: String {
    var lines = ["# Vivavoce's configuration. Environment and flags win over this file."]
    var section = ""
    for option in options {
      if option.section != section {
        section = option.section
        lines += ["", "[\(section)]"]
      }
      lines.append("# \(option.summary) \(option.domain); \(option.variable)")
      lines.append("#\(option.key) = \(ConfigurationFile.quoted(option))")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
