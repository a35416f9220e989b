"""What a process asks of the machine: its threads, and the kernels of its linear algebra."""

from __future__ import annotations

import os

import numpy as np
from threadpoolctl import threadpool_info, threadpool_limits

# One BLAS thread a process: parallelism is over shards. Read by NumPy when a worker first imports it.
BLAS_VARIABLES = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
# OpenBLAS takes its kernels for 256 bits on a processor that it does not know, though it has 512.
_KERNELS_OF_256_BITS = ("Haswell", "Zen")
_HAS_512_BITS = frozenset(("AVX512_SKX", "X86_V4"))  # as NumPy names it, before and since 2.4


def limit_threads() -> None:
    """Give this process, and those it starts, one BLAS thread; and those, the kernels that the processor can run."""
    for name in BLAS_VARIABLES:
        os.environ[name] = "1"
    if any(library.get("architecture") in _KERNELS_OF_256_BITS for library in threadpool_info()) and _has_512_bits():
        os.environ.setdefault("OPENBLAS_CORETYPE", "SkylakeX")
    threadpool_limits(1)


def _has_512_bits() -> bool:
    told = np.show_config(mode="dicts") or {}
    return not _HAS_512_BITS.isdisjoint(told.get("SIMD Extensions", {}).get("found", ()))
