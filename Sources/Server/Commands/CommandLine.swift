import Foundation

/// The commands of the `vivavoce` executable.
public enum VivavoceCommand {
  /// Runs the command that the arguments name and returns the process's exit status.
  public static func run(_ arguments: [String]) async -> Int32 {
    FileHandle.standardError.write(Data("usage: vivavoce COMMAND [OPTIONS]\n".utf8))
    return 2
  }
}
