"""Notices what changes on the disk; open it for files whose change should be noticed and isn't.

A client tells of files that it watches, where it can, and of open documents that are saved. Whatever may
hold settings makes all settings be read anew: configurations, schemas, baselines, what git ignores, and the
data of a site. Articles are looked at again one by one, and with an image those that show it.
"""

from pathlib import Path
from typing import Final

from lsprotocol import types as lsp

from newslint.config.layers import NAMES
from newslint.config.project import SUFFIXES
from newslint.server.buffers import path_of
from newslint.server.server import Server

_OF_SETTINGS: Final = (".json", ".toml", ".yaml", ".yml", ".gitignore")
_IMAGES: Final = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
_MANY: Final = 100  # files
_PATTERN: Final = "**/*{" + ",".join((*SUFFIXES, *_OF_SETTINGS, *_IMAGES)) + "}"


def register(server: Server) -> None:
    """Hand the handlers to the connection."""
    server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)(notice)
    server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)(save)


def watch(server: Server) -> None:
    """Ask the client to watch files, where it can."""
    workspace = server.state.client.workspace
    wish = None if workspace is None else workspace.did_change_watched_files
    if wish is None or not wish.dynamic_registration:
        return
    options = lsp.DidChangeWatchedFilesRegistrationOptions([lsp.FileSystemWatcher(_PATTERN)])
    server.client_register_capability(
        lsp.RegistrationParams(
            [lsp.Registration("newslint-files", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)]
        )
    )


def notice(server: Server, params: lsp.DidChangeWatchedFilesParams) -> None:
    """Look again at what has changed on the disk."""
    _look(server, [(path_of(change.uri), change.type) for change in params.changes])


def save(server: Server, params: lsp.DidSaveTextDocumentParams) -> None:
    """Look again at what was saved: many clients watch nothing."""
    _look(server, [(path_of(params.text_document.uri), lsp.FileChangeType.Changed)])


def _look(server: Server, changes: list[tuple[str, lsp.FileChangeType]]) -> None:
    state = server.state
    paths = [(path, kind) for path, kind in changes if path]
    # Of very many files the cache knows most, and a new beginning leaves time for requests.
    if len(paths) > _MANY or any(_may_set(server, path) for path, _ in paths):
        server.reload()
        return
    for path, kind in paths:
        state.touch(path)
        if kind == lsp.FileChangeType.Deleted:  # of a folder, some clients tell nothing else
            for archive in state.homes.all():
                archive.touch_below(path)
    images = {Path(path).name for path, _ in paths if path.lower().endswith(_IMAGES)}
    for archive in state.homes.all() if images else ():
        archive.touch_showing(images)
    server.keep_up()


def _may_set(server: Server, path: str) -> bool:
    """Whether a file may hold settings of a project."""
    homes = server.state.homes
    if any(Path(path) == archive.project.baseline for archive in homes.all()):
        return True
    if not path.endswith(_OF_SETTINGS):
        return False
    # Where settings can't be used, nobody knows what they are made of.
    return (
        homes.are_in_trouble
        or Path(path).name in NAMES
        or any(Path(path).is_relative_to(archive.project.folder) for archive in homes.all())
    )
