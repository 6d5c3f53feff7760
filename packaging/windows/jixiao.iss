; 绩效文本编辑器的 Windows 安装程序：只为当前用户，不要管理员。由 packaging/dev.py build 在 Windows 上用 Inno Setup 6.3 或更新的版本编译。
; packaging/build_check_iss.py 核对这里写到的每个名字和路径；文件以 UTF-8 带 BOM 保存，否则中文会乱。

#ifndef Version
  #error 缺 /DVersion：请用 packaging/dev.py build
#endif
#ifndef Program
  #error 缺 /DProgram：冻结好的程序文件夹
#endif
#ifndef Icons
  #error 缺 /DIcons：图标文件夹
#endif
#define AppName "绩效文本编辑器"
#define ProgId "jixiao.document"

[Setup]
AppId={{7C0C2E55-6B5E-4B0B-9E0B-5F6E1B7E7A41}
AppName={#AppName}
AppVersion={#Version}
AppVerName={#AppName} {#Version}
AppPublisher={#AppName}
VersionInfoVersion={#Version}
DefaultDirName={localappdata}\Programs\jixiao
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
OutputBaseFilename=jixiao-{#Version}-windows-setup
SetupIconFile={#Icons}\jixiao.ico
UninstallDisplayIcon={app}\jixiao.exe
UninstallDisplayName={#AppName}
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
ChangesAssociations=yes
ShowLanguageDialog=no
LanguageDetectionMethod=none
UsePreviousLanguage=no

[Languages]
Name: "zh"; MessagesFile: "compiler:Default.isl,chinese.isl"

[Tasks]
Name: "associate"; Description: "{cm:AssociateFiles}"
Name: "desktopicon"; Description: "{cm:DesktopIcon}"

[InstallDelete]
; 升级时先清掉旧版本的库，别的一概不删
Type: filesandordirs; Name: "{app}\lib"

[Files]
Source: "{#Program}\*"; DestDir: "{app}"; Excludes: "\jixiao-data\*"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\{#AppName}"; Filename: "{app}\jixiao.exe"
Name: "{autodesktop}\{#AppName}"; Filename: "{app}\jixiao.exe"; Tasks: desktopicon

[Registry]
Root: HKCU; Subkey: "Software\Classes\.jixiao"; ValueType: string; ValueName: ""; ValueData: "{#ProgId}"; Flags: uninsdeletevalue uninsdeletekeyifempty; Tasks: associate
Root: HKCU; Subkey: "Software\Classes\.jixiao\OpenWithProgids"; ValueType: string; ValueName: "{#ProgId}"; ValueData: ""; Flags: uninsdeletevalue uninsdeletekeyifempty; Tasks: associate
Root: HKCU; Subkey: "Software\Classes\{#ProgId}"; ValueType: string; ValueName: ""; ValueData: "{cm:DocumentKind}"; Flags: uninsdeletekey; Tasks: associate
Root: HKCU; Subkey: "Software\Classes\{#ProgId}\DefaultIcon"; ValueType: string; ValueName: ""; ValueData: "{app}\icons\jixiao-document.ico"; Tasks: associate
Root: HKCU; Subkey: "Software\Classes\{#ProgId}\shell\open\command"; ValueType: string; ValueName: ""; ValueData: """{app}\jixiao.exe"" ""%1"""; Tasks: associate

[Run]
Filename: "{app}\jixiao.exe"; Description: "{cm:StartProgram}"; Flags: nowait postinstall skipifsilent
