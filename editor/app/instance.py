"""One window for one user: a second start hands its files to the first and ends. The channel never leaves the computer."""

import json
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from editor.app.channel import may_be_heard

_MAX_BYTES = 64 * 1024
_MAX_FILES = 50
_PATIENCE_MS = 1000
_TAKEN = b"ok\n"


def hand_over(name: str, paths: Sequence[Path]) -> bool:
    """Hands files to the program that is already running; False where none answers."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_PATIENCE_MS):
        return False
    socket.write(json.dumps({"open": [str(path.absolute()) for path in paths]}).encode() + b"\n")
    socket.flush()
    while socket.bytesAvailable() < len(_TAKEN) and socket.waitForReadyRead(_PATIENCE_MS):
        pass  # the answer may have come before it was waited for
    answer = bytes(socket.readAll().data())
    socket.abort()
    return answer == _TAKEN


def read_message(data: bytes) -> tuple[Path, ...] | None:
    """The files of a message; None where it is none of ours."""
    try:
        message = json.loads(data)
        names = message["open"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if not isinstance(names, list) or len(names) > _MAX_FILES or not all(isinstance(n, str) for n in names):
        return None
    paths = tuple(Path(name) for name in names if "\0" not in name)
    return paths if all(path.is_absolute() for path in paths) else None


class Instance(QObject):
    """Listens for later starts of this user. `asked` (paths, perhaps none) when one came.

    It is kept as long as the program runs: sockets that go with it while they have something to tell take the program with them.
    """

    asked = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        self._heard: dict[QLocalSocket, bytes] = {}

    def listen(self) -> bool:
        """Begins to listen, over what a crash may have left; False where it cannot, or another start was quicker."""
        if self._is_taken():  # Qt would put its socket in place of the other's
            return False
        if self._server.listen(self._name):
            return True
        QLocalServer.removeServer(self._name)
        return self._server.listen(self._name)

    def close(self) -> None:
        """Listens no more, also to those who have not finished."""
        for socket in tuple(self._heard):
            self._refuse(socket)
        self._server.close()

    def _is_taken(self) -> bool:
        if not may_be_heard(self._name):
            return False
        other = QLocalSocket()
        other.connectToServer(self._name)
        taken = other.waitForConnected(_PATIENCE_MS)
        other.abort()
        return taken

    def _on_connection(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            self._heard[socket] = b""
            socket.readyRead.connect(lambda socket=socket: self._on_data(socket))
            socket.disconnected.connect(lambda socket=socket: self._forget(socket))
            if socket.bytesAvailable():
                self._on_data(socket)

    def _on_data(self, socket: QLocalSocket) -> None:
        if socket not in self._heard:
            return
        self._heard[socket] += bytes(socket.read(_MAX_BYTES + 1).data())
        data = self._heard[socket]
        if len(data) > _MAX_BYTES:
            self._refuse(socket)
        elif data.endswith(b"\n"):
            paths = read_message(data)
            if paths is None:
                self._refuse(socket)
                return
            socket.write(_TAKEN)
            socket.flush()
            socket.disconnectFromServer()
            self.asked.emit(paths)

    def _refuse(self, socket: QLocalSocket) -> None:
        self._heard.pop(socket, None)
        socket.abort()
        socket.deleteLater()

    def _forget(self, socket: QLocalSocket) -> None:
        if self._heard.pop(socket, None) is not None:
            socket.deleteLater()
