"""The kernels of linear algebra that the processes of a run are given."""

from __future__ import annotations

import os

import pytest

from flows import machine


@pytest.mark.parametrize(
    ("architecture", "found", "kernels"),
    [
        ("Zen", ["X86_V3", "X86_V4"], "SkylakeX"),
        ("Haswell", ["AVX2", "AVX512_SKX"], "SkylakeX"),
        ("Haswell", ["AVX2"], None),
        ("Cooperlake", ["AVX512_SKX"], None),
        ("neoversev1", ["ASIMD"], None),
    ],
)
def test_wide_kernels_are_asked_for_where_the_processor_has_them_and_openblas_does_not_know(
    monkeypatch, architecture, found, kernels
):
    monkeypatch.setenv("OPENBLAS_CORETYPE", "")  # so that what is set here is taken back also where nothing was
    monkeypatch.delenv("OPENBLAS_CORETYPE")
    monkeypatch.setattr(machine, "threadpool_info", lambda: [{"architecture": architecture}, {"user_api": "openmp"}])
    monkeypatch.setattr(machine.np, "show_config", lambda mode: {"SIMD Extensions": {"found": found}})
    machine.limit_threads()
    assert os.environ.get("OPENBLAS_CORETYPE") == kernels


def test_kernels_that_a_user_names_stay(monkeypatch):
    monkeypatch.setenv("OPENBLAS_CORETYPE", "Zen")
    monkeypatch.setattr(machine, "threadpool_info", lambda: [{"architecture": "Zen"}])
    monkeypatch.setattr(machine.np, "show_config", lambda mode: {"SIMD Extensions": {"found": ["X86_V4"]}})
    machine.limit_threads()
    assert os.environ["OPENBLAS_CORETYPE"] == "Zen"
