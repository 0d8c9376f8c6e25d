"""A graph as an edition keeps it, and read again. Pure."""

from guides.solver.graph import Answer, Graph, Outcome, Question

Written = dict


def as_written(graph: Graph) -> Written:
    return {
        "first": graph.first,
        "questions": [
            [q.key, q.words, q.help, [[a.key, a.words, a.question, a.outcome] for a in q.answers]]
            for q in graph.questions.values()
        ],
        "outcomes": [
            [o.key, o.title, o.text, o.markdown, [list(help) for help in o.helps]]
            for o in graph.outcomes.values()
        ],
    }


def as_graph(written: Written) -> Graph:
    questions = [
        Question(key, words, tuple(Answer(*answer) for answer in answers), help)
        for key, words, help, answers in written.get("questions", ())
    ]
    outcomes = [
        Outcome(key, title, text, markdown, tuple((kind, identity) for kind, identity in helps))
        for key, title, text, markdown, helps in written.get("outcomes", ())
    ]
    return Graph(
        first=written.get("first", ""),
        questions={question.key: question for question in questions},
        outcomes={outcome.key: outcome for outcome in outcomes},
    )
