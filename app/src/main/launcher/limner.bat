@echo off
rem Starts Limner: finds a JDK 25, then runs lib\limner-app.jar beside this folder with the arguments given.
rem
rem   LIMNER_JAVA       a JDK's folder, used without further question
rem   JAVA25_HOME       a JDK 25 to prefer over those found
rem   LIMNER_JAVA_OPTS  further options for the Java machine
rem   LIMNER_CACHE      where the start-up archive may be kept (default: the user's cache folder)
setlocal DisableDelayedExpansion
for %%I in ("%~dp0..") do set "HOME_DIR=%%~fI"
set "JDK="
set "VERSION="

if defined LIMNER_JAVA (
    if exist "%LIMNER_JAVA%\bin\java.exe" (
        set "JDK=%LIMNER_JAVA%"
        set "VERSION=other"
        goto found
    )
    echo limner: LIMNER_JAVA names "%LIMNER_JAVA%", and there is no Java to start there. 1>&2
    exit /b 1
)
if defined JAVA25_HOME call :take "%JAVA25_HOME%"
if not defined JDK if defined JAVA_HOME call :take "%JAVA_HOME%"
if not defined JDK for %%J in (java.exe) do if not "%%~$PATH:J"=="" for %%K in ("%%~dp$PATH:J..") do call :take "%%~fK"
if not defined JDK for %%P in (
    "%ProgramFiles%\Eclipse Adoptium"
    "%ProgramFiles%\Java"
    "%ProgramFiles%\Microsoft"
    "%ProgramFiles%\Zulu"
    "%ProgramFiles%\Amazon Corretto"
    "%ProgramFiles%\BellSoft"
    "%LOCALAPPDATA%\Programs\Eclipse Adoptium"
    "%USERPROFILE%\.jdks"
    "%USERPROFILE%\.m2\jdks"
    "%USERPROFILE%\.gradle\jdks"
    "%USERPROFILE%\scoop\apps"
) do if exist "%%~P" for /d %%D in ("%%~P\*") do (
    call :take "%%~D"
    call :take "%%~D\current"
)
if defined JDK goto found

echo limner: Limner needs Java 25, and no JDK 25 was found on this machine. 1>&2
echo   Install one (for example Temurin 25, https://adoptium.net), 1>&2
echo   or set JAVA25_HOME to the folder of a JDK 25, then start Limner again. 1>&2
exit /b 1

rem Takes a JDK's folder when its release file names version 25; the first one wins.
:take
if defined JDK exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
for /f "usebackq tokens=1,2 delims==" %%A in ("%~1\release") do if "%%~A"=="JAVA_VERSION" set "SEEN=%%~B"
if "%SEEN%"=="25" goto match
if "%SEEN:~0,3%"=="25." goto match
set "SEEN="
exit /b 0
:match
set "JDK=%~1"
set "VERSION=%SEEN%"
exit /b 0

:found
set "KIND=command"
if "%~1"=="" set "KIND=desk"
if /i "%~1"=="open" set "KIND=desk"
if /i "%~1"=="help" set "KIND=help"
set "FIRST=%~1"
if defined FIRST if "%FIRST:~0,1%"=="-" set "KIND=help"
rem The careful compiler waits until something is really used much: on few cores it takes them from the first picture.
set "CALM="
if "%KIND%"=="desk" set "CALM=-XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=5000 -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=160000"
set "CACHE_DIR=%LIMNER_CACHE%"
if not defined CACHE_DIR set "CACHE_DIR=%LOCALAPPDATA%\limner\cache"
set "ARCHIVE=-Xshare:auto"
set "AUTO="
set "QUIET="
if "%VERSION%"=="other" goto start
if not exist "%CACHE_DIR%\start" mkdir "%CACHE_DIR%\start" 2>nul
if exist "%CACHE_DIR%\start" (
    set "ARCHIVE=-XX:SharedArchiveFile=%CACHE_DIR%\start\%KIND%-%VERSION%.jsa"
    set "AUTO=-XX:+AutoCreateSharedArchive"
    set "QUIET=--sun-misc-unsafe-memory-access=allow"
)
:start
"%JDK%\bin\java.exe" "%ARCHIVE%" %AUTO% %QUIET% -Xlog:disable -XX:-PrintWarnings ^
    -XX:MaxRAMPercentage=40 -Xms48m -XX:NewSize=24m -XX:GCTimeRatio=9 -XX:G1HeapRegionSize=2m ^
    -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30 %CALM% -XX:-UsePerfData ^
    "-Dlimner.home=%HOME_DIR%" %LIMNER_JAVA_OPTS% ^
    -jar "%HOME_DIR%\lib\limner-app.jar" %*
exit /b %ERRORLEVEL%
