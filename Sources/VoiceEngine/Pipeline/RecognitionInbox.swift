import Synchronization

/// What recognizers report, from any thread, until the session's lane takes it, in order.
final class RecognitionInbox: Sendable {
  struct Item: Sendable {
    var utterance: Int
    var update: RecognitionUpdate
  }

  private let items = Mutex<[Item]>([])

  /// Whether something waits to be taken.
  var isPending: Bool { items.withLock { !$0.isEmpty } }

  /// Adds an item, in place of an older belief about the same utterance, and says whether the lane
  /// must be woken: it must when nothing waited before.
  func add(_ item: Item) -> Bool {
    items.withLock { items in
      if case .partial = item.update,
        let place = items.lastIndex(where: { $0.utterance == item.utterance }),
        case .partial = items[place].update
      {
        items[place] = item
        return false
      }
      items.append(item)
      return items.count == 1
    }
  }

  func takeAll() -> [Item] {
    items.withLock { items in
      defer { items = [] }
      return items
    }
  }
}
