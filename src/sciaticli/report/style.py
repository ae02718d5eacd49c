"""How the page looks on a screen, in the dark and on paper."""

from markupsafe import Markup

STYLE = Markup("""
:root{--paper:#fff;--ink:#1a2233;--faint:#556070;--rule:#d5dbe3;--card:#f4f6f9;--leg:#b45309;--back:#1d5fa8;
--done:#2b7a3d;--flare:#fdebd3}
@media (prefers-color-scheme:dark){:root{--paper:#14171c;--ink:#e8ebf0;--faint:#a9b3c0;--rule:#3a424e;
--card:#1d222a;--leg:#f0a04b;--back:#7db5f0;--done:#5fbf74;--flare:#3b2c17}}
@media print{:root{--paper:#fff;--ink:#1a2233;--faint:#4a5463;--rule:#c9d0d9;--card:#f4f6f9;--leg:#b45309;
--back:#1d5fa8;--done:#2b7a3d;--flare:#fdebd3}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:800px;padding:24px 20px 40px;background:var(--paper);color:var(--ink);
font:.94rem/1.45 system-ui,sans-serif}
h1{font-size:1.5rem;margin:0}
h2{font-size:1.05rem;margin:1.4rem 0 .5rem;padding-bottom:.2rem;border-bottom:1px solid var(--rule);
break-after:avoid}
p{margin:.4rem 0}
.faint{color:var(--faint);font-size:.88rem}
.lead{font-size:1.05rem;font-weight:600}
dl.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:10px;margin:.8rem 0}
.cards div{background:var(--card);border:1px solid var(--rule);border-radius:8px;padding:8px 12px}
.cards dt{font-size:.82rem;color:var(--faint)}
.cards dd{margin:0;font-size:1.15rem;font-weight:650}
.cards dd small{display:block;font-size:.78rem;font-weight:400;color:var(--faint)}
svg{max-width:100%;height:auto;display:block}
h3{font-size:.94rem;margin:.6rem 0 .2rem;break-after:avoid}
figure{margin:.4rem 0 .8rem;break-inside:avoid}
figcaption{font-size:.88rem;color:var(--faint);margin-bottom:.25rem}
.key span{display:inline-flex;align-items:center;gap:5px;margin-right:14px}
.tick{font:11px system-ui,sans-serif;fill:var(--faint)}
.grid{stroke:var(--rule);stroke-width:.7}
.flare{fill:var(--flare)}
.leg-dot{fill:var(--leg);opacity:.55}.back-dot{fill:var(--back);opacity:.5}
.late{fill:none;stroke:var(--leg)}rect.late{stroke:var(--back)}
.leg-line{fill:none;stroke:var(--leg);stroke-width:2.2;stroke-linejoin:round}
.back-line{fill:none;stroke:var(--back);stroke-width:1.8;stroke-dasharray:6 3}
.leg-word{font:600 12px system-ui,sans-serif;fill:var(--leg)}
.back-word{font:600 12px system-ui,sans-serif;fill:var(--back)}
.day{fill:none;stroke:var(--rule)}.done{fill:var(--done);stroke:none}
.excused{stroke:var(--leg);stroke-width:1.6}
.few{break-inside:avoid}.by-hand{display:none}
.paths td:nth-child(3){white-space:nowrap}.paths th:last-child{white-space:normal;width:8.5em}
.pair{display:flex;flex-wrap:wrap;gap:0 28px}.pair section{flex:1 1 300px}
table{border-collapse:collapse;width:100%;font-size:.88rem;font-variant-numeric:tabular-nums}
th,td{padding:3px 8px 3px 0;text-align:left;border-bottom:1px solid var(--rule)}
th{font-weight:600}td.n,th.n{text-align:right}
th,td.n,td:first-child{white-space:nowrap}td{vertical-align:top}
td small{display:block;color:var(--faint);font-size:.92em}tr{break-inside:avoid}
ol.plan{list-style:none;margin:0;padding:0;display:grid;
grid-template-columns:repeat(auto-fit,minmax(330px,1fr));gap:6px 18px}
.plan li{display:flex;gap:10px;align-items:center;border-bottom:1px solid var(--rule);padding:4px 0;
break-inside:avoid}
.plan .poses{background:#fff;border-radius:6px;display:flex;flex:0 0 150px;width:150px;gap:2px;padding:2px}
.plan .poses svg{width:73px;height:44px}
.plan strong{display:block}
ul,ol{margin:.3rem 0;padding-left:1.2rem}
@media print{.top{display:flex;gap:24px;align-items:end}.by-hand{display:flex;flex:1;gap:8px;margin:0}
.by-hand span{flex:1;border-bottom:1px solid var(--faint)}@page{size:A4;margin:10mm 13mm}
html{font-size:11.7px}body{padding:0;max-width:none;line-height:1.27}
h2{margin:.6rem 0 .2rem}footer h2{font-size:.85rem;border:0;margin:.5rem 0 0}footer p{margin:0}
figure{margin:.2rem 0 .5rem}dl.cards{margin:.5rem 0;gap:6px}.cards div{padding:4px 8px}
.plan li{padding:1px 0;gap:6px}.plan .poses{flex-basis:58px;width:58px;padding:0}
.plan .poses svg{width:58px;height:35px}.plan .poses svg:not(:last-child){display:none}
ol.plan{grid-template-columns:1fr 1fr 1fr;gap:2px 12px}.plan{font-size:.85rem}
footer .faint{font-size:.8rem;line-height:1.3}ul,ol{margin:.15rem 0}
dl.cards{grid-template-columns:repeat(4,1fr)}
td,th{padding-top:2px;padding-bottom:2px}details:not([open]){display:none}h2+p{break-after:avoid}}
""")
