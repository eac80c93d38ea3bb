"""What Windows shows of kadraj.exe: its version resource, as PyInstaller reads it."""

from product import COMMAND, NAME, VERSION

_RESOURCE = """\
VSVersionInfo(
  ffi=FixedFileInfo(
    filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0, OS=0x40004, fileType=0x1,
    subtype=0x0, date=(0, 0)
  ),
  kids=[
    StringFileInfo([
      StringTable('040904B0', [
        StringStruct('CompanyName', '{name} developers'),
        StringStruct('FileDescription', '{name}'),
        StringStruct('FileVersion', '{version}'),
        StringStruct('InternalName', '{command}'),
        StringStruct('LegalCopyright', '{name} developers; source MIT, package GPL-3.0-or-later'),
        StringStruct('OriginalFilename', '{command}.exe'),
        StringStruct('ProductName', '{name}'),
        StringStruct('ProductVersion', '{version}')
      ])
    ]),
    VarFileInfo([VarStruct('Translation', [1033, 1200])])
  ]
)
"""


def version_resource() -> str:
    """The text of the file; a version of three numbers gets a fourth."""
    numbers = (*(int(number) for number in VERSION.split(".")), 0, 0, 0)[:4]
    return _RESOURCE.format(numbers=numbers, name=NAME, command=COMMAND, version=VERSION)
