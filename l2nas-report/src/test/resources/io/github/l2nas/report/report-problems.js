// What a reader would see as broken: returns a list of texts.
document.querySelectorAll('details').forEach(details => details.open = true);
const shown = [...document.querySelectorAll('svg:not(.small)')].filter(svg => svg.getBoundingClientRect().width > 0);
if (shown.length === 0 || shown.length * 2 !== document.querySelectorAll('svg:not(.small)').length) {
  problems.push(shown.length + ' of ' + document.querySelectorAll('svg:not(.small)').length + ' drawings are shown, not one of each two');
}
const colour = text => (text.match(/[\d.]+/g) || []).slice(0, 3).map(Number);
for (const cell of document.querySelectorAll('text.cell')) {
  if (cell.getBoundingClientRect().width === 0) {
    continue;
  }
  cell.scrollIntoView({block: 'center'});
  const box = cell.getBoundingClientRect();
  const below = document.elementsFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  const ground = colour(getComputedStyle(below.find(one => one.matches('.heat0'))).fill);
  const shade = below.find(one => one.matches('.heat'));
  const opacity = shade ? Number(shade.getAttribute('fill-opacity')) : 0;
  const over = shade ? colour(getComputedStyle(shade).fill) : ground;
  const mixed = ground.map((c, i) => c * (1 - opacity) + over[i] * opacity);
  const found = contrast(colour(getComputedStyle(cell).fill), mixed);
  if (found < 4.5) {
    problems.push('"' + cell.textContent + '" has a contrast of only ' + found.toFixed(1));
  }
}
for (const svg of shown) {
  const frame = svg.getBoundingClientRect();
  const texts = [...svg.querySelectorAll('text')].map(text => ({text: text.textContent, box: text.getBoundingClientRect()}));
  texts.forEach((one, i) => {
    const a = one.box;
    if (a.height < 7) {
      problems.push('"' + one.text + '" is only ' + a.height + ' high');
    }
    if (a.left < frame.left - 1 || a.right > frame.right + 1 || a.top < frame.top - 1 || a.bottom > frame.bottom + 1) {
      problems.push('"' + one.text + '" leaves its figure');
    }
    for (const other of texts.slice(i + 1)) {
      const b = other.box;
      const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      // Boxes of lines of text touch: what counts is ink upon ink.
      if (width > 1 && height > 3) {
        problems.push('"' + one.text + '" overlaps "' + other.text + '"');
      }
    }
  });
}
return problems;
