import Foundation
import Glibc

/// What a process has used so far, as `/proc` tells.
struct ProcessFigures: Equatable {
  /// Time on all cores, in seconds.
  var cpuSeconds: Double
  /// Memory that is resident, in bytes.
  var residentBytes: Int
  /// Open files and sockets.
  var descriptors: Int

  /// Looks at a process.
  ///
  /// - Returns: `nil` where there is none, or none that may be looked at.
  init?(pid: Int) {
    guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
      let memory = try? String(contentsOfFile: "/proc/\(pid)/statm", encoding: .utf8),
      let files = try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fd"),
      // The name, in brackets, may hold anything.
      let afterName = stat.lastIndex(of: ")")
    else { return nil }
    let fields = stat[afterName...].split(separator: " ")
    let pages = memory.split(separator: " ")
    guard fields.count > 12, pages.count > 1, let user = Double(fields[12]),
      let system = Double(fields[13]), let resident = Int(pages[1])
    else { return nil }
    cpuSeconds = (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    residentBytes = resident * sysconf(Int32(_SC_PAGESIZE))
    descriptors = files.count
  }
}
