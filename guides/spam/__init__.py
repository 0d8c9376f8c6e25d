"""The guard of every public form: trap, token, limits, and the verdict on what it brings.

normalising, alphabets, fingerprint, bayes,
breadth, newsroom, rules, verdict                 pure: text in, reasons out
network, proxies, origin, token, rate, guessing   who sends, from where, when, how often
models, lessons, judge                            what is remembered, and the verdict
forms, views                                      the form's guard and its way to the end
"""

from guides.spam.forms import GuardedForm
from guides.spam.judge import forget_old_traces, forget_traces_of, judge
from guides.spam.lessons import learn, unlearn
from guides.spam.network import network_key
from guides.spam.newsroom import reserve
from guides.spam.origin import public_post, same_site
from guides.spam.rate import admit
from guides.spam.rules import History
from guides.spam.token import Token, issue_token, read_token
from guides.spam.verdict import Verdict, Worry
from guides.spam.views import receive

__all__ = [
    "GuardedForm",
    "History",
    "Token",
    "Verdict",
    "Worry",
    "admit",
    "forget_old_traces",
    "forget_traces_of",
    "issue_token",
    "judge",
    "learn",
    "network_key",
    "public_post",
    "read_token",
    "receive",
    "reserve",
    "same_site",
    "unlearn",
]
