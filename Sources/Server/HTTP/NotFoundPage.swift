/// What a person sees at an address where there is nothing.
enum NotFoundPage {
  /// The page, in both languages of the pages.
  static var response: HTTPResponse {
    let page = """
      <!doctype html>
      <html lang="en">
      <head><meta charset="utf-8"><title>Not found · Vivavoce</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <link rel="stylesheet" href="/assets/style.css"></head>
      <body><main id="content"><h1>There is nothing at this address.</h1>
      <p lang="fr">Il n’y a rien à cette adresse.</p>
      <p><a href="/">Vivavoce</a></p></main></body>
      </html>
      """
    return HTTPResponse(
      status: 404,
      headers: [("content-type", "text/html; charset=utf-8"), ("cache-control", "no-store")],
      body: .bytes(Array(page.utf8))
    )
  }
}
