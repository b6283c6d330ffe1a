/* The site's own script: a search over all pages, the contents of a page, the menu on narrow windows. Pages work without it. */
(function () {
  'use strict';

  var root = window.siteRoot || '';

  function element(name, attributes, children) {
    var made = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    (children || []).forEach(function (child) {
      made.appendChild(typeof child === 'string' ? document.createTextNode(child) : child);
    });
    return made;
  }

  /* ---- The contents of a page: its second-level headings. ---- */

  function contents(main) {
    var headings = Array.prototype.slice.call(main.querySelectorAll('h2'));
    if (headings.length < 3) {
      return;
    }
    var list = element('ul');
    headings.forEach(function (heading) {
      var before = heading.previousElementSibling;
      var id = before && before.tagName === 'A' && before.id;
      if (id) {
        list.appendChild(element('li', {}, [element('a', {href: '#' + id}, [heading.textContent])]));
      }
    });
    if (!list.children.length) {
      return;
    }
    var title = main.querySelector('h1');
    var nav = element('nav', {id: 'pageContents', 'aria-label': 'On this page'}, [
      element('p', {}, ['On this page']), list]);
    title.parentNode.insertBefore(nav, title.nextSibling);
  }

  /* ---- The menu on narrow windows: above the page, closed until it is wanted. ---- */

  function menu(column) {
    var details = element('details', {id: 'menu'}, [element('summary', {}, ['Menu'])]);
    var narrow = window.matchMedia('(max-width: 767px)');
    column.insertBefore(details, column.firstChild);
    Array.prototype.slice.call(column.querySelectorAll('nav')).forEach(function (nav) { details.appendChild(nav); });
    function fit() { details.open = !narrow.matches; }
    fit();
    narrow.addEventListener('change', fit);
  }

  /* ---- Search. ---- */

  var loading = null;

  function index() {
    loading = loading || new Promise(function (resolve, reject) {
      var script = element('script', {src: root + 'js/search-index.js'});
      script.onload = function () {
        resolve(window.siteIndex.map(function (entry) {
          return {
            entry: entry,
            title: entry.title.toLowerCase(),
            section: entry.section.toLowerCase(),
            text: entry.text.toLowerCase()
          };
        }));
      };
      script.onerror = reject;
      document.head.appendChild(script);
    });
    return loading;
  }

  /* Every word must be somewhere; a word in a heading counts more than one in the text, a whole word more than a part. */
  function score(candidate, words) {
    var sum = 0;
    for (var i = 0; i < words.length; i++) {
      var word = words[i];
      var here = 0;
      if (candidate.section === word || candidate.title === word) { here += 12; }
      if (candidate.section.indexOf(word) >= 0) { here += 8; }
      if (candidate.title.indexOf(word) >= 0) { here += 5; }
      var place = candidate.text.indexOf(word);
      if (place >= 0) {
        here += 2;
        var before = place === 0 ? ' ' : candidate.text.charAt(place - 1);
        if (/[^a-z0-9]/.test(before)) { here += 1; }
      }
      if (here === 0) { return 0; }
      sum += here;
    }
    return sum;
  }

  function excerpt(entry, word) {
    var place = entry.text.toLowerCase().indexOf(word);
    var from = Math.max(0, place - 40);
    var cut = entry.text.substring(from, from + 120);
    return (from > 0 ? '…' : '') + cut + (from + 120 < entry.text.length ? '…' : '');
  }

  function search(column) {
    var input = element('input', {
      type: 'search', id: 'siteSearch', placeholder: 'Search', 'aria-label': 'Search these pages', autocomplete: 'off'});
    var results = element('ol', {id: 'siteResults', hidden: ''});
    column.insertBefore(element('div', {id: 'siteSearchBox', role: 'search'}, [input, results]), column.firstChild);

    function show(found, words) {
      results.textContent = '';
      found.slice(0, 12).forEach(function (hit) {
        var entry = hit.candidate.entry;
        var name = entry.section ? entry.title + ' › ' + entry.section : entry.title;
        results.appendChild(element('li', {}, [element('a', {href: root + entry.url}, [
          element('b', {}, [name]), element('span', {}, [excerpt(entry, words[0])])])]));
      });
      if (!found.length) {
        results.appendChild(element('li', {}, ['Nothing is found.']));
      }
      results.hidden = false;
    }

    function update() {
      var words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      if (!words.length) {
        results.hidden = true;
        return;
      }
      index().then(function (all) {
        var found = all.map(function (candidate) { return {candidate: candidate, score: score(candidate, words)}; })
          .filter(function (hit) { return hit.score > 0; });
        found.sort(function (a, b) { return b.score - a.score; });
        show(found, words);
      }, function () {
        results.textContent = '';
        results.appendChild(element('li', {}, ['The index can not be loaded.']));
        results.hidden = false;
      });
    }

    input.addEventListener('input', update);
    input.addEventListener('focus', function () { index().catch(function () {}); });
    input.addEventListener('keydown', function (event) {
      var first = results.querySelector('a');
      if (event.key === 'Escape') {
        input.value = '';
        update();
      } else if (first && !results.hidden && event.key === 'Enter') {
        first.click();
      } else if (first && !results.hidden && event.key === 'ArrowDown') {
        event.preventDefault();
        first.focus();
      }
    });
    results.addEventListener('keydown', function (event) {
      var links = Array.prototype.slice.call(results.querySelectorAll('a'));
      var at = links.indexOf(document.activeElement);
      var to = event.key === 'ArrowDown' ? at + 1 : event.key === 'ArrowUp' ? at - 1 : null;
      if (to === null) { return; }
      event.preventDefault();
      (to < 0 ? input : links[Math.min(to, links.length - 1)]).focus();
    });
    document.addEventListener('keydown', function (event) {
      var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
      if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        input.focus();
      }
    });
  }

  /* ---- Columns of numbers stand right, so that digits stand below digits. ---- */

  function numbers(main) {
    Array.prototype.slice.call(main.querySelectorAll('table.table')).forEach(function (table) {
      var rows = Array.prototype.slice.call(table.tBodies[0] ? table.tBodies[0].rows : []);
      if (!rows.length) { return; }
      for (var column = 1; column < rows[0].cells.length; column++) {
        var cells = rows.map(function (row) { return row.cells[column]; }).filter(Boolean);
        var numeric = cells.every(function (cell) { return /^[-+±<>≤≥~0-9., %/()–—s]*$/.test(cell.textContent.trim()); })
          && cells.some(function (cell) { return /[0-9]/.test(cell.textContent); });
        if (numeric) {
          cells.forEach(function (cell) { cell.classList.add('number'); });
          var head = table.tHead && table.tHead.rows[0] && table.tHead.rows[0].cells[column];
          if (head) { head.classList.add('number'); }
        }
      }
    });
  }

  /* ---- Deviations are written as the sources can be typed. ---- */

  function signs(main) {
    var texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      var text = texts.currentNode;
      if (text.data.indexOf(' +- ') >= 0 && !text.parentNode.closest('pre, code')) {
        text.data = text.data.replace(/ \+- /g, ' ± ');
      }
    }
  }

  /* ---- Where a page comes from. ---- */

  function source(main) {
    var comment = Array.prototype.slice.call(document.childNodes).filter(function (node) {
      return node.nodeType === Node.COMMENT_NODE && node.data.indexOf(' from src/site/') >= 0;
    })[0];
    var file = comment && / from (src\/site\/\S+)/.exec(comment.data);
    if (file) {
      main.appendChild(element('p', {id: 'pageSource'}, [element('a', {
        href: 'https://github.com/l2nas/l2nas-maven-plugin/blob/main/' + file[1]}, ['Source of this page'])]));
    }
  }

  function start() {
    var column = document.getElementById('leftColumn');
    var main = document.getElementById('bodyColumn');
    if (!column || !main) { return; }
    menu(column);
    search(column);
    contents(main);
    signs(main);
    numbers(main);
    source(main);
    if (location.hash) {
      var target = document.getElementById(decodeURIComponent(location.hash.substring(1)));
      if (target) { target.scrollIntoView(); }
    }
  }

  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', start);
  } else {
    start();
  }
})();
