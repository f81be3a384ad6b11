@echo off
rem Starts Limner: finds a JDK 25, then runs lib\limner-app.jar beside this folder with the arguments given.
rem
rem   LIMNER_JAVA       a JDK's folder, used also where it is newer than 25
rem   JAVA25_HOME       a JDK 25 to prefer over those found
rem   LIMNER_JAVA_OPTS  further options for the Java machine
rem   LIMNER_CACHE      where what starts are quicker from may be kept (default: the user's cache folder)
setlocal DisableDelayedExpansion
rem This script starts itself to make the cache of linked classes; everything is set then.
if defined LIMNER_MAKING goto make
for %%I in ("%~dp0..") do set "HOME_DIR=%%~fI"
set "JDK="
set "VERSION="

if not defined LIMNER_JAVA goto search
if not exist "%LIMNER_JAVA%\bin\java.exe" (
    echo limner: LIMNER_JAVA names "%LIMNER_JAVA%", and there is no Java to start there. 1>&2
    exit /b 1
)
set "JDK=%LIMNER_JAVA%"
set "VERSION=other"
set "MAJOR=other"
call :see "%LIMNER_JAVA%"
if defined SEEN for /f "delims=." %%M in ("%SEEN%") do set "MAJOR=%%M"
if "%MAJOR%"=="25" set "VERSION=%SEEN%"
rem A newer Java may do, and one that says nothing of itself is tried. An older one cannot read our classes.
if "%MAJOR%"=="other" goto found
if %MAJOR% GEQ 25 goto found
echo limner: Limner needs Java 25, and LIMNER_JAVA names "%LIMNER_JAVA%", which is Java %SEEN%. 1>&2
echo   Set it to the folder of a JDK 25, or unset it: Limner then looks for one by itself. 1>&2
exit /b 1

:search
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

rem The version a JDK's own release file names: reading it costs nothing, starting each Java would.
:see
set "SEEN="
if exist "%~1\release" for /f "usebackq tokens=1,2 delims==" %%A in ("%~1\release") do if "%%~A"=="JAVA_VERSION" set "SEEN=%%~B"
exit /b 0

rem Takes a JDK's folder when its release file names version 25; the first one wins.
:take
if defined JDK exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
call :see "%~1"
if not defined SEEN exit /b 0
if "%SEEN%"=="25" goto match
if "%SEEN:~0,3%"=="25." goto match
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
if "%KIND%"=="desk" set "CALM=-XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=5000 -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=160000 -XX:Tier4LoadFeedback=1 -XX:Tier3DelayOn=0 -XX:Tier3DelayOff=0"
set "HEAP=-Xms48m -XX:NewSize=24m -XX:GCTimeRatio=9 -XX:G1HeapRegionSize=2m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30 -XX:InitiatingHeapOccupancyPercent=85 -XX:-G1UseAdaptiveIHOP"
rem Nobody waits for a command between two collections: the collector that costs least will do. Own options may name one.
if "%KIND%"=="command" if not defined LIMNER_JAVA_OPTS set "HEAP=%HEAP% -XX:+UseParallelGC -XX:GCTimeLimit=80 -XX:GCHeapFreeLimit=30"
set "CACHE_DIR=%LIMNER_CACHE%"
if not defined CACHE_DIR set "CACHE_DIR=%LOCALAPPDATA%\limner\cache"
set "START=%CACHE_DIR%\start"
set "ARCHIVE=-Xshare:auto"
set "AUTO="
set "MORE="
set "QUIET="
if "%VERSION%"=="other" goto start
set "QUIET=--sun-misc-unsafe-memory-access=allow"
if not exist "%START%" mkdir "%START%" 2>nul
rem Whether it can be written to, only writing tells. The file says for which Java and which jars a cache would be.
set "NOW=%START%\now%RANDOM%%RANDOM%"
2>nul (
    >"%NOW%" echo "%HOME_DIR%" "%JDK%"
)
if not exist "%NOW%" goto start
set "ARCHIVE=-XX:SharedArchiveFile=%START%\%KIND%-%VERSION%.jsa"
set "AUTO=-XX:+AutoCreateSharedArchive"
if not "%KIND%"=="desk" goto known

rem The desk starts from more than an archive, in the same way as by the other script: a run that showed a project leaves
rem a record of its classes, the next start makes a cache of it beside itself, and those after it start from the cache.
set "AOT=%START%\desk-%VERSION%.aot"
for %%F in ("%HOME_DIR%\lib\*") do >>"%NOW%" echo "%%~nxF" %%~zF %%~tF
"%SystemRoot%\System32\fc.exe" /b "%NOW%" "%AOT%.for" >nul 2>nul
if errorlevel 1 goto record
if exist "%AOT%" goto cached
if exist "%AOT%.failed" goto known
if not exist "%AOT%.seen" goto record
rem While the run that was recorded has not ended, its record is not whole.
set "RUNNING="
set /p RUNNING=<"%AOT%.seen" 2>nul
if not defined RUNNING goto ended
"%SystemRoot%\System32\tasklist.exe" /nh /fi "PID eq %RUNNING%" 2>nul | "%SystemRoot%\System32\find.exe" " %RUNNING% " >nul
if not errorlevel 1 goto known
:ended
if not exist "%AOT%.run" goto record
set "LIMNER_MAKING=yes"
start "" /b /low "%~f0" <nul >nul 2>nul
set "LIMNER_MAKING="
goto known

:cached
set "ARCHIVE=-XX:AOTCache=%AOT%"
set "AUTO="
goto known

:record
del /q "%AOT%" "%AOT%.*" >nul 2>nul
copy /y "%NOW%" "%AOT%.for" >nul 2>nul
if not exist "%AOT%.for" goto known
set "ARCHIVE=-XX:AOTConfiguration=%AOT%.run"
rem What methods did while it was recorded would have later starts compile much before anything is seen.
set "AUTO=-XX:AOTMode=record -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining -XX:-DisplayVMOutput"
set "MORE=-Dlimner.start.seen=%AOT%.seen"

:known
del /q "%NOW%" >nul 2>nul
:start
rem What is not there is left out: an empty argument would be the name of a class.
if defined MORE set MORE="%MORE%"
"%JDK%\bin\java.exe" "%ARCHIVE%" %AUTO% %QUIET% -Xlog:disable -XX:-PrintWarnings ^
    -XX:MaxRAMPercentage=40 %HEAP% %CALM% -XX:-UsePerfData ^
    "-Dlimner.home=%HOME_DIR%" %MORE% %LIMNER_JAVA_OPTS% ^
    -jar "%HOME_DIR%\lib\limner-app.jar" %*
exit /b %ERRORLEVEL%

rem Makes the cache beside the desk, and then is gone: a batch file that was started would leave its shell behind.
:make
set "LIMNER_MAKING="
set "MADE=%AOT%.new%RANDOM%"
"%JDK%\bin\java.exe" -XX:AOTMode=create "-XX:AOTConfiguration=%AOT%.run" "-XX:AOTCache=%MADE%" ^
    %QUIET% -Xlog:disable -XX:-PrintWarnings %HEAP% %CALM% -jar "%HOME_DIR%\lib\limner-app.jar"
rem One that broke off has a negative number.
if not "%ERRORLEVEL%"=="0" goto failed
move /y "%MADE%" "%AOT%"
goto made
:failed
rem Not to be tried at every start.
>"%AOT%.failed" echo no
:made
del /q "%MADE%" "%AOT%.run" "%AOT%.seen"
exit
