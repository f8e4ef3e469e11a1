# Intune, Remediations, remediation script. A network is fixed by people: this leaves them a bundle for the helpdesk, and changes nothing.
param([string]$Region = 'us-east-1')
$program = Join-Path $env:LOCALAPPDATA 'Programs\Preflight\preflight.exe'
$folder = Join-Path $env:LOCALAPPDATA 'Preflight'
New-Item -ItemType Directory -Force -Path $folder | Out-Null
$bundle = Join-Path $folder 'helpdesk.zip'
& $program check --region $Region --quiet --bundle $bundle | Out-Null
$code = $LASTEXITCODE
# 0 and 1 are verdicts, and the bundle holds either; 2, 3 and others are failures of this script's own work.
if ($code -le 1 -and (Test-Path -LiteralPath $bundle)) { Write-Output "Preflight: bundle in $bundle (exit $code)"; exit 0 }
Write-Output "Preflight: no bundle (exit $code)"; exit 1
