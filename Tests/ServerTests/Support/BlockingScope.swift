import Foundation
import Testing

/// Runs a suite's tests on threads of their own, so that their blocking sockets do not take the
/// few threads on which the server's tasks run.
struct BlockingScope: SuiteTrait, TestTrait, TestScoping {
  var isRecursive: Bool { true }

  func provideScope(
    for test: Test,
    testCase: Test.Case?,
    performing function: @Sendable () async throws -> Void
  ) async throws {
    try await withTaskExecutorPreference(ThreadPerJob.shared) { try await function() }
  }
}

extension Trait where Self == BlockingScope {
  /// For suites whose tests wait for sockets.
  static var blocking: BlockingScope { BlockingScope() }
}

private final class ThreadPerJob: TaskExecutor {
  static let shared = ThreadPerJob()

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    Thread.detachNewThread { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
