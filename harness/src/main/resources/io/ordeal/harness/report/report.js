(() => {
  const toEnd = box => { box.scrollLeft = box.scrollWidth; };
  document.querySelectorAll(".scroll.end").forEach(toEnd);
  document.querySelectorAll("details").forEach(details => details.addEventListener("toggle",
    () => details.querySelectorAll(".scroll.end").forEach(toEnd)));

  const run = JSON.parse(document.getElementById("run").textContent);
  const canvas = document.getElementById("operations");
  const tip = document.getElementById("tip");
  if (!canvas || run.time.length === 0) return;
  const kinds = ["ok", "fail", "info"];
  const lanes = [...new Set(run.reigns.map(reign => reign.node))].sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  const lane = 13, strip = lanes.length ? lanes.length * lane + 10 : 0;
  const margin = { left: 58, right: 14, top: 12 + strip, bottom: 30 };
  const end = run.end;
  const decades = [Math.floor(Math.log10(Math.max(run.shortest, 1))), Math.ceil(Math.log10(Math.max(run.longest, 10)))];
  if (decades[1] <= decades[0]) decades[1] = decades[0] + 1;
  let width = 0, height = 0;
  const x = t => margin.left + (t / end) * (width - margin.left - margin.right);
  const y = d => {
    const share = (Math.log10(Math.max(d, 1)) - decades[0]) / (decades[1] - decades[0]);
    return height - margin.bottom - share * (height - margin.top - margin.bottom);
  };
  const unit = micros => micros >= 1e6 ? micros / 1e6 + " s" : micros >= 1e3 ? micros / 1e3 + " ms" : micros + " µs";
  const mark = {
    ok: (g, px, py) => g.fillRect(px - 1, py - 1, 2.4, 2.4),
    fail: (g, px, py) => { g.beginPath(); g.moveTo(px - 2.6, py - 2.6); g.lineTo(px + 2.6, py + 2.6);
      g.moveTo(px + 2.6, py - 2.6); g.lineTo(px - 2.6, py + 2.6); g.stroke(); },
    info: (g, px, py) => { g.beginPath(); g.arc(px, py, 3.2, 0, 7); g.stroke(); }
  };

  function step(span) {
    const raw = span / 8, power = 10 ** Math.floor(Math.log10(raw));
    return [1, 2, 5, 10].map(n => n * power).find(n => n >= raw);
  }

  function draw() {
    const style = getComputedStyle(document.documentElement);
    const colour = name => style.getPropertyValue("--" + name).trim();
    const ratio = window.devicePixelRatio || 1;
    width = canvas.clientWidth; height = canvas.clientHeight;
    canvas.width = width * ratio; canvas.height = height * ratio;
    const g = canvas.getContext("2d");
    g.scale(ratio, ratio);
    g.font = "12px system-ui, sans-serif";
    g.fillStyle = colour("band");
    for (const band of run.bands) {
      g.fillRect(x(band.from), 12, Math.max(1, x(band.until) - x(band.from)), height - 12 - margin.bottom);
    }
    g.textAlign = "right"; g.textBaseline = "middle";
    lanes.forEach((node, i) => {
      g.fillStyle = colour("soft"); g.fillText(node, margin.left - 8, 12 + (i + 0.5) * lane);
    });
    g.fillStyle = colour("leads");
    for (const reign of run.reigns) {
      g.fillRect(x(reign.from), 12 + lanes.indexOf(reign.node) * lane + 3, Math.max(1.5, x(reign.until) - x(reign.from)), lane - 6);
    }
    g.strokeStyle = colour("line"); g.fillStyle = colour("soft"); g.lineWidth = 1;
    g.textAlign = "right"; g.textBaseline = "middle";
    for (let d = decades[0]; d <= decades[1]; d++) {
      const py = Math.round(y(10 ** d)) + 0.5;
      g.beginPath(); g.moveTo(margin.left, py); g.lineTo(width - margin.right, py); g.stroke();
      g.fillText(unit(10 ** d), margin.left - 8, py);
    }
    g.textAlign = "center"; g.textBaseline = "top";
    const gap = step(end);
    for (let t = 0; t <= end; t += gap) {
      g.fillText(+(t / 1e6).toFixed(3) + " s", Math.min(x(t), width - 16), height - margin.bottom + 9);
    }
    for (const kind of [0, 1, 2]) {
      g.fillStyle = g.strokeStyle = colour(kinds[kind]);
      g.globalAlpha = kind === 0 ? 0.75 : 1; g.lineWidth = 1.4;
      for (let i = 0; i < run.time.length; i++) {
        if (run.outcome[i] === kind) mark[kinds[kind]](g, x(run.time[i]), y(run.took[i]));
      }
    }
    g.globalAlpha = 1;
    if (run.border !== null) {
      const px = Math.round(x(run.border)) + 0.5;
      g.strokeStyle = colour("soft"); g.setLineDash([4, 4]);
      g.beginPath(); g.moveTo(px, margin.top); g.lineTo(px, height - margin.bottom); g.stroke();
      g.setLineDash([]);
    }
  }

  function show(text, px, py) {
    tip.textContent = text;
    tip.style.display = text ? "block" : "none";
    const left = Math.min(px + 12, width - tip.offsetWidth - 4);
    tip.style.left = Math.max(0, left) + "px";
    tip.style.top = Math.max(0, py - 34) + "px";
  }

  canvas.addEventListener("mousemove", event => {
    const box = canvas.getBoundingClientRect(), px = event.clientX - box.left, py = event.clientY - box.top;
    const reign = run.reigns.find(r => py >= 12 && lanes[Math.floor((py - 12) / lane)] === r.node
      && x(r.from) - 2 <= px && px <= x(r.until) + 2);
    if (reign) {
      const at = micros => (micros / 1e6).toFixed(3) + " s";
      show(reign.text + "  from " + at(reign.from) + " to " + at(reign.until), px, py + 46);
      return;
    }
    let best = -1, nearest = 144;
    for (let i = 0; i < run.time.length; i++) {
      const dx = x(run.time[i]) - px, dy = y(run.took[i]) - py, far = dx * dx + dy * dy;
      if (far < nearest) { nearest = far; best = i; }
    }
    const band = run.bands.filter(b => x(b.from) <= px && px <= x(b.until)).map(b => b.text).join(" + ");
    show(best >= 0 ? run.text[best] + "  " + kinds[run.outcome[best]] + "  " + unit(run.took[best])
      + "  at " + (run.time[best] / 1e6).toFixed(3) + " s" : band, px, py);
  });
  canvas.addEventListener("mouseleave", () => show("", 0, 0));
  window.addEventListener("resize", draw);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  draw();
})();
