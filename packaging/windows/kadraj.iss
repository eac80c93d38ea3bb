; Inno Setup 6: iscc /DVersion=0.1.0 packaging\windows\kadraj.iss, after `dev.py bundle` on Windows.
; For the user alone: no administrator is asked for.

#ifndef Version
  #error The version is missing: /DVersion=...
#endif

[Setup]
AppId=dev.kadraj.Kadraj
AppName=Kadraj
AppVersion={#Version}
AppPublisher=Kadraj developers
VersionInfoVersion={#Version}
DefaultDirName={localappdata}\Programs\Kadraj
DefaultGroupName=Kadraj
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile=..\..\build\COPYING.txt
SetupIconFile=..\..\build\icons\kadraj.ico
UninstallDisplayIcon={app}\kadraj.exe
UninstallDisplayName=Kadraj
OutputDir=..\..\dist
OutputBaseFilename=kadraj-{#Version}-windows-x86_64-setup
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
CloseApplications=yes
ShowLanguageDialog=auto
ChangesAssociations=yes

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "tr"; MessagesFile: "compiler:Languages\Turkish.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[InstallDelete]
; What an older version had and this one has not.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\dist\kadraj\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\Kadraj"; Filename: "{app}\kadraj.exe"; AppUserModelID: "dev.kadraj.Kadraj"
Name: "{autodesktop}\Kadraj"; Filename: "{app}\kadraj.exe"; AppUserModelID: "dev.kadraj.Kadraj"; Tasks: desktopicon

[Registry]
; Among what pictures can be opened with; nothing is opened with Kadraj by itself.
#define Registered "Software\Classes\Applications\kadraj.exe"
Root: HKCU; Subkey: "{#Registered}"; Flags: uninsdeletekey
Root: HKCU; Subkey: "{#Registered}\shell\open\command"; ValueType: string; ValueData: """{app}\kadraj.exe"" --open ""%1"""
Root: HKCU; Subkey: "{#Registered}\SupportedTypes"; ValueType: string; ValueName: ".jpg"; ValueData: ""
Root: HKCU; Subkey: "{#Registered}\SupportedTypes"; ValueType: string; ValueName: ".jpeg"; ValueData: ""
Root: HKCU; Subkey: "{#Registered}\SupportedTypes"; ValueType: string; ValueName: ".png"; ValueData: ""
Root: HKCU; Subkey: "{#Registered}\SupportedTypes"; ValueType: string; ValueName: ".webp"; ValueData: ""

[Run]
Filename: "{app}\kadraj.exe"; Description: "{cm:LaunchProgram,Kadraj}"; Flags: nowait postinstall skipifsilent
