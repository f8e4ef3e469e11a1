# Intune, Remediations, detection script: exit 0 = nothing to do, exit 1 = run the remediation. Run it as the signed-in user: the network
# and the proxy are theirs. Preflight's own exit codes: 0 ready (with or without limits), 1 not ready or unknown, 2 a mistake in the command
# line, 3 the program failed, 130 interrupted. 2, 3 and whatever else are never "not ready": they are told, and count as nothing to do.
param([string]$Region = 'us-east-1')
$program = Join-Path $env:LOCALAPPDATA 'Programs\Preflight\preflight.exe'
if (-not (Test-Path -LiteralPath $program)) { Write-Output 'Preflight: not installed'; exit 0 }
$text = & $program check --region $Region --quiet --format json 2>&1
$code = $LASTEXITCODE
switch ($code) {
  0 { Write-Output 'Preflight: ready'; exit 0 }
  1 {
    $verdict = 'not ready or unknown'
    try { $verdict = ($text | Out-String | ConvertFrom-Json).verdict } catch { }
    if ($verdict -eq 'unknown') { Write-Output 'Preflight: could not tell'; exit 0 }
    Write-Output "Preflight: $verdict"; exit 1
  }
  default { Write-Output "Preflight: gave no verdict (exit $code)"; exit 0 }
}
