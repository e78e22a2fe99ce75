/** The whole style of the page: system fonts, two colour schemes, one column on small screens, everything open in print. */
export const style = `
:root{color-scheme:light dark;--page:#fff;--panel:#f7f8fa;--line:#d4d9e0;--ink:#1b2028;--soft:#4d5866;--link:#0b57b0;--real:#b7c7da;--real-edge:#5f7fa3;--synthetic:#b8400a;--holdout:#0f6f66;--dot:#b8400a;--ceiling:#0f6f66;--floor:#6b4fa0}
@media screen and (prefers-color-scheme:dark){:root{--page:#12161c;--panel:#1a2029;--line:#343d4a;--ink:#e7eaee;--soft:#a9b3c0;--link:#8ab8f5;--real:#3d5672;--real-edge:#7f9dbd;--synthetic:#ff9a57;--holdout:#4fd1c1;--dot:#ff9a57;--ceiling:#4fd1c1;--floor:#b9a2f0}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
header,main,footer{max-width:1160px;margin:0 auto;padding:0 20px}
header{padding-top:32px}
h1,h2,h3,h4{line-height:1.25;margin:0;overflow-wrap:anywhere;text-wrap:balance}
h1{font-size:1.9rem}
h2{font-size:1.45rem;margin-top:56px;padding-top:20px;border-top:1px solid var(--line)}
#summary h2{margin-top:24px;padding-top:0;border:0}
h3{font-size:1.12rem;margin-top:32px}
h4{font-size:.95rem}
p{margin:8px 0;max-width:78ch}
a{color:var(--link)}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:4px 18px;padding:0;margin:16px 0 0}
.lead{font-size:1.08rem;max-width:78ch}
.explains,.key,.beside,.fine,.left-out,.none,figcaption,footer{color:var(--soft)}
.fine,.beside,.left-out,footer{font-size:.875rem}
.key{display:flex;flex-wrap:wrap;gap:4px 22px;font-size:.875rem;max-width:none}
.answers{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,320px),1fr));gap:16px;margin-top:12px}
.answer{background:var(--panel);border:1px solid var(--line);border-radius:10px;padding:18px 20px 10px;min-width:0;overflow-wrap:anywhere}
.answer h3{margin:0;font-size:1.2rem}
.scaled{border-top:1px solid var(--line);margin-top:14px;padding-top:10px}
.scaled p{margin:0}
.scaled .name{font-size:.875rem;color:var(--soft)}
.value strong{font-size:1.55rem;font-weight:650}
.interval{color:var(--soft);font-size:.875em;white-space:nowrap}
.more{font-size:.875rem}
.scaled .beside>span{margin-right:12px}
.dot-mark{color:var(--dot)}.ceiling-mark{color:var(--ceiling)}.floor-mark{color:var(--floor)}
svg{display:block;width:100%;height:auto;overflow:visible;font-size:11px}
svg text{fill:var(--soft)}
.track{stroke:var(--line);stroke-width:3}.band{stroke:var(--dot);stroke-width:7;opacity:.4}.dot{fill:var(--dot)}
path.ceiling{fill:var(--ceiling)}path.floor{fill:var(--floor)}
.grid{stroke:var(--line);stroke-dasharray:2 3}.axis,.frame{stroke:var(--soft);fill:none}
path.real{fill:var(--real);stroke:var(--real-edge);stroke-width:.75}
path.synthetic{fill:none;stroke:var(--synthetic);stroke-width:1.75;stroke-linejoin:round}
path.holdout{fill:none;stroke:var(--holdout);stroke-width:1.25;stroke-dasharray:3 2}
path.bar{fill:var(--synthetic)}path.tick{stroke:var(--holdout);stroke-width:2;fill:none}
.swatch{display:inline-block;width:18px;height:10px;vertical-align:middle;margin-right:4px}
.real-mark{background:var(--real);border:1px solid var(--real-edge)}.synthetic-mark{border-top:3px solid var(--synthetic);height:3px}.holdout-mark{border-top:2px dashed var(--holdout);height:2px}
.columns{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,320px),1fr));gap:16px;align-items:start;margin:12px 0}
.column{border:1px solid var(--line);border-radius:8px;padding:12px 14px;min-width:0}
.column p{margin:2px 0 8px}
.score strong{font-size:1.1rem}
.scroll{overflow-x:auto;margin:14px 0}
table{border-collapse:collapse;min-width:min(100%,420px)}
caption{text-align:left;font-weight:600;padding-bottom:6px;max-width:calc(100vw - 36px)}
b{white-space:nowrap}
th,td{padding:6px 14px 6px 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
th{font-weight:500}
thead th{color:var(--soft);font-size:.875rem;vertical-align:bottom}
tbody th{overflow-wrap:anywhere;min-width:9rem}
td.none{font-size:.875rem;max-width:32ch}
details{margin:14px 0}
summary{cursor:pointer;color:var(--link);font-weight:500;padding:4px 0}
.maps{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,330px),1fr));gap:20px;margin:14px 0}
.maps.large{grid-template-columns:minmax(0,760px)}
figure{margin:0;min-width:0}
figcaption{font-size:.875rem;margin-top:6px}
img.heat{display:block;width:100%;height:auto;image-rendering:pixelated;border:1px solid var(--line)}
dl{display:grid;grid-template-columns:minmax(0,16rem) minmax(0,1fr);gap:8px 20px}
dt{font-weight:600}dd{margin:0;max-width:70ch}
.notes li{margin:6px 0;max-width:90ch;overflow-wrap:anywhere}
footer{padding-top:32px;padding-bottom:48px}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
@media (max-width:600px){dl{grid-template-columns:minmax(0,1fr);gap:2px}dd{margin-bottom:10px}h1{font-size:1.55rem}header,main,footer{padding-left:16px;padding-right:16px}}
@media print{:root{color-scheme:light;--page:#fff;--panel:#fff}@page{margin:14mm}html{font-size:10pt}body{font-size:1rem}nav,.more{display:none}h2,h3,h4,caption,summary{break-after:avoid}.answer,.column,figure,tr,.scaled,dt,dd{break-inside:avoid}.scroll{overflow:visible}.columns{grid-template-columns:repeat(2,minmax(0,1fr));gap:8px}svg.scale{font-size:15px}.answers{grid-template-columns:repeat(3,minmax(0,1fr));gap:8px}.maps{grid-template-columns:repeat(3,minmax(0,1fr))}details::details-content{content-visibility:visible;height:auto;display:block}details>summary{list-style:none;color:inherit}table{font-size:8.5pt}thead th,td.none{font-size:inherit}th,td{padding:4px 8px 4px 0}tbody th{min-width:0}.scroll .interval{white-space:normal}.key{gap:2px 14px}thead{display:table-header-group}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`;
