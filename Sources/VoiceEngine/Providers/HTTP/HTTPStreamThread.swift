internal import CCurl
import Foundation
import Speech
import Synchronization

/// libcurl's own start, once for the process.
private let isLibraryReady: Bool = {
  // A provider that closes while it is written to must not take this process with it.
  signal(SIGPIPE, SIG_IGN)
  return curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
}()

/// The one thread on which all requests to providers run: one libcurl multi handle.
///
/// Others only leave wishes and wake it. It ends, and every request with it, when it is told to.
final class HTTPStreamThread: Sendable {
  /// What others want of the thread.
  enum Wish: Sendable {
    case start
    case resume
    case stop
  }

  private struct Inbox {
    var wishes: [(HTTPTransfer, Wish)] = []
    /// `nil` before the thread runs and after it ended.
    var alarm: Alarm?
    var isClosed = false
  }

  // Safety: only `curl_multi_wakeup` is called through it by other threads, which libcurl allows,
  // and only under the inbox's lock, which the thread takes before it frees the handle.
  private struct Alarm: @unchecked Sendable {
    let multi: UnsafeMutableRawPointer

    func ring() { curl_multi_wakeup(multi) }
  }

  /// How often deadlines are looked at while anything runs.
  private static let sweep = Duration.milliseconds(20)

  private let settings: HTTPStreamClient.Settings
  private let inbox = Mutex(Inbox())

  init(settings: HTTPStreamClient.Settings) { self.settings = settings }

  /// Starts the thread.
  func start() {
    let thread = Thread { [self] in run() }
    thread.name = "providers"
    thread.start()
  }

  /// Ends the thread and every request.
  func close() {
    inbox.withLock { inbox in
      inbox.isClosed = true
      inbox.alarm?.ring()
    }
  }

  /// Leaves a wish.
  func wish(_ wish: Wish, _ transfer: HTTPTransfer) {
    let isClosed = inbox.withLock { inbox in
      guard !inbox.isClosed else { return true }
      inbox.wishes.append((transfer, wish))
      // Who comes second finds the alarm ringing.
      if inbox.wishes.count == 1 { inbox.alarm?.ring() }
      return false
    }
    if isClosed { transfer.finish(.cancelled) }
  }

  private func run() {
    guard isLibraryReady, let multi = curl_multi_init() else { return end([:]) }
    vv_curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, settings.keptConnections)
    inbox.withLock { $0.alarm = Alarm(multi: multi) }
    var running: [UnsafeMutableRawPointer: CurlTransfer] = [:]
    var lastSweep = ContinuousClock.now
    while true {
      let (wishes, isClosed) = inbox.withLock { inbox in
        defer { inbox.wishes = [] }
        return (inbox.wishes, inbox.isClosed)
      }
      if isClosed {
        for (transfer, _) in wishes { transfer.finish(.cancelled) }
        break
      }
      for (transfer, wish) in wishes { grant(wish, transfer, multi, &running) }
      var count: Int32 = 0
      curl_multi_perform(multi, &count)
      reap(multi, &running)
      let now = ContinuousClock.now
      if now - lastSweep >= HTTPStreamThread.sweep {
        lastSweep = now
        sweep(multi, &running, at: now)
      }
      let patience = running.isEmpty ? Duration.seconds(60) : HTTPStreamThread.sweep
      curl_multi_poll(multi, nil, 0, Int32(patience.inMilliseconds), nil)
    }
    inbox.withLock { $0.alarm = nil }
    for transfer in running.values { curl_multi_remove_handle(multi, transfer.handle) }
    end(running)
    curl_multi_cleanup(multi)
  }

  private func end(_ running: [UnsafeMutableRawPointer: CurlTransfer]) {
    let left = inbox.withLock { inbox in
      inbox.isClosed = true
      defer { inbox.wishes = [] }
      return inbox.wishes
    }
    for (transfer, _) in left { transfer.finish(.cancelled) }
    for transfer in running.values { transfer.transfer.finish(.cancelled) }
  }

  private func grant(
    _ wish: Wish,
    _ transfer: HTTPTransfer,
    _ multi: UnsafeMutableRawPointer,
    _ running: inout [UnsafeMutableRawPointer: CurlTransfer]
  ) {
    switch wish {
    case .start:
      guard running.count < settings.requestLimit else { return transfer.finish(.busy) }
      guard let curl = CurlTransfer(transfer, settings: settings) else {
        return transfer.finish(.invalidRequest)
      }
      transfer.began(at: .now)
      running[curl.handle] = curl
      guard curl_multi_add_handle(multi, curl.handle) == CURLM_OK else {
        running[curl.handle] = nil
        return transfer.finish(.busy)
      }
    case .resume:
      guard let curl = running.values.first(where: { $0.transfer === transfer }) else { return }
      transfer.resumed(at: .now)
      curl_easy_pause(curl.handle, CURLPAUSE_CONT)
    case .stop:
      guard let curl = running.values.first(where: { $0.transfer === transfer }) else { return }
      drop(curl, multi, &running)
    }
  }

  private func reap(
    _ multi: UnsafeMutableRawPointer,
    _ running: inout [UnsafeMutableRawPointer: CurlTransfer]
  ) {
    var result = CURLE_OK
    while let handle = vv_curl_next_finished(multi, &result) {
      guard let curl = running[handle] else { continue }
      var error = CurlTransfer.error(result)
      if error == .timedOut(.total), !curl.isConnected { error = .timedOut(.connect) }
      drop(curl, multi, &running)
      curl.transfer.finish(error)
    }
  }

  private func sweep(
    _ multi: UnsafeMutableRawPointer,
    _ running: inout [UnsafeMutableRawPointer: CurlTransfer],
    at now: ContinuousClock.Instant
  ) {
    for curl in running.values {
      guard let stage = curl.transfer.overdue(at: now) else { continue }
      drop(curl, multi, &running)
      curl.transfer.finish(.timedOut(stage))
    }
  }

  private func drop(
    _ curl: CurlTransfer,
    _ multi: UnsafeMutableRawPointer,
    _ running: inout [UnsafeMutableRawPointer: CurlTransfer]
  ) {
    curl_multi_remove_handle(multi, curl.handle)
    running[curl.handle] = nil
  }
}
