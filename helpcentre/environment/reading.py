"""The values that the environment gives, and what is wrong with them."""

import os
import sys
from collections.abc import Mapping
from typing import Any

from helpcentre.environment.kinds import Wrong
from helpcentre.environment.production import wrong_in_production
from helpcentre.environment.variables import VARIABLES, Variable


class Environment:
    """A value a name; `wrong` has a sentence for each that cannot be used."""

    def __init__(self, written: Mapping[str, str] = os.environ) -> None:
        self.written = written
        self.wrong: list[str] = []
        self.values = {variable.name: self._read(variable) for variable in VARIABLES}
        if self["SITE_URL"].startswith("https://"):
            for name, because in wrong_in_production(self.values):
                self._refuse(name, because)

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def stop_if_wrong(self) -> None:
        """Ends the process: a site half configured is worse than none."""
        if self.wrong:
            head = "Il sito non parte, la configurazione va corretta (docs/operations.md):"
            sys.exit("\n".join([head, *(f"- {sentence}" for sentence in self.wrong)]))

    def _read(self, variable: Variable) -> Any:
        value = self.written.get(variable.name, "")
        if not value.strip():
            return variable.default
        try:
            return variable.read(value)
        except Wrong as wrong:
            self._refuse(variable.name, str(wrong))
            return variable.default

    def _refuse(self, name: str, because: str) -> None:
        self.wrong.append(f"{name}: {because}.")
