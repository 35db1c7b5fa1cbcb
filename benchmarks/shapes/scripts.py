"""The scripts that the drawn sites include, working ones of our own: a few lines where portals include whole libraries."""

JQUERY = """(function(){
function Q(list){ this.list = list; }
Q.prototype = {
  each: function(f){ this.list.forEach(function(e, i){ f.call(e, i, e); }); return this; },
  on: function(kind, f){ return this.each(function(){ this.addEventListener(kind, f); }); },
  click: function(f){ return this.on('click', f); },
  data: function(name){ return this.list[0].getAttribute('data-' + name); },
  attr: function(name){ return this.list[0].getAttribute(name); },
  html: function(h){ return this.each(function(){ this.innerHTML = h; }); },
  append: function(h){ return this.each(function(){ this.insertAdjacentHTML('beforeend', h); }); },
  load: function(address){ var me = this; $.get(address, {}, function(h){ me.html(h); }); return this; }
};
function ask(method, address, data, f){
  var sent = Object.keys(data).map(function(k){ return k + '=' + encodeURIComponent(data[k]); }).join('&');
  var x = new XMLHttpRequest();
  x.onload = function(){ f(x.responseText); };
  x.open(method, method === 'GET' && sent ? address + '?' + sent : address);
  x.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded');
  x.send(method === 'GET' ? null : sent);
}
window.$ = window.jQuery = function(what){
  if (typeof what === 'function') {
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', what); else what();
    return;
  }
  return new Q(what.nodeType ? [what] : [].slice.call(document.querySelectorAll(what)));
};
$.fn = Q.prototype;
$.get = function(address, data, f){ ask('GET', address, data, f); };
$.post = function(address, data, f){ ask('POST', address, data, f); };
})();
"""
JPAGE = """(function(){
function records(xml){
  return (xml.match(/<record><!\\[CDATA\\[[^]*?\\]\\]>/g) || []).map(function(r){ return r.slice(17, -3); }).join('');
}
[].slice.call(document.querySelectorAll("script[type='text/xml']")).forEach(function(store){
  var xml = store.textContent, list = document.createElement('ul');
  list.innerHTML = records(xml);
  store.parentNode.appendChild(list);
  var next = xml.match(/<nextgroup><!\\[CDATA\\[<a href='([^']*)'/);
  if (!next) return;
  var link = document.createElement('a');
  link.href = 'javascript:;';
  link.textContent = '\\u4e0b\\u4e00\\u9875';
  link.onclick = function(){ var x = new XMLHttpRequest(); x.onload = function(){ list.innerHTML = records(x.responseText); };
    x.open('GET', next[1].replace(/&amp;/g, '&')); x.send(); };
  store.parentNode.appendChild(link);
});
})();
"""
GO = "function goPage(n){ location.href = n <= 1 ? 'index.html' : 'index_' + (n - 1) + '.html'; }"
MORE = """$(function(){ var n = 1; $('#more').click(function(){
  n++; $.get('/api/rows.jsp', {col: location.pathname.split('/')[1], page: n}, function(h){ $('#rows').append(h); });
}); });
"""
PAGER = """(function(){
var at = document.getElementById('pager'), told = at.innerText.match(/(\\d+)\\/(\\d+)/), h = '';
for (var i = 1; i <= told[2]; i++) h += ' <a href="' + (i == 1 ? './' : 'index_' + (i - 1) + '.html') + '">' + i + '</a>';
at.innerHTML += h;
})();
"""
PAGES = "$('[data-page]').on('click', function(){ location.href = '?page=' + $(this).data('page'); });"
LAYPAGE = """function laypage(o){
  for (var i = 1; i <= o.pages; i++) (function(n){
    var a = document.createElement('a'); a.href = 'javascript:;'; a.textContent = n;
    a.onclick = function(){ o.jump({curr: n}, false); };
    document.getElementById(o.cont).appendChild(a);
  })(i);
}
"""
TRS = """function createPageHTML(count, now, name, ext){
  for (var i = 0; i < count; i++) document.write('<a href="' + (i == 0 ? name : name + '_' + i) + '.' + ext + '">' + (i + 1) + '</a> ');
}
"""
UCAP = """function createPageHTML(div, total, now, prefix, suffix, rows){
  var h = '';
  for (var i = 1; i <= total; i++) h += '<a href="' + (i == 1 ? prefix : prefix + '_' + i) + '.' + suffix + '">' + i + '</a> ';
  document.getElementById(div).innerHTML = h;
}
"""
UCAP_OWN = UCAP.replace("(i == 1 ? prefix : prefix + '_' + i)", "(i == 1 ? 'index' : 'p' + i)")
SCROLL = """(function(){
var at = document.getElementById('sentinel'), n = 1;
new IntersectionObserver(function(seen){
  if (!seen[0].isIntersecting || n >= at.getAttribute('data-pages')) return;
  n++;
  var x = new XMLHttpRequest();
  x.onload = function(){ document.getElementById('rows').insertAdjacentHTML('beforeend', x.responseText); };
  x.open('GET', at.getAttribute('data-url') + '?col=' + at.getAttribute('data-col') + '&page=' + n); x.send();
}).observe(at);
})();
"""
PAGINATION = """$.fn.pagination = function(total, o){
  for (var i = 0; i * o.items_per_page < total; i++) (function(n){
    var a = document.createElement('a'); a.href = '#'; a.textContent = n + 1; a.onclick = function(){ o.callback(n); return false; };
    this.list[0].appendChild(a);
  }).call(this, i);
};
"""
PARTS = "$('.ajax').each(function(){ $(this).load($(this).attr('data-part')); });"
