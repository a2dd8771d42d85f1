"""Damaged inputs: never a crash, always either an article or a reason, and nothing held that is too large.

A few of each here; scripts/damage_inputs.py feeds as many as one likes, with bounded memory and time.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from damaged import SOUND, bombs, damage, damaged
from innograph.read import Limits, Splitter, read_paths

LIMITS = Limits(unpacked=400_000, ratio=20, record=200_000)


def test_the_sound_inputs_are_sound(tmp_path: Path) -> None:
    for name, (file, make) in SOUND.items():
        (tmp_path / file).write_bytes(make())
        result = read_paths([tmp_path / file])
        if name == "sitemap":
            continue
        assert result.articles and not result.skipped, name


@pytest.mark.parametrize("name", SOUND)
def test_damaged_inputs_are_read_in_part_or_named(tmp_path: Path, name: str) -> None:
    path = tmp_path / SOUND[name][0]
    named = 0
    for data in damaged(name, len(bombs(name)) + 7, scale=0.03):
        path.write_bytes(data)
        result = read_paths([path], Splitter(limits=LIMITS))
        assert result.articles or result.skipped
        for source, reason in result.skipped:
            assert source.startswith(str(path))
            assert reason and "\n" not in reason
        named += bool(result.skipped)
    assert named


def test_the_rest_of_a_damaged_archive_is_read(tmp_path: Path) -> None:
    for name in ("jsonl", "csv", "warc", "warc-gz", "zip", "tar"):
        file, make = SOUND[name]
        whole = make()
        path = tmp_path / file
        path.write_bytes(whole)
        all_of_it = len(read_paths([path]).articles)
        most = 0
        for seed in range(1, 30, 10):
            path.write_bytes(damage(whole, seed))  # a stretch of zeros
            most = max(most, len(read_paths([path]).articles))
        assert 0 < most <= all_of_it, name
