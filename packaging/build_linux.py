"""Takes the frozen program's folder on Linux and gives a .tar.gz with scripts that install it for one user, and a .deb by the
rules of UOS: all below /opt/apps/<id>, in entries, files and info, without scripts that change the system.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from build_archives import Packed, packed_folder, write_deb, write_tar_gz
from build_icons import DOCUMENT, PROGRAM, SIZES
from build_report import dotted

SOURCES = Path(__file__).with_name("linux")
MIME_ICON = "application-x-jixiao"
_SCRIPTS = ("install.sh", "uninstall.sh")
_DEBIAN = {"x86_64": "amd64", "aarch64": "arm64", "loongarch64": "loong64"}


def put_scripts(program: Path, app: Mapping[str, Any]) -> None:
    """Adds the scripts, and what they register, to the program's folder."""
    for name in _SCRIPTS:
        file = program / name
        file.write_text(_filled((SOURCES / name).read_text("utf-8"), app), "utf-8", newline="\n")
        file.chmod(0o755)
    share = program / "share"
    share.mkdir(exist_ok=True)
    (share / f"{app['id']}.desktop").write_text(desktop(app), "utf-8", newline="\n")
    (share / f"{app['id']}.xml").write_text(mime(), "utf-8", newline="\n")


def desktop(app: Mapping[str, Any], program: str = "@PROGRAM@") -> str:
    """The entry of the menu."""
    return _filled((SOURCES / "jixiao.desktop").read_text("utf-8"), app).replace("@PROGRAM@", program)


def mime() -> str:
    """What a .jixiao file is."""
    from editor.store.schema import APPLICATION_ID  # noqa: PLC0415 - where it is needed: the rest runs without the program

    return (SOURCES / "jixiao.xml").read_text("utf-8").replace("@APPLICATION_ID@", f"0x{APPLICATION_ID:08x}")


def _filled(text: str, app: Mapping[str, Any]) -> str:
    for key in ("id", "name", "english", "comment"):
        text = text.replace(f"@{key.upper()}@", app[key])
    return text


def tar_gz(program: Path, folder: Path, version: str, machine: str) -> Path:
    """The archive for one user."""
    name = f"jixiao-{version}-linux-{machine}"
    target = folder / f"{name}.tar.gz"
    write_tar_gz(packed_folder(program, name), target)
    return target


def deb(
    program: Path,
    icons: Path,
    folder: Path,
    *,
    app: Mapping[str, Any],
    version: str,
    machine: str,
    glibc: tuple[int, ...],
    needs: frozenset[str],
) -> Path:
    """The package; `needs` are the Debian packages of what it takes from the system, `glibc` the oldest it starts on."""
    arch = _DEBIAN.get(machine, machine)
    four = ".".join((version.split(".") + ["0"] * 4)[:4])
    depends = [f"libc6 (>= {dotted(glibc)})", *sorted(needs - {"libc6"})]
    control = {
        "Package": app["id"],
        "Version": four,
        "Architecture": arch,
        "Section": "editors",
        "Priority": "optional",
        "Maintainer": f"{app['english']} contributors <noreply@{'.'.join(reversed(app['id'].split('.')[:2]))}>",
        "Depends": ", ".join(depends),
        "Description": f"{app['name']}\n {app['comment']}。",
    }
    target = folder / f"{app['id']}_{four}_{arch}.deb"
    write_deb(_tree(program, icons, app, four, arch), control, target)
    return target


def _tree(program: Path, icons: Path, app: Mapping[str, Any], version: str, arch: str) -> Iterator[Packed]:
    """Everything below /opt/apps/<id>."""
    root = f"opt/apps/{app['id']}"
    entries, start = f"{root}/entries", f"/{root}/files/jixiao"
    yield Packed(f"{root}/info", data=info(app, version, arch).encode())
    yield Packed(f"{entries}/applications/{app['id']}.desktop", data=desktop(app, start).encode())
    yield Packed(f"{entries}/mime/packages/{app['id']}.xml", data=mime().encode())
    for drawing, kind, name in ((PROGRAM, "apps", app["id"]), (DOCUMENT, "mimetypes", MIME_ICON)):
        themed = f"{entries}/icons/hicolor"
        yield Packed(f"{themed}/scalable/{kind}/{name}.svg", icons / f"{drawing}.svg")
        for size in SIZES:
            yield Packed(f"{themed}/{size}x{size}/{kind}/{name}.png", icons / f"{drawing}-{size}.png")
    yield from packed_folder(program, f"{root}/files")


def info(app: Mapping[str, Any], version: str, arch: str) -> str:
    """The description UOS reads; the program asks for no permission at all."""
    asked = (
        "autostart", "notification", "trayicon", "clipboard", "account", "bluetooth", "camera", "audio_record",
        "installed_apps",
    )  # fmt: skip
    said = {
        "appid": app["id"],
        "name": app["name"],
        "version": version,
        "arch": [arch],
        "permissions": dict.fromkeys(asked, False),
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"
