"""Facts from any server that speaks the OpenAI chat protocol, a model on one's own machine above all.

`INNOGRAPH_LLM_URL` is the address up to and with `/v1` (say `http://127.0.0.1:8080/v1`), `INNOGRAPH_LLM_MODEL` the
model's name, `INNOGRAPH_LLM_KEY` a key where the server wants one. Nothing is sent anywhere without the first.
"""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
from collections.abc import Iterable
from typing import Any

from innograph.article import Article
from innograph.errors import UsageError, WorkError
from innograph.facts import ENTITY_TYPES, SIGNATURES
from innograph.models.source import ProposedFact

#: Longer texts are cut (code points): what a small model on one machine can hold.
LONGEST = 12_000
_SECONDS = 120
_MOST = 200

_PROMPT = """Find facts in the text. Use only what the text itself states; nothing from your own knowledge, nothing \
that is denied, wished for or over. Answer with JSON alone: {{"facts": [{{"subject": "...", "subject_type": "...", \
"predicate": "...", "object": "...", "object_type": "...", "quote": "...", "confidence": 0.0}}]}}.
Copy names and the quote letter by letter from the text; the quote is the sentence that states the fact.
Types: {types}. Predicates (subject types → object types):
{predicates}"""


class EndpointFacts:
    """Asks one server for the facts of a text, in our schema."""

    def __init__(self, url: str | None = None, model: str | None = None, key: str | None = None) -> None:
        self.url = (url or os.environ.get("INNOGRAPH_LLM_URL", "")).rstrip("/")
        self.model = model or os.environ.get("INNOGRAPH_LLM_MODEL", "default")
        self._key = key or os.environ.get("INNOGRAPH_LLM_KEY", "")
        if not self.url.startswith(("http://", "https://")):
            raise UsageError("set INNOGRAPH_LLM_URL to the address of the server, for example http://127.0.0.1:8080/v1")
        self.name = f"llm-{self.model}"

    def facts(self, article: Article) -> Iterable[ProposedFact]:
        """The facts that the model proposes for one article.

        Raises WorkError when the server cannot be reached or does not answer in the protocol.
        """
        answer = self._ask(article.text[:LONGEST])
        try:
            content = answer["choices"][0]["message"]["content"]
            rows = json.loads(_json_part(content))["facts"]
        except (KeyError, IndexError, TypeError, ValueError):
            raise WorkError(f"{self.url}: the answer holds no facts in JSON; try another model") from None
        if not isinstance(rows, list):
            raise WorkError(f"{self.url}: the answer's facts are no list; try another model")
        for row in rows[:_MOST]:
            fact = _proposed(row)
            if fact is not None:
                yield fact

    def _ask(self, text: str) -> Any:
        body = {
            "model": self.model,
            "temperature": 0,
            "seed": 0,
            "messages": [{"role": "system", "content": instruction()}, {"role": "user", "content": text}],
            "response_format": {"type": "json_object"},
        }
        headers = {"Content-Type": "application/json"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        request = urllib.request.Request(
            f"{self.url}/chat/completions", json.dumps(body).encode("utf-8"), headers, method="POST"
        )
        try:
            with urllib.request.urlopen(request, timeout=_SECONDS) as response:
                return json.loads(response.read().decode("utf-8"))
        except urllib.error.HTTPError as error:
            raise WorkError(f"{self.url}: the server answered {error.code} {error.reason}") from error
        except (urllib.error.URLError, TimeoutError, OSError, ValueError) as error:
            raise WorkError(f"{self.url}: no answer: {error}; is the server running?") from error


def instruction() -> str:
    """What the model is told: our types and predicates."""
    lines = [
        f"- {p}: {'|'.join(sorted(s))} → {'|'.join(sorted(o))}"
        for p, (s, o) in SIGNATURES.items()
        if p not in ("about", "hasTheme")
    ]
    types = ", ".join(t for t in ENTITY_TYPES if t != "Theme")
    return _PROMPT.format(types=types, predicates="\n".join(lines))


def _json_part(content: str) -> str:
    """The JSON in an answer that may be wrapped in a fence or in talk."""
    start, end = content.find("{"), content.rfind("}")
    return content[start : end + 1] if 0 <= start < end else content


def _proposed(row: Any) -> ProposedFact | None:
    """A fact of the answer when it has the right form; None otherwise."""
    if not isinstance(row, dict):
        return None
    texts = [row.get(k) for k in ("subject", "subject_type", "predicate", "object", "object_type", "quote")]
    if not all(isinstance(t, str) and t.strip() for t in texts):
        return None
    confidence = row.get("confidence", 0.6)
    sure = float(confidence) if isinstance(confidence, int | float) and 0 < confidence <= 1 else 0.6
    subject, subject_type, predicate, obj, object_type, quote = (str(t).strip() for t in texts)
    return ProposedFact(subject, subject_type, predicate, obj, object_type, quote, sure)
