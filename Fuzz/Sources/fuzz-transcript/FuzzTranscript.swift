import Foundation
import FuzzInput
import Scoring

/// Any bytes are a transcript or an error with one sentence, and any transcript can be measured.
///
/// The two files beside this one are links to the server's: all of the server would be much to
/// build with a sanitizer.
@main struct FuzzTranscript {
  static func main() {
    runFuzzer { start, count in
      let data = start.map { Data(bytes: $0, count: count) } ?? Data()
      do throws(TranscriptFile.ReadError) {
        let file = try TranscriptFile(data)
        for language in SpokenLanguage.allCases {
          let words = SpokenWords.analyze(
            words: file.words,
            language: language,
            pauses: [
              .init(startSeconds: 0.5, endSeconds: 1), .init(startSeconds: 2, endSeconds: 9),
            ],
            answerSeconds: 10,
            keepsFilledPauses: file.isPlainText
          )
          precondition(words.pausePlaces.count == 2)
        }
      } catch {
        precondition(!error.message.isEmpty && !error.message.contains("\n"))
      }
      return 0
    }
  }
}
