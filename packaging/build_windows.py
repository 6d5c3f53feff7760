"""Takes the frozen program's folder on Windows and gives the portable .zip and, where Inno Setup is there, the installer."""

import os
import shutil
import subprocess
import zipfile
from pathlib import Path

PORTABLE_DATA = "jixiao-data"
"""A folder beside the program that makes it portable: editor/bridge/preferences.py looks for it."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
_COMPILERS = ("ISCC.exe", r"C:\Program Files (x86)\Inno Setup 6\ISCC.exe", r"C:\Program Files\Inno Setup 6\ISCC.exe")


def version_resource(version: str, name: str) -> str:
    """What Windows shows under 属性, in the words PyInstaller reads."""
    numbers = [int(part) for part in version.split(".")]
    four = tuple((*numbers, 0, 0, 0, 0)[:4])
    strings = {
        "CompanyName": name,
        "FileDescription": name,
        "FileVersion": version,
        "InternalName": "jixiao",
        "LegalCopyright": "MIT",
        "OriginalFilename": "jixiao.exe",
        "ProductName": name,
        "ProductVersion": version,
    }
    table = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in strings.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={four}, prodvers={four}, mask=0x3F, flags=0, OS=0x40004, "
        "fileType=1, subtype=0, date=(0, 0)), kids=["
        f"StringFileInfo([StringTable('080404B0', [{table}])]), "
        "VarFileInfo([VarStruct('Translation', [0x0804, 1200])])])\n"
    )


def portable_zip(program: Path, target: Path, note: str) -> Path:
    """The folder with the mark that keeps settings and backups beside the program; nothing is installed."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in sorted(program.rglob("*")):
            if file.is_file():
                _put(archive, f"{program.name}/{file.relative_to(program).as_posix()}", file.read_bytes())
        _put(archive, f"{program.name}/{PORTABLE_DATA}/说明.txt", note.replace("\n", "\r\n").encode("utf-8-sig"))
    return target


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    """With a time that is always the same, so that the same program gives the same bytes."""
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, data)


def installer(script: Path, version: str, program: Path, icons: Path, output: Path) -> Path | None:
    """Runs Inno Setup's compiler; None where the machine has none."""
    compiler = next((found for found in map(shutil.which, _COMPILERS) if found), None)
    if compiler is None or os.name != "nt":
        return None
    words = [f"/DVersion={version}", f"/DProgram={program}", f"/DIcons={icons}", f"/O{output}", "/Q", str(script)]
    subprocess.run([compiler, *words], check=True)
    return output / f"jixiao-{version}-windows-setup.exe"
