"""What validation found, in words: for people, for programs (JSON) and as a SHACL report (Turtle)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pyoxigraph import Literal, NamedNode

#: From worst to least. Only a violation makes a graph non-conforming, as in SHACL.
SEVERITIES = ("violation", "warning", "info")
_SH = "http://www.w3.org/ns/shacl#"
_RULES = "https://w3id.org/innograph/def/check/"
Term = str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with one node.

    `rule` is the name of the shape or check, `label` the node's name, `path` and `value` the property and the
    value at fault (as in N-Triples), `message` what is wrong and `advice` what to do about it. `where` names
    the articles that it comes from.
    """

    severity: str
    rule: str
    node: str
    message: str
    advice: str = ""
    label: str | None = None
    path: str | None = None
    value: str | None = None
    component: str | None = None
    shape: str | None = None
    where: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The finding in one line."""
        name = f"{self.label} <{self.node}>" if self.label else _shown(self.node)
        return f"{self.rule}: {name}: {self.message}{f' ({self.advice})' if self.advice else ''}"

    @property
    def order(self) -> tuple[int, str, str, str, str, str]:
        """The place in a report: worst first, then by rule and node."""
        return (
            SEVERITIES.index(self.severity),
            self.rule,
            self.node,
            self.path or "",
            self.value or "",
            self.message,
        )


@dataclass(frozen=True, slots=True)
class Report:
    """All findings about one graph, worst first. `checked` counts what was looked at."""

    findings: tuple[Finding, ...]
    checked: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, findings: Iterable[Finding], checked: dict[str, int]) -> Report:
        """The findings in order, each once."""
        return cls(tuple(sorted(set(findings), key=lambda f: f.order)), checked)

    def __iter__(self) -> Iterator[Finding]:
        """The violations: what makes the graph not conform."""
        return (finding for finding in self.findings if finding.severity == "violation")

    @property
    def conforms(self) -> bool:
        """Whether nothing is a violation. Warnings are advice."""
        return next(iter(self), None) is None

    @property
    def counts(self) -> dict[str, int]:
        """Findings by severity."""
        counted = Counter(finding.severity for finding in self.findings)
        return {severity: counted[severity] for severity in SEVERITIES}

    def to_text(self, limit: int | None = None) -> str:
        """For people: what was checked, then the findings, at most `limit` of a rule and the rest counted."""
        lines = [self._summary()]
        by_rule: dict[tuple[str, str], list[Finding]] = {}
        for finding in self.findings:
            by_rule.setdefault((finding.severity, finding.rule), []).append(finding)
        for (severity, rule), findings in by_rule.items():
            lines += ["", f"{severity}: {rule} ({len(findings)})"]
            for finding in findings[:limit]:
                lines += _in_words(finding)
            if limit is not None and len(findings) > limit:
                lines.append(f"  … and {len(findings) - limit} more of this rule (--all shows them)")
        return "\n".join(lines) + "\n"

    def _summary(self) -> str:
        named = {"violation": "violations", "warning": "warnings", "info": "notes"}
        found = ", ".join(_counted(count, named[severity]) for severity, count in self.counts.items())
        looked = ", ".join(_counted(count, name) for name, count in self.checked.items())
        verdict = "The graph conforms" if self.conforms else "The graph does not conform"
        return f"{verdict}: {found}. Checked: {looked}."

    def to_json(self) -> str:
        """For programs: one object with `conforms`, `counts`, `checked` and `findings`."""
        return (
            json.dumps(
                {
                    "conforms": self.conforms,
                    "counts": self.counts,
                    "checked": self.checked,
                    "findings": [_as_json(finding) for finding in self.findings],
                },
                ensure_ascii=False,
                indent=1,
            )
            + "\n"
        )

    def to_turtle(self) -> str:
        """The SHACL validation report, with the findings that are not SHACL's own in the same form.

        The results have no names, as the standard's do not; their order is that of the findings.
        """
        lines = [
            f"@prefix sh: <{_SH}> .",
            "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .",
            "",
            "[] a sh:ValidationReport ;",
            f"  sh:conforms {'true' if self.conforms else 'false'}" + (" ;" if self.findings else " ."),
        ]
        for i, finding in enumerate(self.findings):
            end = " ." if i == len(self.findings) - 1 else " ;"
            lines.append("  sh:result [\n" + " ;\n".join(_result_lines(finding)) + f"\n  ]{end}")
        return "\n".join(lines) + "\n"


def _counted(count: int, plural: str) -> str:
    return f"{count} {plural if count != 1 else plural.removesuffix('s')}"


def _in_words(finding: Finding) -> list[str]:
    name = f"{finding.label} <{finding.node}>" if finding.label else _shown(finding.node)
    lines = [f"  {name}", f"    {finding.message}"]
    if finding.value is not None and finding.value not in finding.message:
        lines.append(f"    value: {_short(finding.value)}")
    if finding.advice:
        lines.append(f"    → {finding.advice}")
    lines += [f"    in {place}" for place in finding.where]
    return lines


def _shown(node: str) -> str:
    return f"<{node}>" if ":" in node and not node.startswith(("_:", '"')) else node


def _short(value: str) -> str:
    return value if len(value) <= 200 else f"{value[:180]}… ({len(value)} characters)"


def _as_json(finding: Finding) -> dict[str, Any]:
    pairs = {
        "severity": finding.severity,
        "rule": finding.rule,
        "node": finding.node,
        "label": finding.label,
        "path": finding.path,
        "value": finding.value,
        "message": finding.message,
        "advice": finding.advice or None,
        "where": list(finding.where) or None,
    }
    return {key: value for key, value in pairs.items() if value is not None}


def _result_lines(finding: Finding) -> list[str]:
    severity = {"violation": "sh:Violation", "warning": "sh:Warning", "info": "sh:Info"}[finding.severity]
    lines = ["    a sh:ValidationResult", f"    sh:focusNode {_node(finding.node)}"]
    if finding.path and finding.path.startswith("<"):
        lines.append(f"    sh:resultPath {finding.path}")
    if finding.value is not None and not finding.value.startswith("_:"):
        lines.append(f"    sh:value {finding.value}")
    lines.append(f"    sh:resultSeverity {severity}")
    component = finding.component or _RULES + finding.rule.replace("/", "-")
    lines.append(f"    sh:sourceConstraintComponent {NamedNode(component)}")
    if finding.shape:
        lines.append(f"    sh:sourceShape {NamedNode(finding.shape)}")
    said = f"{finding.message} {finding.advice}".strip()
    lines.append(f"    sh:resultMessage {Literal(said, language='en')}")
    return lines


def _node(node: str) -> str:
    if node.startswith("_:"):
        return "[]"
    if node.startswith('"'):
        return node
    try:
        return str(NamedNode(node))
    except ValueError:
        return str(Literal(node))
