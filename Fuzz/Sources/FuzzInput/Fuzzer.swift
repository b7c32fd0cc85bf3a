import CFuzzer
import Glibc
public import Foundation

/// Runs libFuzzer with the arguments of the process.
public func runFuzzer(_ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt) -> Never {
  var count = CommandLine.argc
  var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
  exit(LLVMFuzzerRunDriver(&count, &arguments, callback))
}

/// A file that holds the input of one run, for readers that take a path.
public enum InputFile {
  /// Where it lies, in memory where the system has a place for that.
  public static let url = URL(fileURLWithPath: "/dev/shm/fuzz-\(getpid())")

  /// Writes the input; gives `false` where that failed.
  public static func write(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Bool {
    let descriptor = open(url.path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return count == 0 || Glibc.write(descriptor, start, count) == count
  }
}
