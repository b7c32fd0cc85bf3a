import Foundation
import VoiceEngine

extension Scenario {
  /// What of a scenario makes results comparable: all that candidates hear in any language, and all
  /// that they are judged by, as canonical JSON.
  ///
  /// Two files with one id and revision but different content were edited without raising the
  /// revision. Title, summary, tests and the revision itself are left out; included files are in
  /// it with what they say. Whoever keeps it keeps its digest.
  public var content: [UInt8] {
    struct Language: Encodable {
      var plan: InterviewPlan
      var rubric: Rubric?
    }
    struct Content: Encodable {
      var featureSet: String?
      var languages: [Language]
    }
    let content = Content(
      featureSet: delivery?.featureSet,
      languages: ([self] + translations).map { language in
        // Variables stay what they are in the file.
        let names = language.variables.map { ($0.name, "{{\($0.name)}}") }
        let plan = language.plan(values: Dictionary(names) { first, _ in first })
        return Language(plan: plan, rubric: language.rubric)
      }
    )
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Text, numbers and lists of them can always be encoded.
    guard let data = try? encoder.encode(content) else { return [] }
    return Array(data)
  }
}
