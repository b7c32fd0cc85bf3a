extension LabelledAnswer {
  static let englishAnswers = """
    mistake 5 story
    In spring 2021 I deleted a column that a nightly report still read. The report came out
    empty the next morning. I told the finance team myself, restored the column from the backup,
    and reran the report before ten. The reason was that I had only searched our own code. I
    added a test that reads every report, and we have not lost one since.

    mistake 5 story
    Two summers ago I ordered the wrong cable for a trade fair stand. We noticed it on the
    evening before the opening. I drove to a shop in the next town, bought a replacement and
    stayed until the lights worked. It turned out that I had copied an old part number. I wrote
    a checklist for orders, and my colleagues still use it.

    mistake 5 story
    In my second month at the clinic I booked two patients into one slot. Both arrived at nine.
    I apologised to them, asked a doctor to take one and moved the other to noon, so nobody went
    home. The cause was that I typed into a copy of the calendar. I showed the team how to lock
    it to prevent that, and double bookings stopped.

    mistake 5 story
    Last November our payment page rejected every foreign card for three hours, and it was my
    release. I rolled it back, called the two largest shops, and fixed the rule the same night.
    It happened because I only tried local cards. I put foreign cards into the release review,
    and the following releases went out clean.

    mistake 3 story
    A while ago I sent a newsletter with the wrong date in it. Some people wrote to us about it.
    I sent a correction the same day and replaced the page. After that it was fine again.

    mistake 3 story
    Once I forgot to charge the scanners before a stock count. We started an hour late because
    of that. I borrowed two from the other warehouse and we finished in the evening.

    mistake 3 story
    In my first job a machine stopped during my shift. We found that a belt was broken. The
    mechanic repaired it and I noted it in the log. We lost maybe half a day.

    mistake 3 story
    In the autumn I was late with a translation. The client called and asked where it was. I
    worked through the night and delivered it in the morning. They were not amused but they took
    it.

    mistake 3 example
    When something breaks, I usually write down what I see and look for the cause. I check the
    last changes, I ask the person who made them, and normally we fix it within the day. Most of
    the time it is something small.

    mistake 3 example
    For instance with deliveries that go missing, I always call the driver first, I compare the
    list with the van, and sometimes I send a replacement. Every time I note it in the system.

    mistake 1 opinion
    Mistakes are a part of work, and companies should accept that. It is important that nobody
    is punished. In the best firms people must be able to speak openly about errors, and
    managers ought to lead by example.

    mistake 1 opinion
    Honestly, when something goes wrong it is a question of process. One has to look at the
    whole system. People always search for somebody to blame, and that is the wrong way. A good
    team needs to have clear rules.

    mistake 1 self_description
    I am a very careful person, I have always been like that. My colleagues would say I am
    reliable. I like to have everything in order and I hate leaving things unfinished.

    mistake 1 self_description
    I consider myself somebody who learns fast. My strength is that I am good at seeing details,
    and I enjoy working on complicated things with others.

    mistake 1 story
    Last year the supplier sent us bad parts. The planners had not looked at them either. I told
    my boss that it was not our fault, and then the supplier had to come. It was their problem.

    mistake 1 unclear
    That has never been a topic really. No idea. Something small, nothing worth telling here
    today.

    customer 5 story
    In December a customer shouted at me because her parcel with the presents was lost. I let
    her finish and asked what she needed most. It was one toy for her son. I found it in a store
    close to her, sent a courier and refunded the rest. She wrote to my manager and has ordered
    again twice.

    customer 5 story
    Three years ago a hotel guest complained about the noise on his floor at midnight. I
    listened, asked when he had to get up, and offered him a room at the back plus a late
    breakfast. I carried his bags myself. He stayed the whole week and came back the next spring
    with his family.

    customer 5 story
    At the garage a woman came in angry because her car had failed the inspection after our
    repair. I asked her to show me the report, went through each line with her and offered to
    redo the brakes at our cost that afternoon. We drove her to work. She thanked us and
    recommended us to two neighbours.

    customer 5 story
    During the migration in May our biggest client threatened to leave. I visited them, listened
    to four people for two hours and wrote down eleven points. We agreed on three to solve first
    and offered a month for free. I called every Friday. They stayed and signed for two more
    years.

    customer 3 story
    Last winter a man was upset that his heater came late. I apologised and gave him a discount
    of ten percent. He took it and went home.

    customer 3 story
    A customer once complained about a cold soup. I took it back to the kitchen and offered him
    a dessert. He ate it and paid.

    customer 3 story
    In my previous job a client did not like our first design. We changed the colours and sent
    two other versions. I offered a discount as well. In the end they picked the second one.

    customer 3 story
    When I worked at the call centre, a lady got the wrong bill for the third time. I corrected
    it, and I offered her a refund for one month. She hung up after that.

    customer 3 example
    With unhappy customers I normally stay friendly, I let them talk, and I offer them a refund
    or another product. Usually that is enough. If it is not, I call my supervisor.

    customer 3 example
    Typically they come to the desk after lunch. I take the complaint form, I ask for the
    receipt and generally I give them a voucher. From time to time somebody wants more.

    customer 1 opinion
    The customer is not always right, in my opinion. Shops should say no more often. People have
    to understand that there are rules, and everybody must follow them.

    customer 1 opinion
    It depends on the customer. Companies need to train their teams better. It is essential to
    be polite, but one has to draw a line somewhere.

    customer 1 self_description
    I am a people person. I love talking to everyone, and I am very patient by nature. My
    friends describe me as the calm one in the group.

    customer 1 self_description
    I'm the kind of person who gets along with everyone. I like helping and I prefer direct
    words. I would say that is my strength.

    customer 1 unclear
    Customers, well. They are what they are. Nothing special comes to mind about it right now.

    customer 1 story
    Last month somebody yelled at me at the till because of the queue. I told him to wait like
    all the others. Then I closed the till.
    """
}
