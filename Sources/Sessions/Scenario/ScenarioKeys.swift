import VoiceEngine

/// What is read of a file so far.
///
/// The fields begin as placeholders; the scenario is used only when nothing was logged, and then
/// every required field was set.
struct ScenarioReading {
  /// Name of the file, for the check of the id.
  let file: String
  var scenario = Scenario(
    id: "",
    revision: 1,
    title: "",
    language: "",
    purposes: [],
    persona: Scenario.Persona(name: ""),
    questions: [],
    closing: ""
  )

  init(file: String) { self.file = file }
}

/// The keys of a scenario file, mapping by mapping.
enum ScenarioKeys {
  /// The one version of the format that this release reads.
  static let schemaVersion = 1

  static let scenario = KeyTable<ScenarioReading>(
    "a scenario",
    [
      .required("schema") { node, _, log in node.schema(&log) },
      .required("id") { node, target, log in
        guard let id = node.identifier(&log) else { return }
        node.check(id: id, against: target.file, &log)
        target.scenario.id = id
      },
      .required("revision") { $1.scenario.revision = $0.integer(1...1_000_000, &$2) ?? 1 },
      .required("title") { $1.scenario.title = $0.text(&$2) ?? "" },
      .optional("summary") { $1.scenario.summary = $0.text(&$2) },
      .required("language") { $1.scenario.language = $0.languageTag(&$2) ?? "" },
      .required("purposes") { $1.scenario.purposes = $0.purposes(&$2) },
      .required("persona") { persona.read($0, into: &$1.scenario.persona, &$2) },
      .optional("turn_taking") {
        $1.scenario.endpointing = TurnTakingKeys.profile(of: $0, &$2) ?? .normal
      },
      .optional("limits") { limits.read($0, into: &$1.scenario.limits, &$2) },
      .optional("greeting") { $1.scenario.greeting = $0.text(&$2) },
      .required("questions") { node, target, log in
        target.scenario.questions = QuestionKeys.questions(
          of: node,
          answerLimit: target.scenario.limits.answer,
          &log
        )
      },
      .required("closing") { $1.scenario.closing = $0.text(&$2) ?? "" },
    ]
  )

  static let persona = KeyTable<Scenario.Persona>(
    "a persona",
    [
      .required("name") { $1.name = $0.text(&$2) ?? "" },
      .optional("voice") { $1.voice = $0.text(&$2) },
    ]
  )

  static let limits = KeyTable<Scenario.Limits>(
    "limits",
    [
      .optional("session") {
        $1.session = $0.duration(.seconds(60) ... .seconds(240 * 60), &$2) ?? $1.session
      },
      .optional("answer") { $1.answer = $0.duration(answerBounds, &$2) ?? $1.answer },
      .optional("follow_ups") { $1.followUps = $0.integer(0...10, &$2) ?? $1.followUps },
    ]
  )

  /// How long an answer may be allowed to be.
  static let answerBounds: ClosedRange<Duration> = .seconds(5) ... .seconds(30 * 60)
}

extension YAMLNode {
  fileprivate func schema(_ log: inout DiagnosticLog) {
    guard let text = scalar("a whole number", &log)?.text else { return }
    if text != String(ScenarioKeys.schemaVersion) {
      log.error(
        at: mark,
        "schema \(quoted(text)) is not known here; this release reads schema "
          + String(ScenarioKeys.schemaVersion)
      )
    }
  }

  fileprivate func check(id: String, against file: String, _ log: inout DiagnosticLog) {
    let name = file.split(separator: "/").last ?? ""
    guard name.hasSuffix(ScenarioParser.fileSuffix) else { return }
    let stem = name.dropLast(ScenarioParser.fileSuffix.count)
    if stem != id {
      log.error(at: mark, "the id \"\(id)\" must be the file's name, \(quoted(stem))")
    }
  }

  fileprivate func languageTag(_ log: inout DiagnosticLog) -> String? {
    guard let tag = scalar("a language", &log)?.text else { return nil }
    let parts = tag.split(separator: "-", omittingEmptySubsequences: false)
    let isLetter: (UInt8) -> Bool = { (0x41...0x5A).contains($0 & 0xDF) }
    let isTag =
      (2...3).contains(parts[0].utf8.count) && parts[0].utf8.allSatisfy(isLetter)
      && parts.dropFirst().allSatisfy { part in
        (2...8).contains(part.utf8.count)
          && part.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
      }
    guard isTag, tag.utf8.count <= 35 else {
      log.error(at: mark, "\(quoted(tag)) is not a language tag such as en, fr or en-GB")
      return nil
    }
    return tag
  }

  fileprivate func purposes(_ log: inout DiagnosticLog) -> [Purpose] {
    let choices = Purpose.allCases.map { (name: $0.rawValue, value: $0) }
    var purposes: [Purpose] = []
    for item in items("purposes", limit: 10, &log) ?? [] {
      guard let purpose = item.choice("purpose", of: choices, &log) else { continue }
      if purposes.contains(purpose) {
        log.error(at: item.mark, "the purpose \"\(purpose.rawValue)\" is given twice")
      } else {
        purposes.append(purpose)
      }
    }
    return purposes
  }
}
