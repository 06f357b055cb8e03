; The Windows installer. Called by packaging/build_windows.py with
;   /DVERSION=0.1.0 /DNAME=boxwright /DBUNDLE=folder /DICON=file /DOUTPUT=file [/DSIGN=command]

Unicode true
ManifestDPIAware true
ManifestLongPathAware true
SetCompressor /SOLID lzma
Name "Boxwright"
OutFile "${OUTPUT}"
BrandingText "Boxwright ${VERSION}"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Boxwright"
!define TYPE "Boxwright.Project"

; For oneself or for everybody; silent: /S with /CurrentUser or /AllUsers, and /D=folder last.
!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_MUI
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_INSTALLMODE_DEFAULT_CURRENTUSER
!define MULTIUSER_USE_PROGRAMFILES64
!define MULTIUSER_INSTALLMODE_INSTDIR "Boxwright"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "${UNINSTALL}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME "InstallLocation"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "${UNINSTALL}"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME "InstallLocation"
!include MultiUser.nsh
!include MUI2.nsh
!include FileFunc.nsh

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\boxwright.exe"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE English
!insertmacro MUI_LANGUAGE German

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=${LANG_ENGLISH} ProductName "Boxwright"
VIAddVersionKey /LANG=${LANG_ENGLISH} ProductVersion "${VERSION}"
VIAddVersionKey /LANG=${LANG_ENGLISH} FileVersion "${VERSION}"
VIAddVersionKey /LANG=${LANG_ENGLISH} FileDescription "Boxwright installer"
VIAddVersionKey /LANG=${LANG_ENGLISH} LegalCopyright "The Boxwright authors. MIT licence."

!ifdef SIGN
    !uninstfinalize '${SIGN} "%1"' = 0
    !finalize '${SIGN} "%1"' = 0
!endif

Function .onInit
    !insertmacro MULTIUSER_INIT
FunctionEnd

Function un.onInit
    !insertmacro MULTIUSER_UNINIT
FunctionEnd

; A folder of ours from before is replaced whole, so that no old library stays; one that is not ours is let be.
Section
    ${If} ${FileExists} "$INSTDIR\_internal\*"
    ${AndIf} ${FileExists} "$INSTDIR\boxwright.exe"
        RMDir /r "$INSTDIR\_internal"
        Delete "$INSTDIR\boxwright-inference.exe"
    ${EndIf}
    SetOutPath "$INSTDIR"
    File /r "${BUNDLE}/*"
    WriteUninstaller "$INSTDIR\uninstall.exe"

    CreateShortcut "$SMPROGRAMS\Boxwright.lnk" "$INSTDIR\boxwright.exe"

    WriteRegStr SHCTX "Software\Classes\.boxwright" "" "${TYPE}"
    WriteRegStr SHCTX "Software\Classes\${TYPE}" "" "Boxwright project"
    WriteRegStr SHCTX "Software\Classes\${TYPE}\DefaultIcon" "" "$INSTDIR\boxwright.exe,0"
    WriteRegStr SHCTX "Software\Classes\${TYPE}\shell\open\command" "" '"$INSTDIR\boxwright.exe" open "%1"'
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'

    WriteRegStr SHCTX "${UNINSTALL}" "DisplayName" "Boxwright"
    WriteRegStr SHCTX "${UNINSTALL}" "DisplayVersion" "${VERSION}"
    WriteRegStr SHCTX "${UNINSTALL}" "DisplayIcon" "$INSTDIR\boxwright.exe"
    WriteRegStr SHCTX "${UNINSTALL}" "Publisher" "The Boxwright authors"
    WriteRegStr SHCTX "${UNINSTALL}" "InstallLocation" "$INSTDIR"
    WriteRegStr SHCTX "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode'
    WriteRegStr SHCTX "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode /S'
    WriteRegDWORD SHCTX "${UNINSTALL}" "NoModify" 1
    WriteRegDWORD SHCTX "${UNINSTALL}" "NoRepair" 1
    ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
    WriteRegDWORD SHCTX "${UNINSTALL}" "EstimatedSize" "$0"
SectionEnd

; Only what was installed: projects that somebody keeps in this folder stay, and it with them.
Section "Uninstall"
    RMDir /r "$INSTDIR\_internal"
    Delete "$INSTDIR\boxwright.exe"
    Delete "$INSTDIR\boxwright-inference.exe"
    Delete "$INSTDIR\LICENCES.txt"
    Delete "$INSTDIR\sbom.cdx.json"
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
    Delete "$SMPROGRAMS\Boxwright.lnk"
    DeleteRegKey SHCTX "Software\Classes\${TYPE}"
    ReadRegStr $0 SHCTX "Software\Classes\.boxwright" ""
    ${If} $0 == "${TYPE}"
        DeleteRegKey SHCTX "Software\Classes\.boxwright"
    ${EndIf}
    DeleteRegKey SHCTX "${UNINSTALL}"
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
