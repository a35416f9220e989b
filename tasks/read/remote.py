"""Find the files below addresses such as s3://bucket/dumps, through fsspec."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import fsspec
from fsspec import AbstractFileSystem

from tasks.read.source import InputError

_PASSWORD = re.compile(r"://[^/@:]*:[^/@]*@")


@dataclass(frozen=True, slots=True)
class RemotePath:
    """A file or folder that fsspec reaches.

    Attributes:
        files: What reaches it.
        path: Its path there.
        address: The path with its protocol, for showing.
    """

    files: AbstractFileSystem
    path: str
    address: str


def open_address(address: str) -> RemotePath:
    """Find what reaches an address; credentials come from where its library looks for them.

    Raises:
        InputError: The protocol is unknown, its library is not installed, or the address holds a password.
    """
    if _PASSWORD.search(address):
        # The address would stand in every row.
        shown = _PASSWORD.sub("://…@", address)
        raise InputError(f"cannot read {shown}: leave the password out of the address; its library finds credentials")
    try:
        files, path = fsspec.core.url_to_fs(address, use_listings_cache=False)
    except ImportError as error:
        raise InputError(f"cannot read {address}: {error}; for s3:// install 'sayso[s3]'") from error
    except Exception as error:
        raise InputError(f"cannot read {address}: {_describe(error)}") from error
    return RemotePath(files, path, address.rstrip("/"))


def is_remote_folder(place: RemotePath) -> bool:
    """Tell a folder from a file.

    Raises:
        InputError: There is neither, or it cannot be reached.
    """
    try:
        if place.files.isfile(place.path):
            return False
        if place.files.exists(place.path):
            return True
        # Some libraries answer no to both where they got no answer; asked for facts, they say why.
        place.files.info(place.path)
    except FileNotFoundError as error:
        problem = _describe_missing(error.__cause__)
        raise InputError(f"cannot read {place.address}: {problem}") from error
    except Exception as error:  # each library has its own: no credentials, no connection, no such bucket
        raise InputError(f"cannot read {place.address}: {_describe(error)}") from error
    raise InputError(f"cannot read {place.address}: there is no such file or folder")


def walk_remote(place: RemotePath) -> Iterator[tuple[RemotePath, str]]:
    """Find the files below a folder, each with its path within it; hidden ones are passed over, names in order.

    Raises:
        InputError: A folder cannot be listed.
    """
    yield from _walk(place, "")


def _walk(folder: RemotePath, within: str) -> Iterator[tuple[RemotePath, str]]:
    try:
        listed = folder.files.ls(folder.path, detail=True)
    except Exception as error:
        raise InputError(f"cannot list {folder.address}: {_describe(error)}") from error
    found = {}
    for entry in listed:
        path = str(entry["name"]).rstrip("/")
        name = path.rpartition("/")[2]
        # An object store may list a folder within itself.
        if path.strip("/") != folder.path.strip("/") and not name.startswith("."):
            found[name] = (path, entry["type"] == "directory")
    for name, (path, is_folder) in sorted(found.items()):
        inner = RemotePath(folder.files, path, f"{folder.address}/{name}")
        if is_folder:
            yield from _walk(inner, f"{within}{name}/")
        else:
            yield inner, f"{within}{name}"


def _describe_missing(cause: BaseException | None) -> str:
    if cause is None:
        return "there is no such file or folder"
    status = getattr(cause, "status", None)  # of an answer over HTTP
    return (
        _describe(cause) if status is None else f"the server answered {status} {getattr(cause, 'message', '')}".rstrip()
    )


def _describe(error: BaseException) -> str:
    text = " ".join(str(error).split()) or "it cannot be reached"
    return f"{text} ({type(error).__name__})"
