import Foundation
import Sessions

/// One file to measure, or what is wrong with an argument that names none.
struct ScoreInput: Equatable {
  var path: String
  var problem: RecordingError?

  /// The files that arguments name; a directory stands for the audio files in it, sorted.
  static func expand(_ arguments: [String]) -> [ScoreInput] {
    arguments.flatMap { path -> [ScoreInput] in
      var isDirectory: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
      return isDirectory.boolValue ? files(in: path) : [ScoreInput(path: path)]
    }
  }

  private static func files(in directory: String) -> [ScoreInput] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: directory) else {
      return [failure(directory, .cannotOpen, "The directory cannot be read.")]
    }
    let audio = names.sorted().filter { name in
      [".wav", ".opus", ".ogg"].contains { name.lowercased().hasSuffix($0) }
    }
    guard !audio.isEmpty else {
      return [failure(directory, .notAudio, "The directory holds no .wav, .opus or .ogg file.")]
    }
    let prefix = directory.hasSuffix("/") ? directory : directory + "/"
    return audio.map { ScoreInput(path: prefix + $0) }
  }

  private static func failure(
    _ path: String,
    _ code: RecordingError.Code,
    _ message: String
  ) -> ScoreInput {
    ScoreInput(path: path, problem: RecordingError(code, message))
  }
}
