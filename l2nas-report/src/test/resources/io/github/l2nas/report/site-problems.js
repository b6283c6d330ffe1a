// What a reader of a documentation page would see as broken: returns a list of texts.
for (const wanted of ['#siteSearch', '#menu nav a']) {
  if (!document.querySelector(wanted)) {
    problems.push('there is no ' + wanted);
  }
}
document.querySelectorAll('img').forEach(image => {
  if (image.complete && image.naturalWidth === 0) {
    problems.push('no picture ' + image.getAttribute('src'));
  }
});
const parse = text => {
  const numbers = (text.match(/[\d.]+/g) || []).map(Number);
  return {rgb: numbers.slice(0, 3), alpha: numbers.length > 3 ? numbers[3] : 1};
};
const ground = element => {
  for (let one = element; one; one = one.parentElement) {
    const colour = parse(getComputedStyle(one).backgroundColor);
    if (colour.alpha > 0.99) {
      return colour.rgb;
    }
  }
  return [255, 255, 255];
};
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const poor = new Set();
while (texts.nextNode()) {
  const element = texts.currentNode.parentElement;
  if (!texts.currentNode.data.trim() || !element.offsetParent) {
    continue;
  }
  const found = contrast(parse(getComputedStyle(element).color).rgb, ground(element));
  const kind = element.tagName + '.' + element.className;
  if (found < 4.5 && !poor.has(kind)) {
    poor.add(kind);
    problems.push('"' + texts.currentNode.data.trim().substring(0, 40) + '" has a contrast of only ' + found.toFixed(1));
  }
}
return problems;
