// Shows the records that stand in the page, a page at a time; further groups come from the address in <nextgroup>.
function jpage(options) {
  var box = document.getElementById(options.unitid), list = document.createElement("ul"), bar = document.createElement("p");
  var records = [], next = "", at = 0;
  function take(xml) {
    var store = new DOMParser().parseFromString(xml, "text/xml"), group = store.querySelector("nextgroup");
    store.querySelectorAll("record").forEach(function (record) { records.push(record.textContent); });
    next = group ? group.textContent.replace(/^.*href="([^"]*)".*$/, "$1") : "";
  }
  function show(page) {
    if ((page + 1) * options.perPage > records.length && next) {
      return fetch(next).then(function (answer) { return answer.text(); }).then(function (xml) { take(xml); show(page); });
    }
    at = page;
    list.innerHTML = records.slice(at * options.perPage, (at + 1) * options.perPage).join("");
    bar.firstChild.textContent = "共" + options.totalRecord + "条 第" + (at + 1) + "/" + (Math.ceil(options.totalRecord / options.perPage) || 1) + "页 ";
  }
  function button(words, step) {
    var b = document.createElement("button");
    b.textContent = words;
    b.onclick = function () { var to = at + step; if (to >= 0 && to * options.perPage < options.totalRecord) { show(to); } };
    bar.appendChild(b);
  }
  bar.appendChild(document.createElement("span"));
  button("上一页", -1);
  button("下一页", 1);
  take(box.querySelector("script").textContent);
  box.append(list, bar);
  show(0);
}
