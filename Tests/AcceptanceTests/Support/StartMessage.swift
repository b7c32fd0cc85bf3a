import Foundation

/// A `session.start` with every field a test may want to spoil.
struct StartMessage {
  var scenario: String
  var language: String?
  var purpose = "practice"
  var name: String?
  var notice: String? = "2026-11"
  var recording = true
  var codec = "opus"
  var sampleRate = 48_000
  var resume: String?

  var text: String {
    var parts = [
      #""type":"session.start""#, #""scenario":"\#(scenario)""#,
      #""language":"\#(language ?? (scenario.hasSuffix("-fr") ? "fr" : "en"))""#,
      #""purpose":"\#(purpose)""#,
      #""audio":{"codec":"\#(codec)","sample_rate":\#(sampleRate)}"#,
    ]
    if let notice {
      parts.append(#""consent":{"notice_version":"\#(notice)","recording":\#(recording)}"#)
    }
    if let name { parts.append(#""candidate":{"name":"\#(name)"}"#) }
    if let resume { parts.append(#""resume":"\#(resume)""#) }
    return "{\(parts.joined(separator: ","))}"
  }
}
