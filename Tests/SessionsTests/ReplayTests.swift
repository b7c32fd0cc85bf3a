import Foundation
import Speech
import TestKit
import Testing
import VoiceEngine

@testable import Sessions

@Suite struct SessionFoldTests {
  @Test func `an answer that went on after the next question was announced stays with its own`() {
    var journal = JournalMaker()
    journal.say("One?", from: 0, to: 1_000, asking: JournalMaker.asked("one", "One?"))
    journal.answer("it was", to: "one", from: 2_000, to: 4_000)
    let two = JournalMaker.asked("two", "Two?")
    journal.say("Two?", from: 5_000, to: 5_200, asking: two, heard: "")
    journal.answer("the disk", to: "one", from: 5_100, to: 7_000)
    let again = JournalMaker.asked("two", "Two?", kind: .reprompt)
    journal.say("Two?", from: 8_000, to: 9_000, asking: again)
    journal.answer("we were five", to: "two", from: 10_000, to: 12_000)
    #expect(journal.fold.answers.map(\.asked.questionID) == ["one", "one", "two"])
  }

  @Test func `what is added over the closing line is part of the last answer and its chapter`() {
    var journal = JournalMaker()
    journal.say("One?", from: 0, to: 1_000, asking: JournalMaker.asked("one", "One?"))
    journal.answer("it was", to: "one", from: 2_000, to: 4_000)
    let bye = JournalMaker.asked("closing", "Bye.", kind: .closing)
    journal.say("Bye.", from: 5_000, to: 5_200, asking: bye, heard: "")
    journal.answer("the disk", to: "one", from: 5_100, to: 7_000)
    journal.say("Bye.", from: 8_000, to: 9_000, asking: bye)
    #expect(journal.fold.answers.map(\.asked.questionID) == ["one", "one"])
    #expect(journal.fold.answers.map(\.transcript?.text) == ["it was", "the disk"])
    let chapters = journal.fold.chapters(until: SampleTime(milliseconds: 9_500))
    #expect(chapters.map(\.endMilliseconds) == [8_000])
  }

  @Test func `a chapter begins with its question's utterance and ends with the next`() {
    let chapters = JournalMaker.interview.fold.chapters(until: SampleTime(milliseconds: 29_000))
    #expect(chapters.map(\.questionID) == ["outage", "team"])
    #expect(chapters.map(\.startMilliseconds) == [2_000, 22_000])
    #expect(chapters.map(\.endMilliseconds) == [22_000, 27_000])
    #expect(chapters[0].text == "Tell me about an outage.")
  }

  @Test func `without a closing line the last chapter ends with the session`() {
    var journal = JournalMaker()
    journal.say("One?", from: 1_000, to: 2_000, asking: JournalMaker.asked("one", "One?"))
    #expect(
      journal.fold.chapters(until: SampleTime(milliseconds: 9_000)).map(\.endMilliseconds)
        == [9_000]
    )
    // A question that was asked but not yet heard, and a session cut before it.
    journal.add(.questionAsked(JournalMaker.asked("two", "Two?")), at: 9_500)
    let cut = journal.fold.chapters(until: SampleTime(milliseconds: 9_000))
    #expect(cut.map(\.startMilliseconds) == [1_000, 9_500])
    #expect(cut.map(\.endMilliseconds) == [9_500, 9_500])
  }

  @Test func `an empty journal has nothing`() {
    let fold = SessionFold()
    #expect(fold.chapters(until: SampleTime(milliseconds: 5)).isEmpty)
    #expect(fold.answers.isEmpty)
    #expect(fold.sayings.isEmpty)
    #expect(fold.endReason == nil)
  }

  @Test func `an answer belongs to what was asked, not to its repetition`() {
    let answers = JournalMaker.interview.fold.answers
    #expect(answers.map(\.asked.kind) == [.core, .followUp, .core])
    #expect(answers.map(\.asked.followUpID) == [nil, "ending", nil])
    #expect(
      answers.map(\.transcript?.text) == [
        "It broke because of a full disk", "We restored it", "Closely & <well>",
      ]
    )
  }

  @Test func `a transcript that comes before its turn is found as well`() {
    var journal = JournalMaker()
    journal.say("One?", from: 0, to: 500, asking: JournalMaker.asked("one", "One?"))
    journal.add(.transcriptFinal(TranscriptFinal(turn: 1, text: "yes", words: [])), at: 700)
    journal.answer(nil, to: "one", from: 600, to: 700)
    #expect(journal.fold.answers.map(\.transcript?.text) == ["yes"])
  }

  @Test func `a turn before the first question answers nothing`() {
    var journal = JournalMaker()
    journal.answer("hello?", to: "", from: 100, to: 300)
    #expect(journal.fold.answers.isEmpty)
  }
}

@Suite struct CaptionsTests {
  @Test func `both voices are named, in order, escaped`() {
    let captions = Captions.webVTT(of: JournalMaker.interview.fold, language: "en")
    #expect(
      captions.hasPrefix(
        """
        WEBVTT

        00:00:00.200 --> 00:00:01.800
        <v Interviewer>Hello, I am Alex.

        00:00:02.000 --> 00:00:04.000
        <v Interviewer>Tell me about an outage.
        """
      )
    )
    #expect(captions.contains("<v Candidate>It broke because of a full disk\n"))
    #expect(
      captions.contains("00:00:25.000 --> 00:00:25.001\n<v Candidate>Closely &amp; &lt;well&gt;")
    )
  }

  @Test(arguments: [
    ("fr", "Candidat", "Recruteur"), ("fr-CA", "Candidat", "Recruteur"),
    ("en-GB", "Candidate", "Interviewer"), ("de", "Candidate", "Interviewer"),
  ])
  func `voices are named in the interview's language`(
    language: String,
    candidate: String,
    interviewer: String
  ) {
    let captions = Captions.webVTT(of: JournalMaker.interview.fold, language: language)
    #expect(captions.contains("<v \(candidate)>It broke"))
    #expect(captions.contains("<v \(interviewer)>Hello"))
  }

  @Test(arguments: 0..<64)
  func `text without times is shown where its neighbours leave room`(mask: Int) {
    let all = JournalMaker.words("Well, it broke On a Friday!", from: 1_000, to: 7_000)
    // The recognizer's words: some are missing, none has a capital or a comma.
    let words = all.enumerated().filter { mask >> $0.offset & 1 == 1 }.map { _, word in
      WordTiming(
        text: word.text.lowercased().filter(\.isLetter),
        start: word.start,
        end: word.end
      )
    }
    let saying = Saying(
      party: .candidate,
      text: "Well, it broke On a Friday!",
      words: words,
      start: SampleTime(milliseconds: 1_000),
      end: SampleTime(milliseconds: 7_000)
    )
    let cues = Captions.cues(of: saying)
    let shown = cues.map(\.text).joined(separator: " ").lowercased()
    #expect(shown.filter { $0.isLetter || $0 == " " } == "well it broke on a friday")
    #expect(zip(cues, cues.dropFirst()).allSatisfy { $0.start <= $1.start })
    #expect(cues.allSatisfy { $0.start >= saying.start && $0.start < $0.end })
    if mask == 0b000011 {
      #expect(cues.map(\.text) == ["Well, it", "broke On a Friday!"])
      #expect(cues[1].start == SampleTime(milliseconds: 3_000))
      #expect(cues[1].end == saying.end)
    }
  }

  @Test(arguments: [true, false])
  func `a mark that stands alone stays with its word`(isTimed: Bool) {
    let text = "Pourquoi ? Parce que"
    let spoken = isTimed ? text : "pourquoi parce que"
    let saying = Saying(
      party: .interviewer,
      text: text,
      words: JournalMaker.words(spoken, from: 0, to: 2_000),
      start: .zero,
      end: SampleTime(seconds: 2)
    )
    #expect(Captions.cues(of: saying).map(\.text) == [text])
  }

  @Test func `words that are not the text's give way to the text`() {
    let saying = Saying(
      party: .candidate,
      text: "corrected by hand",
      words: JournalMaker.words("something else", from: 0, to: 1_000),
      start: .zero,
      end: SampleTime(seconds: 2)
    )
    let cues = Captions.cues(of: saying)
    #expect(cues.map(\.text) == ["corrected by hand"])
    #expect(cues.map(\.end) == [SampleTime(seconds: 2)])
  }

  @Test func `a turn with fewer timed words than text lasts as long as its answer`() throws {
    var journal = JournalMaker()
    journal.say("One?", from: 0, to: 500, asking: JournalMaker.asked("one", "One?"))
    journal.answer(nil, to: "one", from: 2_000, to: 9_000)
    let words = JournalMaker.words("yes I", from: 1_000, to: 3_000)
    journal.add(
      .transcriptFinal(TranscriptFinal(turn: 1, text: "yes I was there", words: words)),
      at: 9_500
    )
    let saying = try #require(journal.fold.sayings.last)
    #expect(saying.start == SampleTime(seconds: 1))
    #expect(saying.end == SampleTime(seconds: 9))
    #expect(Captions.cues(of: saying).map(\.text) == ["yes I", "was there"])
  }

  @Test(
    arguments: [
      ("a & b", "a &amp; b"), ("<v Interviewer>", "&lt;v Interviewer&gt;"), ("--> x", "--&gt; x"),
      ("&amp;", "&amp;amp;"), ("two\n\nlines\r\u{2028}", "two  lines  "),
      ("\u{0}é🎙️", "\u{FFFD}é🎙️"),
    ])
  func `text cannot leave its cue`(text: String, escaped: String) {
    #expect(Captions.escape(text) == escaped)
  }

  @Test func `any text stays inside its cue`() {
    var generator = SeededGenerator(seed: 5)
    let pieces = [
      "-->", "<", ">", "&", "\n", "\n\n", "word", " ", "\r\n", "</v>", "\u{85}", "WEBVTT",
    ]
    for _ in 0..<500 {
      let text = (0..<8).compactMap { _ in pieces.randomElement(using: &generator) }.joined()
      var fold = JournalMaker()
      fold.say("x", from: 0, to: 10, heard: text + "end")
      let file = Captions.webVTT(of: fold.fold, language: "en")
      // The mark, an empty line, the times, the text.
      let lines = file.unicodeScalars.split(
        omittingEmptySubsequences: false,
        whereSeparator: { $0 == "\n" || $0 == "\r" }
      )
      #expect(lines.count == 5)
      #expect(lines[3].count { $0 == "<" } == 1)
      #expect(lines[3].count { $0 == ">" } == 1)
    }
  }

  @Test func `a long saying is cut into cues that can be read`() {
    let text = (0..<120).map { "word\($0)" }.joined(separator: " ")
    let saying = Saying(
      party: .candidate,
      text: text,
      words: JournalMaker.words(text, from: 1_000, to: 61_000),
      start: SampleTime(milliseconds: 1_000),
      end: SampleTime(milliseconds: 61_000)
    )
    let cues = Captions.cues(of: saying)
    #expect(cues.map(\.text).joined(separator: " ") == text)
    #expect(cues.allSatisfy { $0.text.count <= 80 && $0.end - $0.start <= .seconds(6) })
    #expect(zip(cues, cues.dropFirst()).allSatisfy { $0.end <= $1.start })
  }

  @Test func `a silence of a second parts two cues`() {
    let words = [
      WordTiming(text: "one", start: .zero, end: SampleTime(milliseconds: 300)),
      WordTiming(
        text: "two",
        start: SampleTime(milliseconds: 1_300),
        end: SampleTime(milliseconds: 1_500)
      ),
    ]
    let saying = Saying(
      party: .candidate,
      text: "one two",
      words: words,
      start: .zero,
      end: SampleTime(milliseconds: 1_500)
    )
    #expect(Captions.cues(of: saying).map(\.text) == ["one", "two"])
  }

  @Test func `times are written with hours`() {
    #expect(Captions.timestamp(SampleTime(milliseconds: 3_723_004)) == "01:02:03.004")
    #expect(Captions.timestamp(.zero) == "00:00:00.000")
    #expect(Captions.timestamp(SampleTime(milliseconds: 360_000_000)) == "100:00:00.000")
  }
}

@Suite struct MixTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func folder(
    candidate: [Float]?,
    interviewer: [Float]?,
    end: SampleTime
  ) throws -> SessionFolder {
    let folder = try SessionFolder(of: "s1", in: directory.url)
    try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: true)
    for (samples, url) in [
      (candidate, folder.candidateTrack), (interviewer, folder.interviewerTrack),
    ] {
      guard let samples else { continue }
      let track = TrackRecorder(writer: try OggOpusWriter(file: try PageFile(path: url.path)))
      var encoder = try OpusEncoder(sampleRate: 16_000)
      for (index, packet) in try encoder.encodeAll(samples).enumerated() {
        try track.place(packet, at: SampleTime(milliseconds: Int64(index) * 20))
      }
      try track.close(at: end)
    }
    return folder
  }

  private func decoded(_ json: Data) throws -> Peaks {
    try JSONDecoder().decode(Peaks.self, from: json)
  }

  private func level(_ samples: ArraySlice<Float>) -> Float {
    (samples.reduce(0) { $0 + $1 * $1 } / Float(max(1, samples.count))).squareRoot()
  }

  @Test func `both voices are heard where they spoke, and the length is the session's`() throws {
    let voice = SyntheticVoice.vowel(hertz: 200, seconds: 0.6)
    let folder = try folder(
      candidate: voice + SyntheticVoice.silence(seconds: 1.4),
      interviewer: SyntheticVoice.silence(seconds: 1.2) + voice,
      end: SampleTime(ticks: 2_000 * 48 + 17)
    )
    let mix = try #require(try MixExporter.mix(of: folder, isOver: true))
    let samples = try heard(mix)
    #expect(samples.count == 2_000 * 48 + 17)
    #expect(level(samples[4_800..<24_000]) > 0.05)
    #expect(level(samples[33_600..<52_800]) < 0.01)
    #expect(level(samples[62_400..<81_600]) > 0.05)
    // What is left in the folder: the tracks and the mix, no half file.
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).count == 3)
  }

  @Test(arguments: [Int64(0), 1, 648, 649, 960, 961, 4_800])
  func `the mix of a session of any length is as long`(ticks: Int64) throws {
    let folder = try folder(candidate: [], interviewer: [], end: SampleTime(ticks: ticks))
    let mix = try #require(try MixExporter.mix(of: folder, isOver: true))
    #expect(try OggOpusDecoder(url: mix).duration == Duration(ticks: ticks))
  }

  @Test func `a mix of a session that is over is made once`() throws {
    let folder = try folder(candidate: [], interviewer: nil, end: SampleTime(ticks: 4_800))
    let first = try #require(try MixExporter.mix(of: folder, isOver: true))
    let before = try Data(contentsOf: first)
    #expect(try MixExporter.mix(of: folder, isOver: true) == first)
    #expect(try Data(contentsOf: first) == before)
    // Of one that runs it is made anew, the random serial number shows it, and elsewhere.
    let running = try #require(try MixExporter.mix(of: folder, isOver: false))
    let partial = try Data(contentsOf: running)
    #expect(try MixExporter.mix(of: folder, isOver: false) == running)
    #expect(try Data(contentsOf: running) != partial)
    #expect(try Data(contentsOf: first) == before)
  }

  @Test func `where nobody was recorded there is no mix`() throws {
    let folder = try folder(candidate: nil, interviewer: nil, end: .zero)
    #expect(try MixExporter.mix(of: folder, isOver: true) == nil)
  }

  @Test func `two loud voices stay within full scale, a quiet one is not touched`() {
    for step in -400...400 {
      let sample = Float(step) / 100
      let limited = SoftLimiter.limit(sample)
      #expect(abs(limited) <= 1)
      #expect(limited == -SoftLimiter.limit(-sample))
      #expect(limited >= SoftLimiter.limit(sample - 0.01))
      if abs(sample) <= 0.7 { #expect(limited == sample) }
    }
  }

  @Test func `peaks show where each party spoke and are cached`() throws {
    let voice = SyntheticVoice.vowel(hertz: 200, seconds: 0.5)
    let folder = try folder(
      candidate: voice,
      interviewer: SyntheticVoice.silence(seconds: 1) + voice,
      end: SampleTime(seconds: 2.02)
    )
    let json = try Peaks.json(of: folder, isOver: true)
    let peaks = try JSONDecoder().decode(Peaks.self, from: json)
    #expect(String(decoding: json, as: UTF8.self).contains("\"buckets_per_second\":20"))
    #expect(peaks.candidate.count == 41)
    #expect(peaks.interviewer.count == 41)
    #expect(peaks.candidate[2..<8].allSatisfy { (10...100).contains($0) })
    #expect(peaks.candidate[12...].allSatisfy { $0 <= 2 })
    #expect(peaks.interviewer[22..<28].allSatisfy { (10...100).contains($0) })
    // A cache of another length than the tracks is not theirs.
    var other = peaks
    other.candidate[0] = 99
    try JSONEncoder().encode(other).write(to: folder.peaks)
    #expect(try decoded(Peaks.json(of: folder, isOver: true)) == other)
    #expect(try decoded(Peaks.json(of: folder, isOver: false)) == peaks)
    other.candidate.removeLast()
    try JSONEncoder().encode(other).write(to: folder.peaks)
    #expect(try decoded(Peaks.json(of: folder, isOver: true)) == peaks)
    #expect(try decoded(Data(contentsOf: folder.peaks)) == peaks)
  }

  @Test func `a peak is the largest of its bucket, the last of which may be short`() {
    var meter = PeakMeter(samplesPerBucket: 3)
    meter.add([0, 0.5])
    meter.add([-0.254, 0.1, 0, -2, 0.07])
    #expect(meter.finish() == [50, 100, 7])
    var empty = PeakMeter(samplesPerBucket: 3)
    #expect(empty.finish() == [])
  }
}
