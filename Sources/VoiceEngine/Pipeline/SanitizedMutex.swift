#if THREAD_SANITIZER
  import Glibc

  /// Stands in for `Synchronization.Mutex` where the thread sanitizer watches.
  ///
  /// The library's lock waits in code that is not instrumented, so the sanitizer sees no order
  /// between two holders and reports a race at every contended lock. It does know pthread's lock.
  /// Compiled only with `-DTHREAD_SANITIZER`, which `script/test --sanitize=thread` sets. Each
  /// module needs a type of its own to shadow the library's, so other modules link to this file.
  // Safety: the value is reached only through `withLock`, under the lock; both are freed once, by
  // the one owner.
  struct Mutex<Value: ~Copyable>: ~Copyable, @unchecked Sendable {
    private let lock: UnsafeMutablePointer<pthread_mutex_t>
    private let value: UnsafeMutablePointer<Value>

    init(_ initial: consuming sending Value) {
      lock = .allocate(capacity: 1)
      lock.initialize(to: pthread_mutex_t())
      pthread_mutex_init(lock, nil)
      value = .allocate(capacity: 1)
      value.initialize(to: initial)
    }

    deinit {
      value.deinitialize(count: 1)
      value.deallocate()
      pthread_mutex_destroy(lock)
      lock.deallocate()
    }

    borrowing func withLock<Result: ~Copyable, Failure: Error>(
      _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
      pthread_mutex_lock(lock)
      defer { pthread_mutex_unlock(lock) }
      return try body(&value.pointee)
    }
  }
#endif
