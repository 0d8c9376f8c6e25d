"""Who else can be asked: arbiters, conciliations, regulators.

models  an authority: what for, what it costs, when, how, checked when
"""
