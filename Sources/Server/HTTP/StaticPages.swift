import Foundation

/// The pages and their assets, held in memory.
///
/// What is not in the table does not exist, so no path can lead out of the folder.
struct StaticPages: Sendable {
  private struct Entry: Sendable {
    var bytes: [UInt8]
    var contentType: String
    var entityTag: String
  }

  private static let pages = [
    "/": "index.html", "/interview": "interview.html", "/report": "report.html",
    "/replay": "replay.html", "/rate": "rate.html",
  ]

  private static let contentTypes = [
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8", "json": "application/json",
    "svg": "image/svg+xml", "png": "image/png", "ico": "image/x-icon", "woff2": "font/woff2",
    "webmanifest": "application/manifest+json", "txt": "text/plain; charset=utf-8",
  ]

  private var entries: [String: Entry] = [:]

  /// Reads the folder's pages and everything under `assets`.
  ///
  /// - Parameter folder: the pages of the package where not given.
  init(folder: URL? = Bundle.module.url(forResource: "Pages", withExtension: nil)) {
    guard let folder else { return }
    for (path, file) in StaticPages.pages {
      add(path, folder.appendingPathComponent(file))
    }
    let assets = folder.appendingPathComponent("assets")
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: assets.path)) ?? []
    for name in names where !name.split(separator: "/").contains(where: { $0.hasPrefix(".") }) {
      add("/assets/\(name)", assets.appendingPathComponent(name))
    }
  }

  /// Whether the pages are there.
  var isEmpty: Bool { entries.isEmpty }

  /// The paths that are served.
  var paths: [String] { entries.keys.sorted() }

  /// The answer for a path, or `nil` where there is nothing.
  func response(to request: HTTPRequest) -> HTTPResponse? {
    guard let entry = entries[request.path] else { return nil }
    guard [.get, .head].contains(request.method) else {
      return HTTPProblem.methodNotAllowed("GET, HEAD").response
    }
    let headers = [
      (name: "content-type", value: entry.contentType), (name: "etag", value: entry.entityTag),
      (name: "cache-control", value: "no-cache"),
    ]
    if let tags = request.headers.ifNoneMatch, EntityTag.matches(tags, entry.entityTag) {
      return HTTPResponse(status: 304, headers: headers)
    }
    return HTTPResponse(status: 200, headers: headers, body: .bytes(entry.bytes))
  }

  private mutating func add(_ path: String, _ file: URL) {
    guard let type = StaticPages.contentTypes[file.pathExtension.lowercased()],
      let data = try? Data(contentsOf: file)
    else { return }
    let bytes = Array(data)
    let digest = Base64URL.encode(SHA256.digest(bytes)).prefix(22)
    entries[path] = Entry(bytes: bytes, contentType: type, entityTag: "\"\(digest)\"")
  }
}
