import Synchronization

/// An executor that runs its jobs when its owner says so, on the owner's thread.
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
  ///
  /// - Returns: whether there were any.
  @discardableResult
  public func drain() -> Bool {
    var hadJobs = false
    while true {
      let batch = jobs.withLock { jobs in
        defer { jobs = [] }
        return jobs
      }
      if batch.isEmpty { return hadJobs }
      hadJobs = true
      for job in batch { job.runSynchronously(on: asUnownedSerialExecutor()) }
    }
  }

  /// The owner's thread is the lane's: nobody feeds one interview from two threads at a time.
  public func checkIsolated() {}
}
