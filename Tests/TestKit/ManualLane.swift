import Synchronization

/// An executor that runs its jobs when the test says so, on the test's thread.
public final class ManualLane: SerialExecutor {
  private let jobs = Mutex<[UnownedJob]>([])

  /// Creates a lane without jobs.
  public init() {}

  /// Keeps a job until `drain`.
  public func enqueue(_ job: consuming ExecutorJob) {
    let unowned = UnownedJob(job)
    jobs.withLock { $0.append(unowned) }
  }

  /// Runs all jobs, and those that they add.
  public func drain() {
    while true {
      let batch = jobs.withLock { jobs in
        defer { jobs = [] }
        return jobs
      }
      if batch.isEmpty { return }
      for job in batch { job.runSynchronously(on: asUnownedSerialExecutor()) }
    }
  }

  /// The test's thread is the lane's: a test never feeds one interview from two threads.
  public func checkIsolated() {}
}
