import Scoring
import Sessions

/// Measures files, several at once, and prints them in the order given.
struct ScoreRun: Sendable {
  var asJSON: Bool
  var language: SpokenLanguage
  var withPitch: Bool
  var jobs: Int

  var say: @Sendable (String) -> Void = Console.say
  var complain: @Sendable (String) -> Void = Console.complain

  /// Returns the exit status.
  func run(_ inputs: [ScoreInput]) async -> Int32 {
    var status = ExitStatus.success
    var printed = 0
    var waiting: [Int: Result<String, RecordingError>] = [:]
    await withTaskGroup(of: (Int, Result<String, RecordingError>).self) { group in
      for index in inputs.indices.prefix(jobs) { group.addTask { (index, line(inputs[index])) } }
      var next = jobs
      for await (index, result) in group {
        waiting[index] = result
        while let result = waiting.removeValue(forKey: printed) {
          if !show(result, of: inputs[printed].path) { status = ExitStatus.failure }
          printed += 1
        }
        if next < inputs.count {
          let index = next
          group.addTask { (index, line(inputs[index])) }
        }
        next += 1
      }
    }
    return status
  }

  private func show(_ result: Result<String, RecordingError>, of path: String) -> Bool {
    switch result {
    case .success(let line):
      say(line)
      return true
    case .failure(let error):
      complain("\(path): error: \(error.message)")
      return false
    }
  }

  private func line(_ input: ScoreInput) -> Result<String, RecordingError> {
    do throws(RecordingError) {
      if let problem = input.problem { throw problem }
      let file = try ScoredFile(
        path: input.path,
        language: language,
        withPitch: withPitch
      )
      return .success(asJSON ? file.json : file.text)
    } catch {
      return .failure(error)
    }
  }
}
