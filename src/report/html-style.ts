/** Style sheet of the HTML report: the colour roles and silhouettes of the design, light and dark, and a print form. */

export const HTML_STYLE = `
:root{color-scheme:light dark;--paper:#f8f8f6;--surface:#fff;--sunken:#f1f1ed;--ink:#16181b;--ink2:#464b51;--ink3:#63686e;
--edge:#84888d;--line:#e3e3de;--pass:#0b7748;--lane:#2f9468;--warn:#8a5600;--fail:#bf211b;--cut:#cf2a22;--unproven:#574bb3}
@media (prefers-color-scheme:dark){:root{--paper:#101214;--surface:#181b1e;--sunken:#0b0d0e;--ink:#eff0f1;--ink2:#bcc1c6;
--ink3:#949aa1;--edge:#767c82;--line:#2b2f33;--pass:#4fc48d;--lane:#3aa474;--warn:#e8b04f;--fail:#ff7f75;--cut:#f4574c;--unproven:#ada5f6}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:14px/20px Inter,"Hiragino Sans","Yu Gothic UI","Noto Sans",system-ui,sans-serif}
main{max-width:1120px;margin:0 auto;padding:32px 16px 48px}
h1{font-size:34px;line-height:40px;font-weight:650;letter-spacing:-.014em;margin:0;text-wrap:balance}
h2{font-size:20px;line-height:28px;font-weight:620;margin:32px 0 8px}
h3{font-size:14px;line-height:20px;font-weight:620;margin:0 0 4px}
p{margin:0 0 8px}
small,.quiet{color:var(--ink3);font-size:13px;line-height:18px}
code,.mono{font:12px/18px "JetBrains Mono",ui-monospace,Consolas,monospace;overflow-wrap:anywhere}
.verdict{display:grid;grid-template-columns:auto 1fr;gap:4px 14px;align-items:start}
.verdict>svg.icon{width:30px;height:30px;margin-top:5px}
.verdict p{grid-column:2;font-size:17px;line-height:26px;color:var(--ink2);margin:0}
.band{background:var(--sunken);border-radius:8px;padding:8px 12px;margin:0 0 16px}
.panel h2{margin:0 0 6px}
.panel{background:var(--surface);border:1px solid var(--line);border-radius:12px;margin:16px 0;padding:16px 24px}
.protocols{display:grid;grid-template-columns:repeat(auto-fit,minmax(300px,1fr));gap:0 24px;margin:24px 0 0}
.protocols div{border-top:1px solid var(--line);padding:8px 0}
.word{display:inline-flex;gap:6px;align-items:center;vertical-align:bottom;line-height:20px;font-weight:620;white-space:nowrap}
svg.icon{width:15px;height:15px;flex:none}
.pass{color:var(--pass)}.warn{color:var(--warn)}.fail{color:var(--fail)}.unproven{color:var(--unproven)}.not-tested{color:var(--ink3)}
.remedies{display:grid;grid-template-columns:repeat(auto-fit,minmax(240px,1fr));gap:16px 24px;border-top:1px solid var(--line);margin-top:12px;padding-top:12px;color:var(--ink2)}
.remedies h3{color:var(--ink)}
ul{margin:4px 0 0;padding-left:18px;color:var(--ink2)}
details+h3{margin-top:16px}
table{border-collapse:collapse;width:100%;font-size:13px;line-height:18px}
th{text-align:left;white-space:nowrap;font-weight:620;color:var(--ink3)}
th,td{padding:5px 12px 5px 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
td.figure,th.figure{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
details{border-bottom:1px solid var(--line);padding:8px 0}
summary{cursor:pointer;font-weight:620}
summary:focus-visible{outline:2px solid #1c5ce0;outline-offset:2px}
.journey{display:block;width:100%;max-width:720px;height:auto}
.journey text{font-size:12px;fill:var(--ink)}
.journey .sub{fill:var(--ink3)}
.station{fill:var(--surface);stroke:var(--ink);stroke-width:2.5}
.lane{fill:none;stroke-width:3.5}
.lane.pass{stroke:var(--lane)}.lane.warn{stroke:var(--warn)}.lane.fail{stroke:var(--cut);stroke-width:5}
.lane.unproven{stroke:var(--unproven);stroke-dasharray:9 5}.lane.not-tested{stroke:var(--edge);stroke-width:2;stroke-dasharray:2 5}
.stop{fill:var(--cut)}
.stop-x{stroke:#fff;stroke-width:2.5;fill:none}
.end{fill:var(--surface);stroke-width:3}
.end.pass{stroke:var(--lane)}.end.warn{stroke:var(--warn)}.end.unproven{stroke:var(--unproven);stroke-dasharray:4 3}.end.fail,.end.not-tested{stroke:var(--edge);stroke-dasharray:2 3}
footer{margin-top:32px;border-top:1px solid var(--line);padding-top:12px}
@media (max-width:560px){h1{font-size:27px;line-height:33px}.panel{padding:12px 16px}}
@media print{:root{color-scheme:light}body{background:#fff}main{padding:0;max-width:none}.panel,table,.remedies{break-inside:avoid}details{break-inside:auto}}
`.trim();
