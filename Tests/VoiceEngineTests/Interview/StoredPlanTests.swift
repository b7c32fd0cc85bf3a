import Foundation
import Testing
import VoiceEngine

/// Plans are kept with their sessions, so those of earlier releases must be read.
@Suite struct StoredPlanTests {
  @Test func `a plan without the newer fields is read`() throws {
    let plan = InterviewPlan(
      language: "en",
      personaName: "Ada",
      questions: [
        PlannedQuestion(
          id: "one",
          ask: "One?",
          evidence: [EvidencePoint(id: "p", label: "a point", phrases: ["point"])],
          generatedFollowUpLimit: 1
        )
      ],
      closing: "Bye.",
      repromptLimit: 2,
      guidance: InterviewerGuidance(brief: "Calm.", never: ["hint"], companyFacts: ["A fact."])
    )
    let json = String(decoding: try JSONEncoder().encode(plan), as: UTF8.self)
    #expect(try JSONDecoder().decode(InterviewPlan.self, from: Data(json.utf8)) == plan)
    var older = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    )
    older["repromptLimit"] = nil
    older["guidance"] = nil
    var questions = try #require(older["questions"] as? [[String: Any]])
    questions[0]["generatedFollowUpLimit"] = nil
    questions[0]["evidence"] = [["id": "p", "phrases": ["point"]]]
    older["questions"] = questions
    let read = try JSONDecoder().decode(
      InterviewPlan.self,
      from: JSONSerialization.data(withJSONObject: older)
    )
    #expect(read.repromptLimit == nil)
    #expect(read.guidance == nil)
    #expect(read.questions[0].generatedFollowUpLimit == nil)
    #expect(read.questions[0].evidence[0].label == nil)
  }
}
