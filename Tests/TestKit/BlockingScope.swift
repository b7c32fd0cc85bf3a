import Foundation
public import Testing

/// Runs a suite's tests on threads of their own, so that their blocking sockets do not take the
/// few threads on which the server's tasks run.
public struct BlockingScope: SuiteTrait, TestTrait, TestScoping {
  /// Every test of the suite is run so.
  public var isRecursive: Bool { true }

  /// Runs one test on threads of its own.
  public func provideScope(
    for test: Test,
    testCase: Test.Case?,
    performing function: @Sendable () async throws -> Void
  ) async throws {
    try await withTaskExecutorPreference(ThreadPerJob.shared) { try await function() }
  }
}

extension Trait where Self == BlockingScope {
  /// For suites whose tests wait for sockets.
  public static var blocking: BlockingScope { BlockingScope() }
}

private final class ThreadPerJob: TaskExecutor {
  static let shared = ThreadPerJob()

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    Thread.detachNewThread { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
