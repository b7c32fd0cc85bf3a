import Foundation
import Testing

@testable import Server

@Suite struct StaticPagesTests {
  private func folder() throws -> URL {
    let folder = URL(fileURLWithPath: NSTemporaryDirectory())
      .appendingPathComponent("vivavoce-pages-\(UUID().uuidString)")
    let files = [
      "index.html": "<!doctype html>home", "interview.html": "i", "secret.html": "s",
      "package.json": "{}", "assets/a.js": "export {}", "assets/deep/b.css": "p{}",
      "assets/.hidden.js": "x", "assets/.git/c.js": "x", "assets/notes.bin": "x",
    ]
    for (name, text) in files {
      let file = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    return folder
  }

  @Test func `pages and assets are served with their types, and nothing else`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let pages = StaticPages(folder: folder)
    #expect(pages.paths == ["/", "/assets/a.js", "/assets/deep/b.css", "/interview"])
    func type(_ path: String) -> String? {
      pages.response(to: HTTPRequest(method: .get, path: path))?.headers.first {
        $0.name == "content-type"
      }?.value
    }
    #expect(type("/") == "text/html; charset=utf-8")
    #expect(type("/assets/a.js") == "text/javascript; charset=utf-8")
    #expect(type("/assets/deep/b.css") == "text/css; charset=utf-8")
    for path in [
      "/secret.html", "/package.json", "/assets/../package.json", "/assets/.hidden.js",
      "/assets//a.js", "/assets/deep/../a.js", "/../etc/passwd", "/assets", "/assets/",
    ] {
      #expect(type(path) == nil, "\(path)")
    }
  }

  @Test func `an unchanged page is not sent again`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let pages = StaticPages(folder: folder)
    var request = HTTPRequest(method: .get, path: "/")
    let first = try #require(pages.response(to: request))
    let tag = try #require(first.headers.first { $0.name == "etag" }?.value)
    request.headers.ifNoneMatch = "\"other\", W/\(tag)"
    #expect(pages.response(to: request)?.status == 304)
    request.headers.ifNoneMatch = "\"other\""
    #expect(pages.response(to: request)?.status == 200)
    try "changed".write(
      to: folder.appendingPathComponent("index.html"),
      atomically: true,
      encoding: .utf8
    )
    request.headers.ifNoneMatch = tag
    #expect(StaticPages(folder: folder).response(to: request)?.status == 200)
  }

  @Test func `a page cannot be posted to`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let response = StaticPages(folder: folder).response(
      to: HTTPRequest(method: .post, path: "/")
    )
    #expect(response?.status == 405)
  }

  @Test func `the package's own pages are there`() {
    #expect(StaticPages().paths.contains("/"))
  }

  @Test func `without a folder there are no pages`() {
    #expect(StaticPages(folder: nil).isEmpty)
    #expect(StaticPages(folder: URL(fileURLWithPath: "/nowhere/at/all")).isEmpty)
  }
}
